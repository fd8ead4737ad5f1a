import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { folderWith, writeInto } from '#support/cli/folder';
import { runInProcess } from '#support/cli/inProcess';
import { Terminal, missing } from '#support/cli/terminal';

const timeout = 60_000;
const completed = [
  { what: 'a subcommand', typed: 'che', expected: 'check' },
  { what: 'an option', typed: 'check --sev', expected: 'check --severity' },
  { what: 'a file', typed: 'check --quiet supp', expected: 'check --quiet support.agent.json' },
];
const all = completed.map(({ what }) => what).join(', ');

/** A folder with an agent and the completion script of a shell. */
async function folderFor(shell: string): Promise<string> {
  const cwd = folderWith({ 'support.agent.json': '{}' });
  const { stdout } = await runInProcess(['completion', shell], { cwd });
  writeInto(cwd, 'completion', stdout);
  return cwd;
}

describe('tab completion', () => {
  for (const [shell, start, prepare] of [
    ['bash', ['bash', '--norc', '--noprofile', '-i'], 'source ./completion'],
    ['zsh', ['zsh', '-f', '-i'], 'autoload -U compinit; compinit -u -D; source ./completion'],
  ] as const)
    it(`${shell}: ${all}`, { skip: missing(shell), timeout }, async () => {
      const terminal = new Terminal(start, { cwd: await folderFor(shell) });
      try {
        terminal.type(`${prepare}; agent-json() { echo "[$*]"; }; echo re""ady\n`);
        await terminal.waitFor('ready');
        for (const { typed, expected } of completed) {
          terminal.type(`agent-json ${typed}\t\n`);
          await terminal.waitFor(`[${expected}]`);
        }
      } finally {
        terminal.close();
      }
    });

  it(`fish: ${all}`, { skip: missing('fish'), timeout }, async () => {
    const cwd = await folderFor('fish');
    for (const { what, typed, expected } of completed) {
      const script = `source ./completion; complete -C 'agent-json ${typed}'`;
      const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { cwd, encoding: 'utf8' });
      const offered = stdout.split('\n').map((line) => line.split('\t')[0]);
      assert.ok(offered.includes(expected.split(' ').at(-1)), `${what}: ${stdout}`);
    }
  });
});
