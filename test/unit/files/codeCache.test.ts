import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { cacheFolder } from '#files/userFolders';
import { tempFolder } from '#scripts/host/folders.mjs';

const program = join(__dirname, '../../../dist/cli.js');
const server = join(__dirname, '../../../dist/server.js');

describe('code cache: compiled code is kept between runs', () => {
  let home: string;
  let folder: string;

  beforeEach(() => {
    home = tempFolder('home');
    folder = join(cacheFolder({ platform: process.platform, env: userOf(home), home }), 'code');
  });

  it('the second run reads what the first one has written, and writes nothing', () => {
    const first = run(home);
    const [file = ''] = readdirSync(folder);
    const { mtimeMs, size } = statSync(join(folder, file));
    assert.ok(size > 10_000);
    assert.equal(run(home), first);
    assert.deepEqual(readdirSync(folder), [file]);
    assert.equal(statSync(join(folder, file)).mtimeMs, mtimeMs);
  });

  it('the next start of the server accepts what this one has written with other flags', () => {
    const modificationTimes = () => readdirSync(folder).map((file) => statSync(join(folder, file)).mtimeMs);
    runServer(home);
    const first = modificationTimes();
    assert.equal(first.length, 1);
    runServer(home);
    assert.deepEqual(modificationTimes(), first);
  });

  it('only the user can read the folder', { skip: process.platform === 'win32' }, () => {
    run(home);
    assert.equal(statSync(folder).mode & 0o077, 0);
  });

  it('a damaged file is replaced', () => {
    const first = run(home);
    const [file = ''] = readdirSync(folder);
    writeFileSync(join(folder, file), 'damaged');
    assert.equal(run(home), first);
    assert.ok(statSync(join(folder, file)).size > 10_000);
  });

  it('a folder that cannot be written is ignored', () => {
    const notAFolder = join(home, 'file');
    writeFileSync(notAFolder, '');
    assert.equal(run(notAFolder), run(home));
  });
});

/** @returns what `check` prints in an empty folder */
function run(home: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'check'], {
    cwd: tempFolder('empty'),
    env: { ...process.env, ...userOf(home) },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return stdout;
}

/** Starts a server, which exits because its input ends. */
function runServer(home: string): void {
  const env = { ...process.env, ...userOf(home) };
  const { stderr } = spawnSync(process.execPath, [server, '--stdio'], { env, input: '', encoding: 'utf8' });
  assert.equal(stderr, '');
}

function userOf(home: string) {
  return { HOME: home, LOCALAPPDATA: home, XDG_CACHE_HOME: join(home, 'cache') };
}
