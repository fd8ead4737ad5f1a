// Writes THIRD-PARTY-NOTICES.txt, which both packages contain. Run it when the bundled packages change; a test checks that it is current.
// Usage: npm run notices
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './host/folders.mjs';
import { thirdPartyNotices } from './packaging/notices.mjs';

writeFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices());
