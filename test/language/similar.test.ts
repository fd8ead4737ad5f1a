import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesMeantBy, valuesMeantBy } from '../../server/src/language/problems/candidates';
import { similarTo } from '../../server/src/language/similar';
import { agentSchema, annotated } from '../support/agents';

/** The members an unknown name may have meant, in an agent that has nothing else but these. */
function names(typed: string, others = ''): string[] {
  const agent = annotated(`{${others}${JSON.stringify(typed)}: 1}`);
  return namesMeantBy(
    agent,
    agent.places.findLast(({ key }) => key !== undefined)!,
  );
}

function values(pointer: string, typed: string): string[] {
  return valuesMeantBy(annotated('{}'), agentSchema.atPointer(pointer), typed);
}

describe('did you mean', () => {
  it('finds nested members too', () => {
    const agent = annotated('{"livekit_data": {"apiSecret": 1, "ulr": 2}}');
    assert.deepEqual(
      agent.places.slice(2).map((place) => namesMeantBy(agent, place)[0]),
      ['api_secret', 'url'],
    );
  });

  it("reads a key without a provider's name as the chosen provider's", () => {
    assert.equal(names('apiKey', '"assistant_provider": "bland", ')[0], 'bland_api_key');
    assert.equal(names('data', '"assistant_provider": "livekit", ')[0], 'livekit_data');
  });

  it('offers nothing where nothing is near, and never what stands there already', () => {
    for (const typed of ['weather', 'x', '', 'zzzzzzzzzz', '__proto__', 'constructor', 'a'.repeat(100_000)]) {
      assert.deepEqual(names(typed), [], typed.slice(0, 20));
    }
    assert.deepEqual(names('agent_nam', '"agent_name": "Desk", '), []);
    assert.deepEqual(values('/language', 'klingon'), []);
  });

  it('puts the nearest first, then the longest shared beginning, then the most used', () => {
    const candidates = ['retell', 'resell', 'recall'].map((text) => ({ text }));
    assert.deepEqual(similarTo('reteil', candidates), ['retell', 'resell']);
    assert.deepEqual(similarTo('rexell', candidates), ['retell', 'resell', 'recall']);
  });
});
