// Builds the extension and packs it. Usage: node scripts/package.mjs [--out FILE.vsix]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensureInstalled.mjs';
import { runChild } from './host/children.mjs';
import { root } from './host/folders.mjs';

ensureInstalled();

const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const { out } = parseArgs({
  options: { out: { type: 'string', default: `agent-json-${version}.vsix` } },
}).values;

const { code } = await runChild(process.execPath, [`${root}/scripts/build.mjs`]);
if (code !== 0) process.exit(code);

const { createVSIX } = await import('@vscode/vsce');
// Everything is bundled: no dependency travels as a package. There is no public repository yet that links could lead to.
await createVSIX({
  cwd: root,
  packagePath: out,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
