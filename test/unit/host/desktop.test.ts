import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';

const root = join(__dirname, '../../..');
const skip = process.platform === 'win32' && 'Windows starts code.cmd in a shell.';

it(
  'npm start opens desktop VS Code with the extension and the one that opens the walkthrough and the sample',
  { skip },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'agent-json-desktop-test-'));
    try {
      const [program, output, dataFolder] = ['code', 'arguments.json', 'data'].map((name) =>
        join(folder, name),
      );
      const record = `require('node:fs').writeFileSync(${JSON.stringify(output)}, JSON.stringify(process.argv.slice(2)))`;
      writeFileSync(program ?? '', `#!${process.execPath}\n${record};\n`, { mode: 0o755 });
      const options = { program, dataFolder, settings: { 'editor.fontSize': 14 }, folder: '/agents' };
      const script = `
      import { openDesktop } from ${JSON.stringify(join(root, 'scripts/host/desktop.mjs'))};
      openDesktop(${JSON.stringify(options)});
    `;
      const started = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
        encoding: 'utf8',
      });
      assert.equal(started.status, 0, started.stderr);
      const args = JSON.parse(readFileSync(output ?? '', 'utf8')) as string[];
      const name = '--extensionDevelopmentPath=';
      const extensions = args.filter((arg) => arg.startsWith(name)).map((arg) => arg.slice(name.length));
      assert.deepEqual(extensions, [root, join(root, 'scripts', 'host', 'demoExtension')]);
      for (const extension of extensions) assert.ok(existsSync(join(extension, 'package.json')), extension);
      assert.ok(args.includes(`--user-data-dir=${dataFolder}`));
      assert.equal(args.at(-1), '/agents');
      assert.match(readFileSync(join(dataFolder ?? '', 'User', 'settings.json'), 'utf8'), /editor\.fontSize/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
