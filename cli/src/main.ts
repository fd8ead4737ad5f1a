import * as nodeModule from 'node:module';

const newer: typeof nodeModule & { readonly enableCompileCache?: () => unknown } = nodeModule;
// Since Node 22, compiled code can be kept between runs. That applies to what is loaded from here on.
newer.enableCompileCache?.();
void import('./start');
