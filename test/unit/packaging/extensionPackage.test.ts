import assert from 'node:assert/strict';
import { isAscii } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { readZip } from '@vscode/vsce/out/zip';
import { tempFolder } from '#scripts/host/folders.mjs';

const root = resolve(__dirname, '../../..');

/** The lowercase names of the packaged files, except for the two that the VSIX format requires. */
const expected = [
  'license.txt',
  'changelog.md',
  'dist/browser/extension.js',
  'dist/browser/server.js',
  'dist/extension.js',
  'dist/languageclient.js',
  'dist/server.js',
  'dist/serverstart.js',
  'dist/services.js',
  ...filesBelow('docs/rules'),
  ...filesBelow('images'),
  'l10n/bundle.l10n.de.json',
  'language-configuration.json',
  'package.json',
  'package.nls.de.json',
  'package.nls.json',
  'readme.md',
  'schemas/agent.schema.json',
  'syntaxes/agent-json.tmlanguage.json',
  'third-party-notices.txt',
];

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`.toLowerCase()],
  );
}

/** Packages the build and returns the output. */
function pack(file: string, environment: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/package.mjs', '--built', '--out', file],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...environment } },
  );
  assert.equal(status, 0, stdout + stderr);
  return stdout + stderr;
}

describe('the extension package', () => {
  const folder = tempFolder('vsix');
  const vsix = join(folder, 'agent-json.vsix');
  let output: string;
  let files: ReadonlyMap<string, Buffer>;

  before(async () => {
    output = pack(vsix);
    files = await readZip(vsix, () => true);
  });

  it('is reproducible byte for byte, also in another time zone', () => {
    const again = join(folder, 'again.vsix');
    pack(again, { TZ: 'Asia/Tokyo' });
    assert.ok(readFileSync(again).equals(readFileSync(vsix)));
  });

  it('is built without warnings', () => assert.doesNotMatch(output, /warn|error/i));

  it('contains what is needed and nothing else', () => {
    const inside = [...files.keys()].filter((file) => file.startsWith('extension/'));
    assert.deepEqual(inside.map((file) => file.slice('extension/'.length)).sort(), [...expected].sort());
  });

  it('has programs in ASCII, as they are read to be run', () => {
    const programs = [...files].filter(([name]) => name.endsWith('.js'));
    assert.ok(programs.length > 0);
    assert.deepEqual(
      programs.filter(([, content]) => !isAscii(content)).map(([name]) => name),
      [],
    );
  });

  it('contains every file that its manifest refers to', () => {
    // `bin` is for the npm package.
    const manifest = JSON.stringify({
      ...(JSON.parse(String(files.get('extension/package.json'))) as object),
      bin: undefined,
    });
    const named = manifest.matchAll(/"\.?\/?((?:images|dist|syntaxes|media)\/[^"]+)"/g);
    for (const [, file] of named) assert.ok(files.has(`extension/${String(file).toLowerCase()}`), file);
  });

  it('has a README without relative references', () => {
    const page = String(files.get('extension/readme.md'));
    assert.match(page, /data:image\/png;base64,/);
    const targets = [...page.matchAll(/(?:\]\(|src=")([^)"]{1,60})/g)].map(([, target]) => String(target));
    assert.deepEqual(
      targets.filter((target) => !/^(https:|data:|#)/.test(target)),
      [],
    );
  });

  it('has a blank line after each picture, so that Markdown does not include the next paragraph', () => {
    const page = String(files.get('extension/readme.md'));
    assert.match(page, /<img /);
    assert.doesNotMatch(page, /<img [^>]*>\n(?!\n)/);
  });

  it('has an icon that is sharp at its largest size', () => {
    const { icon } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { icon: string };
    // The header of a PNG contains width and height.
    const picture = readFileSync(join(root, icon));
    assert.ok(picture.readUInt32BE(16) >= 256 && picture.readUInt32BE(20) >= 256);
  });
});
