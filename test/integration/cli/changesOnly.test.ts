import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '#language/syntax/json';
import { CliSandbox } from '#support/cli/cliSandbox';

/** An agent with a secret of its own, and one inside an object. */
const agent = {
  id: 2,
  agent_name: 'Night Desk',
  description: 'Takes calls at night and books rooms.',
  inbound: true,
  assistant_provider: 'vapi',
  assistant_id: 'asst_1234567890',
  vapi_api_key: 'FAKE-stored-vapi-key-do-not-use',
  livekit_data: {
    url: 'wss://a.example.com',
    agent_name: 'desk',
    api_secret: 'FAKE-livekit-secret-do-not-use',
  },
  project: 1376,
};

describe('agent-json push --changes-only', () => {
  let cli: CliSandbox;
  let file: string;

  beforeEach(async () => {
    cli = await CliSandbox.start({ seed: [agent] });
    file = await cli.pull(agent.id);
    // This server would clear the secrets that a PUT omits.
    cli.sandbox.set({ put: 'clear' });
  });
  afterEach(() => cli.close());

  const sent = () => cli.writes.map(({ method, body }) => [method, JSON.parse(body) as JsonObject]);
  const description = 'Takes calls at night.';

  it('is offered where a push would require --allow unproven-secrets', async () => {
    cli.edit(file, { description });
    const { files } = await cli.json('push', 3);
    assert.match(files[0]?.message ?? '', /add --allow unproven-secrets .*, or --changes-only to send only/);
    assert.deepEqual(sent(), []);
  });

  it('sends only the property that has changed, without a permission; no secret is lost', async () => {
    cli.edit(file, { description });
    assert.equal((await cli.json('push --changes-only', 0)).files[0]?.result, 'pushed');
    assert.deepEqual(sent(), [['PATCH', { description }]]);
    const stored = cli.sandbox.agent(agent.id);
    assert.equal(stored['vapi_api_key'], agent.vapi_api_key);
    assert.deepEqual(stored['livekit_data'], agent.livekit_data);
  });

  it('still requires a permission for a secret inside the property that has changed', async () => {
    cli.edit(file, { livekit_data: { url: 'wss://b.example.com', agent_name: 'desk' } });
    const { files } = await cli.json('push --yes --changes-only', 3);
    assert.match(files[0]?.message ?? '', /add --allow unproven-secrets to push this\.$/);
    assert.deepEqual(sent(), []);
  });

  it('can be planned: a push with the plan sends the same', async () => {
    cli.edit(file, { description });
    await cli.json('plan --changes-only --out plan.json', 0);
    assert.equal((await cli.json('push --plan plan.json', 0)).files[0]?.result, 'pushed');
    assert.deepEqual(sent(), [['PATCH', { description }]]);
  });

  it('can not change what a plan sends', async () => {
    cli.edit(file, { description });
    await cli.json('plan --out plan.json', 0);
    const { code, stderr } = await cli.run('push --plan plan.json --changes-only');
    assert.equal(code, 2);
    assert.match(stderr, /Use either --plan or --changes-only\./);
    assert.deepEqual(sent(), []);
  });

  it('shows in a diff which options are required', async () => {
    cli.edit(file, { description });
    assert.match((await cli.run('diff')).stdout, /--allow unproven-secrets/);
    assert.doesNotMatch((await cli.run('diff --changes-only')).stdout, /--allow/);
  });
});
