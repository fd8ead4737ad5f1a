import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { FileChangeType } from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { Disk } from '#server/workspace/disk';
import { inOneForm } from '#server/workspace/uris';
import { WorkspaceAgents } from '#server/workspace/agentFiles';

const threadFile = join(__dirname, '../../dist/diskThread.js');

function onDisk(folders: readonly string[], watched: boolean, program = threadFile): WorkspaceAgents {
  const disk = new Disk(program);
  return new WorkspaceAgents(folders, watched, (uri) => (uri.startsWith('file:') ? disk : undefined));
}

describe('the agents of a workspace', () => {
  let folder: string;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const namesOf = (uris: readonly string[]) => uris.map((uri) => uri.slice(uriOf('').length + 1)).sort();

  before(async () => {
    folder = tempFolder('workspace');
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await mkdir(join(folder, '.git'));
    for (const name of ['one.agent.json', 'a/b/two.agent.json', 'a/other.json', '.git/no.agent.json']) {
      await writeFile(join(folder, name), '{}');
    }
    await symlink(folder, join(folder, 'a/round')).catch(() => undefined);
  });

  it('are found below its folders, links not followed', async () => {
    const files = onDisk([uriOf('')], true);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json', 'one.agent.json']);
  });
  it('come and go as the client tells', async () => {
    const files = onDisk([uriOf('')], true);
    await files.uris();
    files.filesChanged([
      { uri: uriOf('new.agent.json'), type: FileChangeType.Created },
      { uri: uriOf('one.agent.json'), type: FileChangeType.Deleted },
    ]);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json', 'new.agent.json']);
    assert.equal(await files.textOf(uriOf('new.agent.json')), undefined);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json']);
  });
  it('come and go with folders', async () => {
    const files = onDisk([uriOf('')], true);
    await files.uris();
    files.foldersChanged([{ uri: uriOf('a') }], [{ uri: uriOf('') }]);
    assert.deepEqual(namesOf(await files.uris()), ['a/b/two.agent.json']);
  });
  it('are searched each time where the client tells nothing', async () => {
    const files = onDisk([uriOf('')], false);
    await files.uris();
    await writeFile(join(folder, 'late.agent.json'), '{}');
    assert.ok(namesOf(await files.uris()).includes('late.agent.json'));
  });
  it('are none in folders that are elsewhere or gone', async () => {
    const files = onDisk(['vscode-vfs://github/x/y', uriOf('gone'), 'file://%00'], false);
    assert.deepEqual(await files.uris(), []);
  });
  it('are read again only after a change', async () => {
    const files = onDisk([uriOf('')], false);
    assert.equal(await files.textOf(uriOf('one.agent.json')), '{}');
    await writeFile(join(folder, 'one.agent.json'), '{"id": 7}');
    assert.equal(await files.textOf(uriOf('one.agent.json')), '{"id": 7}');
  });
  it('are read all the same where the program of the reading thread is missing', async () => {
    const files = onDisk([uriOf('')], false, join(folder, 'gone.js'));
    const uris = await files.uris();
    const texts = await Promise.all([...uris, uriOf('gone')].map((uri) => files.textOf(uri)));
    assert.equal(texts.filter((text) => text !== undefined).length, uris.length);
  });
  it('have one name, however an editor escapes it', () => {
    assert.equal(inOneForm('file:///a%20%28b%29.agent.json'), inOneForm('file:///a%20(b).agent.json'));
    assert.equal(inOneForm('untitled:Untitled-1'), 'untitled:Untitled-1');
  });
});
