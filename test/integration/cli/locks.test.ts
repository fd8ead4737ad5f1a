import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { acquireLock, agentResource } from '#files/lockFile';
import { lockFolder } from '#files/userFolders';
import { whileAgentLocked } from '#cli/sync/agentLock';
import { CliSandbox } from '#support/cli/cliSandbox';
import { readFrom, writeInto } from '#support/cli/folder';

const agent = {
  id: 1,
  agent_name: 'Desk',
  description: 'Takes calls.',
  inbound: true,
  language: 'en',
  project: 1376,
};

describe('agent-json while another program syncs the same agent', () => {
  let cli: CliSandbox;
  let file: string;
  beforeEach(async () => {
    cli = await CliSandbox.start({ seed: [agent] });
    file = await cli.pull(agent.id);
  });
  afterEach(() => cli.close());

  const user = () => ({ platform: 'linux' as const, env: {}, home: cli.folder });
  const link = () => ({ origin: cli.sandbox.origin, id: String(agent.id) });

  /** Locks the agent as the editor does. */
  async function lockAgent(): Promise<() => Promise<void>> {
    const release = await acquireLock(lockFolder(user()), agentResource(link()));
    assert.ok(release);
    return release;
  }

  for (const command of ['push', 'pull'])
    it(`${command}: sends nothing until that has finished`, async () => {
      const release = await lockAgent();
      const before = cli.sandbox.requests.length;
      const running = cli.run(command);
      await sleep(300);
      assert.equal(cli.sandbox.requests.length, before);
      await release();
      assert.equal((await running).code, 0);
      assert.ok(cli.sandbox.requests.length > before);
    });

  it('ends with a message if that takes too long', async () => {
    const release = await lockAgent();
    await assert.rejects(
      whileAgentLocked(
        { ...user(), signal: new AbortController().signal },
        link(),
        () => Promise.resolve(),
        0,
      ),
      { exitCode: 3, message: /^Not synced: another command or editor window is syncing this agent\./ },
    );
    await release();
  });

  it('two pushes at the same time: the second one starts when the first one has ended', async () => {
    writeInto(cli.folder, `second/${file}`, readFrom(cli.folder, file));
    await cli.run('pull second --state second-state');
    cli.edit(file, { language: 'de' });
    cli.edit(`second/${file}`, { description: 'Takes all calls.' });
    const before = cli.sandbox.requests.length;
    for (const method of ['PUT', 'PATCH'])
      cli.sandbox.fault({ kind: 'slow', ms: 200, stores: 'late', method, times: 2 });
    const ended = await Promise.all([
      cli.run(`push ${file} --yes`),
      cli.run('push second --yes --state second-state'),
    ]);
    assert.deepEqual(
      ended.map(({ code }) => code),
      [0, 0],
    );
    const { language, description } = cli.sandbox.agent(agent.id);
    assert.deepEqual([language, description], ['de', 'Takes all calls.']);
    const agentRequests = cli.sandbox.requests
      .slice(before)
      .filter(({ path }) => path.includes('/aiagents/'));
    const methods = agentRequests.map(({ method }) => (method === 'GET' ? 'read' : 'write'));
    const push = ['read', 'read', 'write', 'read'];
    assert.deepEqual(methods, [...push, ...push]);
  });
});
