import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { LocalPromptFolder } from '#files/promptFolder';
import { maxPromptBytes } from '#language/promptFiles/promptText';
import { readPromptFile } from '#language/promptFiles/read';
import { tempFolder } from '#scripts/host/folders.mjs';

const folder = tempFolder('prompt-folder');
const workspace = join(folder, 'workspace');
mkdirSync(join(workspace, 'agents'), { recursive: true });
mkdirSync(join(workspace, 'folder.md'));
const write = (path: string, content: string | Uint8Array) => writeFileSync(join(folder, path), content);

write('outside.md', 'outside');
write('workspace/a.prompt.md', '\uFEFFHello\r\n');
write('workspace/agents/b.txt', 'Hi');
write('workspace/.env', 'KEY=FAKE-key');
write('workspace/.env.md', 'KEY=FAKE-key');
write('workspace/code.ts', 'code');
write('workspace/latin1.md', Uint8Array.of(0x66, 0xfc, 0x72));
write('workspace/utf16.md', new Uint8Array(Uint16Array.from([0x48, 0x69]).buffer));
write('workspace/limit.md', 'x'.repeat(maxPromptBytes));
write('workspace/sparse.md', '');
truncateSync(join(workspace, 'sparse.md'), 1024 ** 3);
symlinkSync(join(folder, 'outside.md'), join(workspace, 'out.md'));
symlinkSync(folder, join(workspace, 'up'));
symlinkSync('a.prompt.md', join(workspace, 'link.md'));
symlinkSync('.env', join(workspace, 'env.md'));
symlinkSync('/dev/zero', join(workspace, 'device.md'));
symlinkSync('loop.md', join(workspace, 'loop.md'));

const read = (reference: string) =>
  readPromptFile(new LocalPromptFolder(workspace), 'agents/support.agent.json', reference);

describe('prompt files on disk: which are read', () => {
  const texts: readonly (readonly [reference: string, text: string, path: string])[] = [
    ['../a.prompt.md', '\uFEFFHello\r\n', 'a.prompt.md'],
    ['./b.txt', 'Hi', 'agents/b.txt'],
    ['b.txt', 'Hi', 'agents/b.txt'],
    ['./../agents/./b.txt', 'Hi', 'agents/b.txt'],
    ['../link.md', '\uFEFFHello\r\n', 'a.prompt.md'],
    ['../limit.md', 'x'.repeat(maxPromptBytes), 'limit.md'],
  ];
  for (const [reference, text, path] of texts) {
    it(`${reference}: is read, with the path of its file`, async () => {
      assert.deepEqual(await read(reference), { kind: 'text', text, path });
    });
  }

  const errors: readonly (readonly [reference: string, kind: string])[] = [
    ['./missing.md', 'missing'],
    ['./b.txt/c.md', 'missing'],
    ['./B.txt', 'wrong-case'],
    ['../Agents/b.txt', 'wrong-case'],
    ['../../outside.md', 'outside'],
    ['../../workspace/a.prompt.md', 'outside'],
    ['../out.md', 'outside'],
    ['../up/outside.md', 'outside'],
    ['../device.md', 'outside'],
    ['../env.md', 'not-text'],
    ['../.env', 'not-text'],
    ['../.env.md', 'not-text'],
    ['../code.ts', 'not-text'],
    ['../folder.md', 'not-a-file'],
    ['../sparse.md', 'too-large'],
    ['../latin1.md', 'not-utf8'],
    ['../utf16.md', 'not-utf8'],
    ['../loop.md', 'unreadable'],
    ['/etc/passwd', 'invalid-path'],
    ['..\\a.prompt.md', 'invalid-path'],
    ['', 'invalid-path'],
    ['..', 'not-text'],
  ];
  for (const [reference, kind] of errors) {
    it(`${reference}: ${kind}`, async () => {
      assert.deepEqual(await read(reference), { kind });
    });
  }

  it('a pipe: is not opened', { skip: process.platform === 'win32' && 'no pipes in folders' }, async () => {
    execFileSync('mkfifo', [join(workspace, 'pipe.md')]);
    assert.deepEqual(await read('../pipe.md'), { kind: 'not-a-file' });
  });
});

describe('prompt files on disk: what a folder lists', () => {
  it('names and whether they are folders', async () => {
    const entries = await new LocalPromptFolder(workspace).list('agents');
    assert.deepEqual(entries, [{ name: 'b.txt', isFolder: false }]);
  });

  it('nothing of a folder outside', async () => {
    assert.deepEqual(await new LocalPromptFolder(workspace).list('up'), []);
  });
});
