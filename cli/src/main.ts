import * as nodeModule from 'node:module';

const newer: typeof nodeModule & { readonly enableCompileCache?: () => unknown } = nodeModule;
// Caches compiled code between runs (Node.js 22 and newer) for modules that are loaded after this line.
newer.enableCompileCache?.();
void import('./start');
