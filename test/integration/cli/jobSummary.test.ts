import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFrom } from '#support/cli/folder';
import { CliSandbox } from '#support/cli/cliSandbox';

const description = 'Takes calls and books rooms.';

describe('agent-json in a GitHub workflow: the job summary', () => {
  let cli: CliSandbox;
  const run = (args: string) =>
    cli.run(args, {
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(cli.folder, 'summary.md') },
    });

  beforeEach(async () => {
    cli = await CliSandbox.start({
      seed: [{ id: 1, agent_name: 'Front Desk', description, inbound: true, project: 1376 }],
    });
    const file = await cli.pull(1);
    cli.edit(file, { description: 'Takes calls only. ```' });
  });
  afterEach(() => cli.close());

  it('plan and push append a table of the files, plan with the changes', async () => {
    await run('plan --out plan.json');
    await run('push --plan plan.json');
    const summary = readFrom(cli.folder, 'summary.md');
    const [planned = '', pushed = ''] = summary.split('### agent-json push');
    assert.match(planned, /^### agent-json plan\n/);
    assert.match(planned, /\| front-desk\.agent\.json \| differs \|/);
    assert.match(planned, /````diff\n[^`]*- "Takes calls and books rooms\."\n\+ "Takes calls only\. ```"\n/);
    assert.match(pushed, /\| front-desk\.agent\.json \| pushed \|/);
  });

  it('check does not write it, because its problems are annotations', async () => {
    await run('check');
    assert.ok(!existsSync(join(cli.folder, 'summary.md')));
  });
});
