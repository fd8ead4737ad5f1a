import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SyncWorld } from '#support/sync/syncWorld';

const secret = 'FAKE-key-of-a-world-do-not-use';
const agent = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };
const link = { origin: 'https://api.example.com', id: '12' };

/** A world in which the secret was resolved from a reference. */
async function world(): Promise<SyncWorld> {
  const made = new SyncWorld({
    file: { ...agent, vapi_api_key: '${env:VAPI}' },
    agent,
    references: { '${env:VAPI}': secret },
  });
  await made.push();
  return made;
}

/** Where the secret would be exposed, and a simulated bug that does so. */
const leaks: readonly [location: string, leak: (world: SyncWorld) => unknown][] = [
  ['the log', ({ ports }) => ports.log.warn(`PUT with ${secret}`)],
  ['the log', ({ ports }) => ports.log.info(Buffer.from(`key=${secret};`).toString('base64'))],
  ['the baseline', ({ ports }) => ports.baselines.put(link, { file: { language: secret }, remote: {} })],
  [
    'the secret retention',
    ({ ports }) => ports.retention.put(secret, { topLevel: 'kept', nested: 'kept', writeOnly: 'kept' }),
  ],
  ['the file', ({ ports, text }) => ports.file.edit([{ offset: 0, length: 0, newText: secret }], text)],
  [
    'the question before a push',
    async ({ shownPlans, ports }) => {
      const [plan] = shownPlans;
      assert.ok(plan?.kind === 'push');
      await ports.confirm.push({ ...plan, agentName: secret });
    },
  ],
  [
    'the message after a push',
    async (made) => {
      // The server returns a secret that was not part of the request.
      made.remote.edit((stored) => ({ ...stored, retell_api_key: secret }));
      made.remote.fault = { failure: { kind: 'rejected', body: { detail: secret } }, applied: false };
      made.edit((file) => ({ ...file, language: 'de', vapi_api_key: null }));
      await made.push();
    },
  ],
  [
    'a failure',
    async (made) => {
      made.remote.readFaults.push({ kind: 'unreachable', reason: `no ${encodeURIComponent(secret)}` });
      await made.pull();
    },
  ],
];

describe('leak detection in sync ports', () => {
  for (const [location, leak] of leaks)
    it(`reports a secret in ${location}`, () =>
      assert.rejects(
        world().then(leak),
        new RegExp(`^AssertionError[^]*(${location} contains a secret|a secret was added to ${location})`),
      ));

  it('allows secrets in requests and the existing file', async () => {
    const made = await world();
    assert.equal(made.remote.stored['vapi_api_key'], secret);
    made.edit((file) => ({ ...file, retell_api_key: secret }));
    assert.equal((await made.push()).kind, 'pushed');
    assert.equal((await made.pull()).kind, 'nothing-to-pull');
  });
});
