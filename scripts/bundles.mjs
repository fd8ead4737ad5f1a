// The programs we ship or run, each one file: what to bundle, for which host.
export const bundles = [
  { in: 'server/src/main.ts', out: 'dist/server.js', banner: '#!/usr/bin/env node' },
  { in: 'client/src/extension.ts', out: 'dist/extension.js', external: ['vscode'] },
  { in: 'test/sandbox/main.ts', out: 'dist/sandbox.js', banner: '#!/usr/bin/env node' },
];
