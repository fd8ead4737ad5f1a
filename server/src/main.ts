import { join } from 'node:path';
import { runCached } from '#files/codeCache';
import { setEngine } from '#files/engineSettings';
import { cacheFolder, currentUser } from '#files/userFolders';

setEngine('start');
// The program itself is `start.ts`.
runCached(join(__dirname, 'serverStart.js'), join(cacheFolder(currentUser), 'code'), 'server');
setEngine('short');
