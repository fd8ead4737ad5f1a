import { join } from 'node:path';
import { runCached } from '#files/codeCache';
import { setEngine } from '#files/engineSettings';
import { cacheFolder, currentUser } from '#files/userFolders';

const command = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'help';
setEngine('short');
// The program itself is `start.ts`.
runCached(join(__dirname, 'cliStart.js'), join(cacheFolder(currentUser), 'code'), command);
