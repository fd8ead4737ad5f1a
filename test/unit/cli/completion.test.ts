import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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

  it('bash: the script completes a command and an option', async () => {
    const { stdout } = await runInProcess(['completion', 'bash'], { cwd: folderWith({}) });
    const completed = (words: string) =>
      spawnSync(
        'bash',
        [
          '-c',
          `${stdout}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _agent_json; echo "\${COMPREPLY[@]}"`,
        ],
        { encoding: 'utf8' },
      ).stdout.trim();
    assert.equal(completed('agent-json che'), 'check');
    assert.equal(completed('agent-json check --sev'), '--severity');
  });

  it('exit code 2 for another shell', async () => {
    assert.equal((await runInProcess(['completion', 'csh'], { cwd: folderWith({}) })).code, 2);
  });
});
