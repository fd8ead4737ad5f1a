import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '#scripts/host/folders.mjs';
import { CliSandbox } from '#support/cli/cliSandbox';

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const hooks = readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8');
const onPage = [...page.matchAll(/^ *(?:- (?:run: )?)?agent-json (.+?)(?: +#.*)?$/gm)];
const inHooks = [...hooks.matchAll(/entry: agent-json (.+)$/gm)];
/** With the state of an earlier run, as in the workflow. */
const withApproval = (command: string) => command.replace('$ALLOW', '--yes');
const commands = [...new Set([...onPage, ...inHooks].map(([, command = '']) => withApproval(command)))];

const agent = {
  id: 1,
  agent_name: 'Desk',
  description: 'Takes calls and books rooms.',
  inbound: true,
  project: 1376,
};

describe('the deploy workflow of docs/ci.md', () => {
  it('overwrites no change on Cekura without the state of an earlier run', async () => {
    const cli = await CliSandbox.start({ seed: [agent] });
    try {
      await cli.pull(1);
      cli.sandbox.edit(1, { description: 'Changed on Cekura.' });
      const [command] = [...onPage].flatMap(([, block = '']) => (block.includes('$ALLOW') ? [block] : []));
      assert.ok(command !== undefined);
      assert.equal((await cli.run(command.replace('$ALLOW ', ''))).code, 3);
      assert.equal(cli.writes.length, 0);
    } finally {
      await cli.close();
    }
  });

  it('saves the state only if the merged changes were committed', () => {
    const [, job = ''] = page.split('deploy-agents.yml');
    assert.match(job, /id: commit\n\s+if: always\(\)/);
    assert.match(job, /cache\/save@v4\n\s+if: always\(\) && steps\.commit\.outcome == 'success'/);
  });
});

describe('docs/ci.md and .pre-commit-hooks.yaml', () => {
  it('contain commands', () => assert.ok(commands.length >= 8, commands.join('\n')));

  it('each command succeeds against the sandbox, in sequence', async () => {
    const cli = await CliSandbox.start({ seed: [agent] });
    try {
      cli.edit(await cli.pull(1), { description: 'Takes calls, and books rooms and tables.' });
      for (const command of commands) {
        const { code, stdout, stderr } = await cli.run(command);
        assert.equal(code, 0, `agent-json ${command}\n${stdout}${stderr}`);
      }
    } finally {
      await cli.close();
    }
  });
});
