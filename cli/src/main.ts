import { join } from 'node:path';
import { runCached } from '#files/codeCache';
import { setEngineFlags } from '#files/engineSettings';
import { cacheFolder, currentUser } from '#files/userFolders';

const command = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'help';
setEngineFlags();
// The program itself is `start.ts`.
runCached(join(__dirname, 'cliStart.js'), join(cacheFolder(currentUser), 'code'), command);
