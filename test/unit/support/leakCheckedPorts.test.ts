import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SyncFixture } from '#support/sync/syncFixture';

const secret = 'FAKE-key-of-the-fixture-do-not-use';
const agent = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };
const link = { origin: 'https://api.example.com', id: '12' };

/** A fixture in which the secret was resolved from a reference. */
async function fixtureWithSecret(): Promise<SyncFixture> {
  const fixture = new SyncFixture({
    file: { ...agent, vapi_api_key: '${env:VAPI}' },
    agent,
    references: { '${env:VAPI}': secret },
  });
  await fixture.push();
  return fixture;
}

/** Where the secret would be exposed, and a simulated bug that does so. */
const leaks: readonly [location: string, leak: (fixture: SyncFixture) => unknown][] = [
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
    async (fixture) => {
      // The server returns a secret that was not part of the request.
      fixture.remote.edit((stored) => ({ ...stored, retell_api_key: secret }));
      fixture.remote.fault = { failure: { kind: 'rejected', body: { detail: secret } }, applied: false };
      fixture.edit((file) => ({ ...file, language: 'de', vapi_api_key: null }));
      await fixture.push();
    },
  ],
  [
    'a failure',
    async (fixture) => {
      fixture.remote.readFaults.push({ kind: 'unreachable', reason: `no ${encodeURIComponent(secret)}` });
      await fixture.pull();
    },
  ],
];

describe('leak detection in sync ports', () => {
  for (const [location, leak] of leaks)
    it(`reports a secret in ${location}`, () =>
      assert.rejects(
        fixtureWithSecret().then(leak),
        new RegExp(`^AssertionError[^]*(${location} contains a secret|a secret was added to ${location})`),
      ));

  it('allows secrets in requests and the existing file', async () => {
    const fixture = await fixtureWithSecret();
    assert.equal(fixture.remote.stored['vapi_api_key'], secret);
    fixture.edit((file) => ({ ...file, retell_api_key: secret }));
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
  });
});
