import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Json, type JsonObject, objectOf, toJsonText } from '#language/syntax/json';
import { SyncFixture } from '#support/sync/syncFixture';

/** Changes of tools and servers to JSON that have no meaning. */
const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'One.\nTwo.',
  inbound: true,
  language: 'en',
  llm_temperature: 1,
  llm_max_tokens: 4096,
  topic_nodes: { a: 1, b: { c: [1, 2] } },
  new_member: { deep: true },
  outbound_numbers: ['+14155550123'],
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk' },
  vapi_api_key: 'FAKE-v',
};
const readOnly: [string, Json][] = [
  ['updated_at', '2026-05-20T17:42:11Z'],
  ['created_at', '2020-01-01T00:00:00.000001Z'],
  ['project', 3],
  ['enabled_personalities', [1]],
  ['retell_api_key_configured', true],
  ['$schema', 'https://example.com/agent.schema.json'],
];
const unset: [string, Json][] = [
  ['contact_number', ''],
  ['chat_assistant_id', ''],
  ['transcript_provider', ''],
  ['websocket_url', ''],
];

const insignificant = fc.record({
  order: fc.shuffledSubarray(Object.keys(agent), { minLength: Object.keys(agent).length }),
  indent: fc.constantFrom('', '  ', '\t', '    '),
  eol: fc.constantFrom('\n', '\r\n'),
  number: fc.constantFrom('1', '1.0', '1.00', '10e-1', '0.1e1'),
  extras: fc.subarray([...readOnly, ...unset]),
  remoteOrder: fc.shuffledSubarray(Object.keys(agent), { minLength: Object.keys(agent).length }),
  remoteUnset: fc.subarray(unset),
  pushesBefore: fc.boolean(),
});

function inOrder(names: readonly string[], object: JsonObject): JsonObject {
  return objectOf(names.map((name): [string, Json] => [name, object[name] ?? null]));
}

/** Changes by the user's own push are not remote changes. */
async function pushTwoChanges(fixture: SyncFixture): Promise<void> {
  for (const language of ['de', 'en']) {
    fixture.edit((file) => ({ ...file, language }));
    fixture.answer = ({ method }) => ({ kind: method === 'put' ? 'patch' : 'push' });
    assert.equal((await fixture.push()).kind, 'pushed');
  }
}

describe('irrelevant differences', () => {
  it('cause no question and no write, by push or pull', () =>
    fc.assert(
      fc.asyncProperty(insignificant, async (made) => {
        const { order, indent, eol, number, extras, remoteOrder, remoteUnset } = made;
        const fixture = new SyncFixture({ file: { id: 12 }, agent });
        await fixture.pull();
        if (made.pushesBefore) await pushTwoChanges(fixture);
        fixture.remote.writes.length = 0;
        const properties = {
          ...inOrder(
            order.filter((name) => name !== 'vapi_api_key'),
            agent,
          ),
          ...objectOf(extras),
        };
        fixture.text = toJsonText(properties, indent)
          .replace(/("llm_temperature": ?)1/, `$1${number}`)
          .replaceAll('\n', eol);
        fixture.remote.edit((stored) => ({ ...inOrder(remoteOrder, stored), ...objectOf(remoteUnset) }));
        fixture.shownPlans.length = 0;
        const before = fixture.text;
        assert.equal((await fixture.push()).kind, 'in-sync');
        assert.deepEqual([fixture.remote.writes, fixture.shownPlans], [[], []]);
        const isReturned = extras.some(([name]) => name.endsWith('_configured'));
        await fixture.pull();
        if (!isReturned) assert.equal(fixture.text, before);
        assert.equal((await fixture.push()).kind, 'in-sync');
        assert.deepEqual([fixture.remote.writes, fixture.shownPlans], [[], []]);
      }),
      { numRuns: 300 },
    ));
});
