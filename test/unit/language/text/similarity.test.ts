import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestedNames, suggestedValues } from '#language/diagnostics/didYouMean';
import { closestMatches } from '#language/text/similarity';
import { agentSchema, annotated } from '#support/language/agents';

/** The suggestions for an unknown name in an agent with only these properties. */
function names(typed: string, others = '', value = '1'): string[] {
  const agent = annotated(`{${others}${JSON.stringify(typed)}: ${value}}`);
  return suggestedNames(
    agent,
    agent.nodes.findLast(({ key, path }) => key !== undefined && path.length === 1)!,
  );
}

function values(pointer: string, typed: string): string[] {
  return suggestedValues(annotated('{}'), agentSchema.atPointer(pointer), typed);
}

describe('did you mean', () => {
  it('suggests nested properties', () => {
    const agent = annotated('{"livekit_data": {"apiSecret": 1, "ulr": 2}}');
    assert.deepEqual(
      agent.nodes.slice(2).map((node) => suggestedNames(agent, node)[0]),
      ['api_secret', 'url'],
    );
  });

  it('prefers the selected provider for a name without a provider', () => {
    assert.equal(names('apiKey', '"assistant_provider": "bland", ')[0], 'bland_api_key');
    assert.equal(names('data', '"assistant_provider": "livekit", ')[0], 'livekit_data');
  });

  it('prefers the selected provider for a misspelled name without a provider', () => {
    assert.equal(names('api_kye', '"assistant_provider": "retell", ')[0], 'retell_api_key');
  });

  it('does not treat a different word as a typo', () => {
    assert.deepEqual(names('livekit_url', '', '"wss://desk.livekit.cloud"'), []);
    assert.deepEqual(names('stt_model', '', '"nova-2"'), []);
  });

  it("suggests no property that can't have the value", () => {
    const provider = '{"type": "retell", "agent_id": "agent_0123456789"}';
    assert.deepEqual(names('provider', '', provider), []);
    assert.deepEqual(names('telephony', '', '{"inbound": true}'), []);
    assert.deepEqual(names('first_message', '', '"Hello, how can I help?"'), []);
    assert.deepEqual(names('vapi_public_key', '', '"pk-fake"'), []);
    assert.deepEqual(names('token', '', '"FAKE-token"'), []);
    assert.equal(names('first_message', '', '"true"')[0], 'agent_gives_first_message');
    assert.equal(names('temperature', '', '"0.7"')[0], 'llm_temperature');
    assert.equal(names('outbound_number', '', '"+14155550123"')[0], 'outbound_numbers');
  });

  it('suggests nothing that is dissimilar or already there', () => {
    for (const typed of ['weather', 'x', '', 'zzzzzzzzzz', '__proto__', 'constructor', 'a'.repeat(100_000)]) {
      assert.deepEqual(names(typed), [], typed.slice(0, 20));
    }
    assert.deepEqual(names('agent_nam', '"agent_name": "Desk", '), []);
    assert.deepEqual(values('/language', 'klingon'), []);
  });

  it('sorts by distance, then common prefix, then usage', () => {
    const candidates = ['retell', 'resell', 'recall'].map((text) => ({ text }));
    assert.deepEqual(closestMatches('reteil', candidates), ['retell', 'resell']);
    assert.deepEqual(closestMatches('rexell', candidates), ['retell', 'resell', 'recall']);
  });
});
