import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '#language/syntax/json';
import { describePushOutcome } from '#sync/messages/describe';
import type { PushOutcome } from '#sync/outcomes';
import { SyncFixture, allRetained } from '#support/sync/syncFixture';

const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };
const clears = { put: 'clear', nested: 'replace', clearText: false } as const;

type Options = ConstructorParameters<typeof SyncFixture>[0];

/** A file that was pulled on another machine, with a reference that is not set on this one. */
function clone(properties: JsonObject, options: Omit<Options, 'file'>): SyncFixture {
  const file = { ...agent, ...properties, agent_name: 'Reception' };
  const fixture = new SyncFixture({ file, ...options });
  fixture.answer = ({ secretsAtRisk }) => ({ kind: secretsAtRisk.length > 0 ? 'patch' : 'push' });
  return fixture;
}

function causesOf(outcome: PushOutcome): string[] {
  return outcome.kind === 'blocked' ? outcome.causes.map(({ kind }) => kind) : [outcome.kind];
}

describe('a reference without a value on this machine', () => {
  const vapi = { vapi_api_key: '${secret:VAPI}' };

  it('keeps the stored secret: the PUT omits it if the server is known to retain it', async () => {
    const fixture = clone(vapi, { agent: { ...agent, vapi_api_key: 'FAKE-v' }, retention: allRetained });
    assert.deepEqual(causesOf(await fixture.push()), ['pushed']);
    assert.deepEqual(
      fixture.remote.writes.map(({ method }) => method),
      ['put'],
    );
    assert.deepEqual(fixture.remote.stored, { ...agent, agent_name: 'Reception', vapi_api_key: 'FAKE-v' });
  });

  it('asks without evidence, and a PATCH keeps it', async () => {
    const fixture = clone(vapi, { agent: { ...agent, vapi_api_key: 'FAKE-v' }, modes: clears });
    assert.deepEqual(causesOf(await fixture.push()), ['pushed']);
    assert.deepEqual(fixture.remote.writes, [{ method: 'patch', body: { agent_name: 'Reception' } }]);
  });

  const kept: readonly [string, JsonObject, JsonObject][] = [
    [
      'in an object, with a flag',
      { livekit_data: { url: 'wss://a.example.com', api_secret: '${secret:S}' } },
      { livekit_data: { url: 'wss://a.example.com', api_secret: 'FAKE-s' } },
    ],
    [
      'in an object, never shown',
      { sip_auth: { username: 'desk', password: '${secret:S}' } },
      { sip_auth: { username: 'desk', password: 'FAKE-sip' } },
    ],
    [
      'in a header, masked',
      { websocket_headers: { 'X-Api-Key': '${secret:S}' } },
      { websocket_headers: { 'X-Api-Key': '********' } },
    ],
  ];
  for (const [name, inFile, stored] of kept) {
    it(`keeps a secret ${name}`, async () => {
      const full = { ...agent, ...stored };
      const fixture = clone(inFile, { agent: full, modes: clears });
      assert.deepEqual(causesOf(await fixture.push()), ['pushed']);
      assert.deepEqual(fixture.remote.stored, { ...full, agent_name: 'Reception' });
    });
  }

  it('stops the push if nothing is stored, with one read and no write', async () => {
    const fixture = clone(vapi, { agent });
    assert.deepEqual(causesOf(await fixture.push()), ['missing-reference']);
    assert.deepEqual([fixture.remote.requests, fixture.remote.writes.length], [1, 0]);
  });

  it('stops the creation of an agent', async () => {
    const file = { agent_name: 'Front Desk', description: 'Answers.', inbound: true, ...vapi };
    const outcome = await new SyncFixture({ file, agent }).create();
    assert.deepEqual(outcome.kind === 'blocked' && outcome.causes.map(({ kind }) => kind), [
      'missing-reference',
    ]);
  });
});

describe('the value of a variable', () => {
  const invalidValues: readonly [string, string, RegExp][] = [
    ['with a line break at its end', 'FAKE-key\n', /contains a line break/],
    ['with a header after it', 'Bearer FAKE-key\r\nX-Evil: 1', /contains a line break/],
    ['with a line separator', 'FAKE\u2028key', /contains a line break/],
    ['in double quotes', '"FAKE-key"', /is in quotes/],
    ['in single quotes', "'FAKE-key'", /is in quotes/],
    ['with a space before it', ' FAKE-key', /starts or ends with spaces/],
    ['with a tab in it', 'FAKE\tkey', /invisible characters/],
    ['with a zero-width space', 'FAKE-key\u200b', /invisible characters/],
    ['with a null character', 'FAKE-key\0', /invisible characters/],
    ['that is masked', 'FAKE-****', /is masked/],
    ['that is a reference', '${env:OTHER}', /is a reference itself/],
  ];
  for (const [name, value, message] of invalidValues) {
    it(`${name} stops the push before any request, and is never shown`, async () => {
      const file = { ...agent, vapi_api_key: '${env:KEY}' };
      const fixture = new SyncFixture({ file, agent, references: { '${env:KEY}': value } });
      const outcome = await fixture.push();
      assert.deepEqual(causesOf(outcome), ['invalid-value']);
      const { text } = describePushOutcome(outcome, () => 'failed');
      assert.match(text, message);
      assert.match(text, /\$\{env:KEY\}/);
      assert.doesNotMatch(text, /FAKE|Evil|OTHER/);
      assert.equal(fixture.remote.requests, 0);
    });
  }

  const fit: readonly [string, string][] = [
    ['with a space', 'Bearer FAKE-key'],
    ['that ends with a quote', 'FAKE-"key"'],
    ['that is a key file', '-----BEGIN PRIVATE KEY-----\nRkFLRQ==\n-----END PRIVATE KEY-----\n'],
  ];
  for (const [name, value] of fit) {
    it(`${name} is sent as it is`, async () => {
      const file = { ...agent, vapi_api_key: '${env:KEY}' };
      const fixture = new SyncFixture({ file, agent, references: { '${env:KEY}': value } });
      assert.deepEqual(causesOf(await fixture.push()), ['pushed']);
      assert.equal(fixture.remote.stored['vapi_api_key'], value);
    });
  }
});
