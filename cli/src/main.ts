import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './folders';

const newer: typeof nodeModule & { readonly enableCompileCache?: (folder: string) => unknown } = nodeModule;
const { env, platform } = process;
// Caches compiled code between runs (Node.js 22 and newer) for modules that are loaded after this line. Node's own default is a temporary
// folder, where another user of the machine could put code of theirs.
newer.enableCompileCache?.(join(cacheFolder({ env, platform, home: homedir() }), 'code'));
void import('./start');
