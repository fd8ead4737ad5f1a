import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderWith } from '#support/cli/folder';
import { runInProcess } from '#support/cli/inProcess';

describe('agent-json completion', () => {
  for (const shell of ['bash', 'zsh', 'fish'])
    it(`${shell}: names each command and its options`, async () => {
      const { code, stdout } = await runInProcess(['completion', shell], { cwd: folderWith({}) });
      assert.equal(code, 0);
      for (const word of ['check', 'push', 'severity', 'allow-env']) assert.ok(stdout.includes(word), word);
    });

  it('exit code 2 for another shell', async () => {
    assert.equal((await runInProcess(['completion', 'csh'], { cwd: folderWith({}) })).code, 2);
  });
});
