import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '#scripts/host/folders.mjs';
import { CliWorld } from '#support/cli/world';

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const hooks = readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8');
const onPage = [...page.matchAll(/^ *(?:- (?:run: )?)?agent-json (.+?)(?: +#.*)?$/gm)];
const inHooks = [...hooks.matchAll(/entry: agent-json (.+)$/gm)];
const commands = [...new Set([...onPage, ...inHooks].map(([, command = '']) => command))];

describe('docs/ci.md and .pre-commit-hooks.yaml', () => {
  it('contain commands', () => assert.ok(commands.length >= 8, commands.join('\n')));

  it('each command succeeds against the sandbox, in sequence', async () => {
    const agent = {
      id: 1,
      agent_name: 'Desk',
      description: 'Takes calls and books rooms.',
      inbound: true,
      project: 1376,
    };
    const world = await CliWorld.start({ seed: [agent] });
    try {
      world.edit(await world.pull(1), { description: 'Takes calls, and books rooms and tables.' });
      for (const command of commands) {
        const { code, stdout, stderr } = await world.run(command);
        assert.equal(code, 0, `agent-json ${command}\n${stdout}${stderr}`);
      }
    } finally {
      await world.close();
    }
  });
});
