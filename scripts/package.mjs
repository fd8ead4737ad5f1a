// Builds and packs the extension, reproducibly.
// Usage: node scripts/package.mjs [--out FILE.vsix] [--built]
//   --built  dist/ is up to date
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensureInstalled.mjs';
import { runChild } from './host/childProcesses.mjs';
import { root, tempFolder } from './host/folders.mjs';
import { detailsPage } from './packaging/detailsPage.mjs';

ensureInstalled();

const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const { out, built } = parseArgs({
  options: {
    out: { type: 'string', default: `agent-json-${version}.vsix` },
    built: { type: 'boolean' },
  },
}).values;

if (!built) {
  const { code } = await runChild(process.execPath, [`${root}/scripts/build.mjs`]);
  if (code !== 0) process.exit(code);
}

const { createVSIX, listFiles, PackageManager } = await import('@vscode/vsce');
const staged = tempFolder('staged');
for (const file of [
  '.vscodeignore',
  ...(await listFiles({ cwd: root, packageManager: PackageManager.None })),
]) {
  cpSync(join(root, file), join(staged, file));
  chmodSync(join(staged, file), 0o644);
}
writeFileSync(join(staged, 'README.md'), detailsPage(readFileSync(`${root}/README.md`, 'utf8')));
// Timestamps in the package are the same as in npm packages, and independent of the local time zone.
process.env['SOURCE_DATE_EPOCH'] ??= '499162500';
process.env['TZ'] = 'UTC';
await createVSIX({
  cwd: staged,
  packagePath: resolve(out),
  // Everything is bundled.
  dependencies: false,
  // There is no public repository yet, and the README has no relative links.
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
