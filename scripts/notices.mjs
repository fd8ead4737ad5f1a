// Writes THIRD-PARTY-NOTICES.txt, which both packages contain. Needed after a change of what is bundled; a test compares.
// Usage: npm run notices
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './host/folders.mjs';
import { thirdPartyNotices } from './packaging/notices.mjs';

writeFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices());
