import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { FileChangeType } from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { AgentFiles, normalizeUri } from '#server/workspace/agentFiles';
import { LocalFiles } from '#server/workspace/localFiles';

function onDisk(folders: readonly string[], isWatched: boolean): AgentFiles {
  const localFiles = new LocalFiles();
  return new AgentFiles(folders, isWatched, (uri) => (uri.startsWith('file:') ? localFiles : undefined));
}

describe('the agent files of a workspace', () => {
  let folder: string;
  let outside: string;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const namesOf = (uris: readonly string[]) => uris.map((uri) => uri.slice(uriOf('').length + 1)).sort();
  const textOf = async (files: AgentFiles, name: string) => (await files.read(uriOf(name)))?.text;

  before(async () => {
    folder = tempFolder('workspace');
    outside = join(tempFolder('outside'), 'their.agent.json');
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await mkdir(join(folder, '.git'));
    await writeFile(outside, '{}');
    for (const name of ['one.agent.json', 'a/b/two.agent.json', 'a/other.json', '.git/no.agent.json']) {
      await writeFile(join(folder, name), '{}');
    }
    await symlink(folder, join(folder, 'a/round')).catch(() => undefined);
  });

  it('are found in its folders and subfolders, without following links', async () => {
    const files = onDisk([uriOf('')], true);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json', 'one.agent.json']);
  });
  it('are not those that git ignores, unless the ignored folder itself is open', async () => {
    const repository = tempFolder('repository');
    const uri = (name: string) => pathToFileURL(join(repository, name)).href;
    await mkdir(join(repository, '.git'));
    await mkdir(join(repository, 'build/sub'), { recursive: true });
    await writeFile(join(repository, '.gitignore'), '/build/\n*.local.agent.json\n');
    for (const name of [
      'one.agent.json',
      'one.local.agent.json',
      'build/a.agent.json',
      'build/sub/b.agent.json',
    ])
      await writeFile(join(repository, name), '{}');

    const files = onDisk([uri('')], true);
    assert.deepEqual(await files.uris(), [uri('one.agent.json')].map(normalizeUri));
    files.filesChanged([{ uri: uri('one.local.agent.json'), type: FileChangeType.Created }]);
    assert.equal(await files.read(uri('one.local.agent.json')), undefined);
    assert.deepEqual(await files.uris(), [uri('one.agent.json')].map(normalizeUri));

    const build = onDisk([uri('build')], true);
    assert.equal((await build.uris()).length, 2);
    assert.equal((await build.read(uri('build/a.agent.json')))?.text, '{}');
  });
  it('are added and removed when the client reports it', async () => {
    const files = onDisk([uriOf('')], true);
    await files.uris();
    files.filesChanged([
      { uri: uriOf('new.agent.json'), type: FileChangeType.Created },
      { uri: uriOf('one.agent.json'), type: FileChangeType.Deleted },
    ]);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json', 'new.agent.json']);
    assert.equal(await files.read(uriOf('new.agent.json')), undefined);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json']);
  });
  it('are added and removed with folders', async () => {
    const files = onDisk([uriOf('')], true);
    await files.uris();
    files.foldersChanged([{ uri: uriOf('a') }], [{ uri: uriOf('') }]);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json']);
    assert.equal(await files.read(uriOf('one.agent.json')), undefined);
  });
  it('are not kept in memory when their folder is removed, even if it was the only one', async () => {
    const reader = new LocalFiles();
    const kept: (readonly string[])[] = [];
    reader.retain = (uris) => void kept.push(namesOf([...uris]));
    const files = new AgentFiles([uriOf('')], true, () => reader);
    await files.uris();
    files.foldersChanged([{ uri: uriOf('a') }], [{ uri: uriOf('') }]);
    assert.deepEqual(kept.at(-1), ['a/b/two.agent.json']);
    files.foldersChanged([], [{ uri: uriOf('a') }]);
    assert.deepEqual(kept.at(-1), []);
  });
  it('are searched each time if the client does not watch files', async () => {
    const files = onDisk([uriOf('')], false);
    await files.uris();
    await writeFile(join(folder, 'late.agent.json'), '{}');
    assert.ok(namesOf(await files.uris()).includes('late.agent.json'));
  });
  it('are empty for folders that are elsewhere or deleted', async () => {
    const files = onDisk(['vscode-vfs://github/x/y', uriOf('gone'), 'file://%00'], false);
    assert.deepEqual(await files.uris(), []);
  });
  it('are read again after a change', async () => {
    const files = onDisk([uriOf('')], false);
    assert.equal(await textOf(files, 'one.agent.json'), '{}');
    await writeFile(join(folder, 'one.agent.json'), '{"id": 7}');
    assert.equal(await textOf(files, 'one.agent.json'), '{"id": 7}');
  });
  it('have one URI, however an editor escapes it', () => {
    assert.equal(normalizeUri('file:///a%20%28b%29.agent.json'), normalizeUri('file:///a%20(b).agent.json'));
    assert.equal(normalizeUri('untitled:Untitled-1'), 'untitled:Untitled-1');
  });

  describe('an agent file that a client reports', () => {
    const reported = async (name: string) => {
      const files = onDisk([uriOf('')], true);
      await files.uris();
      files.filesChanged([{ uri: uriOf(name), type: FileChangeType.Created }]);
      return files.read(uriOf(name));
    };
    it('is not read if it is a link to a device', async () => {
      await symlink('/dev/zero', join(folder, 'zero.agent.json'));
      assert.equal(await reported('zero.agent.json'), undefined);
    });
    it('is not read if it is a link out of the folder', async () => {
      await symlink(outside, join(folder, 'out.agent.json'));
      assert.equal(await reported('out.agent.json'), undefined);
    });
    it('is not read if it is outside of the folders', async () => {
      const files = onDisk([uriOf('')], true);
      assert.equal(await files.read(pathToFileURL(outside).href), undefined);
    });
    it('is not read if it is a folder', async () => {
      await mkdir(join(folder, 'folder.agent.json'));
      assert.equal(await reported('folder.agent.json'), undefined);
    });
    it('is not read if it is a named pipe', async (test) => {
      if (spawnSync('mkfifo', [join(folder, 'pipe.agent.json')]).status !== 0) return test.skip('no mkfifo');
      assert.equal(await reported('pipe.agent.json'), undefined);
    });
    it('is too large if it has more than 16 MB, without being read', async () => {
      await writeFile(join(folder, 'large.agent.json'), '');
      await truncate(join(folder, 'large.agent.json'), 600 * 1024 * 1024);
      const content = await reported('large.agent.json');
      assert.deepEqual(content, { canonicalUri: content?.canonicalUri, text: undefined });
    });
  });

  describe('decoding a file', () => {
    const text = '{"agent_name": "é漢😀"}';
    const bigEndian = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    for (const [encoding, bytes] of [
      ['UTF-8', Buffer.from(text)],
      ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
      ['UTF-16, little endian', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['UTF-16, big endian', bigEndian],
    ] as const) {
      it(encoding, async () => {
        await writeFile(join(folder, 'encoded.agent.json'), bytes);
        assert.equal(await textOf(onDisk([uriOf('')], false), 'encoded.agent.json'), text);
      });
    }
  });

  it('have the same canonical URI by each of their names', async () => {
    const link = join(tempFolder('links'), 'linked');
    await symlink(folder, link);
    const files = onDisk([uriOf('')], false);
    const linked = pathToFileURL(join(link, 'one.agent.json')).href;
    assert.equal(await files.canonicalUri(linked), await files.canonicalUri(uriOf('one.agent.json')));
  });
  it('are no working copies as versions in git', () => {
    const files = onDisk([uriOf('')], false);
    assert.equal(files.isWorkingCopy(uriOf('one.agent.json')), true);
    assert.equal(files.isWorkingCopy('git:/one.agent.json?{}'), false);
  });
});
