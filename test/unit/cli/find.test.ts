import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { UsageError } from '#cli/errors';
import { findAgentFiles } from '#cli/files/find';
import { folderWith, writeInto } from '#support/cli/folder';

async function findFiles(folder: string, paths: readonly string[] = [], exclude: readonly string[] = []) {
  const files = await findAgentFiles(paths, { cwd: folder, exclude, excludeFrom: folder });
  return files.map((file) => relative(folder, file).replaceAll('\\', '/'));
}

function repository(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  mkdirSync(join(folder, '.git/info'), { recursive: true });
  return folder;
}

describe('finding agent files', () => {
  it('without a path: all below the current folder, sorted, except in node_modules', async () => {
    const folder = folderWith({
      'b.agent.json': '',
      'sub/a.agent.json': '',
      'sub/other.json': '',
      'node_modules/x/a.agent.json': '',
    });
    assert.deepEqual(await findFiles(folder), ['b.agent.json', 'sub/a.agent.json']);
  });

  it('a folder, a glob and a file name for the same file return it once', async () => {
    const folder = folderWith({ 'sub/a.agent.json': '', 'sub/b.agent.json': '' });
    assert.deepEqual(await findFiles(folder, ['sub', 'sub/*.agent.json', 'sub/a.agent.json']), [
      'sub/a.agent.json',
      'sub/b.agent.json',
    ]);
  });

  it('an explicitly named file is included regardless of its name', async () => {
    const folder = folderWith({ 'agent.json': '', '[x].agent.json': '' });
    assert.deepEqual(await findFiles(folder, ['agent.json', '[x].agent.json']), [
      '[x].agent.json',
      'agent.json',
    ]);
  });

  it('a link that is named explicitly is the file it refers to; in folders and globs, links are skipped', async () => {
    const folder = folderWith({ 'all/a.agent.json': '', 'some/b.agent.json': '' });
    symlinkSync('../all/a.agent.json', join(folder, 'some/link.agent.json'));
    assert.deepEqual(await findFiles(folder, ['some/link.agent.json', 'all']), ['all/a.agent.json']);
    assert.deepEqual(await findFiles(folder, ['some']), ['some/b.agent.json']);
    assert.deepEqual(await findFiles(folder, ['some/*']), ['some/b.agent.json']);
  });

  it('a link to a file outside of the folder stays a link', async () => {
    const folder = folderWith({});
    symlinkSync(join(folderWith({ 'a.agent.json': '' }), 'a.agent.json'), join(folder, 'link.agent.json'));
    assert.deepEqual(await findFiles(folder, ['link.agent.json']), ['link.agent.json']);
  });

  it('files that git ignores are excluded: outer rules, inner rules, exceptions, and .git/info/exclude', async () => {
    const folder = repository({
      '.gitignore': '/build/\n*.local.agent.json\n',
      'build/a.agent.json': '',
      'a.local.agent.json': '',
      'sub/.gitignore': '!keep.local.agent.json\nown.agent.json\n',
      'sub/keep.local.agent.json': '',
      'sub/own.agent.json': '',
      'own.agent.json': '',
      'private.agent.json': '',
    });
    writeInto(folder, '.git/info/exclude', 'private.agent.json\n');
    assert.deepEqual(await findFiles(folder), ['own.agent.json', 'sub/keep.local.agent.json']);
    assert.deepEqual(await findFiles(join(folder, 'sub')), ['keep.local.agent.json']);
  });

  it('an explicitly named file is included even if ignored', async () => {
    const folder = repository({ '.gitignore': 'a.agent.json\n', 'a.agent.json': '' });
    assert.deepEqual(await findFiles(folder, ['a.agent.json']), ['a.agent.json']);
  });

  it('.gitignore has no effect outside of a repository', async () => {
    const folder = folderWith({ '.gitignore': '*\n', 'a.agent.json': '' });
    assert.deepEqual(await findFiles(folder), ['a.agent.json']);
  });

  it('globs of the configuration exclude files', async () => {
    const folder = folderWith({ 'a.agent.json': '', 'old/b.agent.json': '', 'x/old/c.agent.json': '' });
    assert.deepEqual(await findFiles(folder, [], ['old/**']), ['a.agent.json', 'x/old/c.agent.json']);
  });

  it('a path that does not exist and a glob without a match are errors', async () => {
    const folder = folderWith({});
    await assert.rejects(findFiles(folder, ['a.agent.json']), UsageError);
    await assert.rejects(findFiles(folder, ['*.agent.json']), UsageError);
  });
});
