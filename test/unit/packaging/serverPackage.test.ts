import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { npm } from '#scripts/ensureInstalled.mjs';
import { tempFolder } from '#scripts/host/folders.mjs';
import { TestClient } from '#support/testClient';

const root = resolve(__dirname, '../../..');

function run(args: string[], cwd: string): string {
  const { command, args: all } = npm([...args, '--loglevel=error']);
  const { status, stdout, stderr } = spawnSync(command, all, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Packages the existing build and returns the file. Building again would change dist/ while other tests run. */
function pack(folder: string): string {
  const [packed] = JSON.parse(
    run(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  ) as [{ filename: string }];
  return join(folder, packed.filename);
}

describe('the language server package', () => {
  const project = tempFolder('npm');
  let tarball: string;
  const program = join(project, 'node_modules', '.bin', 'agent-json-language-server');

  before(() => {
    tarball = pack(project);
    // Offline, because it must not need other packages.
    run(['install', '--offline', '--no-audit', '--no-fund', tarball], project);
  });

  it('is reproducible byte for byte', () => {
    assert.ok(readFileSync(pack(tempFolder('npm'))).equals(readFileSync(tarball)));
  });

  it('has no dependencies', () => {
    const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
    assert.deepEqual(installed, ['agent-json']);
  });

  it('contains what another editor needs, and nothing of the extension', () => {
    const inside = readdirSync(join(project, 'node_modules/agent-json'), { recursive: true });
    const files = inside
      .map((file) => String(file).replaceAll('\\', '/'))
      .filter(
        (file) => !/^docs\/rules\/./.test(file) && !/^(dist|docs|docs\/rules|l10n|schemas)$/.test(file),
      );
    assert.deepEqual(files.sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD-PARTY-NOTICES.txt',
      'dist/cli.js',
      'dist/cliStart.js',
      'dist/server.js',
      'dist/serverStart.js',
      'docs/ci.md',
      'docs/editors.md',
      'l10n/bundle.l10n.de.json',
      'package.json',
      'schemas/agent.schema.json',
      'schemas/cli-config.schema.json',
      'schemas/cli-output.schema.json',
    ]);
  });

  it('has an executable', () => {
    accessSync(program, constants.X_OK);
  });

  it('validates a file through the protocol', async () => {
    const client = await TestClient.start({ program });
    const published = client.nextPublished();
    await client.open(
      'file:///a.agent.json',
      '{ "agent_name": "A", "description": "Says hello to all.", "inbound": 1 }',
    );
    const { diagnostics } = await published;
    await client.stop();
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['wrong-type'],
    );
  });

  it('validates a file on the command line', () => {
    const folder = tempFolder('npx');
    const text = '{ "agent_name": "A", "description": "Says hello to all.", "inbound": 1 }';
    writeFileSync(join(folder, 'a.agent.json'), text);
    const command = join(project, 'node_modules', '.bin', 'agent-json');
    const { status, stdout } = spawnSync(process.execPath, [command, 'check'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stdout, /^a\.agent\.json:1:\d+: error: .*\(wrong-type\)$/m);
  });
});
