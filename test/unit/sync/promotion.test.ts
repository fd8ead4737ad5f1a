import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentSchema } from '#language/schema/bundledSchema';
import { type JsonObject, toJsonText, toPointer } from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import type { Baseline } from '#sync/ports';
import { planNewAgent } from '#sync/promote/newAgent';
import { planPromotion } from '#sync/promote/planPromotion';

const staging = {
  id: 2113,
  project: 1377,
  agent_name: 'Support (staging)',
  inbound: true,
  language: 'en',
  description: 'You answer the phone.',
  contact_number: '+15550100001',
  vapi_api_key: '${secret:VAPI_STAGING}',
  vapi_data: { trigger_url: 'https://staging.example.com/call' },
};
const production = {
  id: 2114,
  project: 1378,
  agent_name: 'Support',
  inbound: true,
  language: 'en',
  description: 'You answer the phone.',
  contact_number: '+15550100002',
  vapi_api_key: '${secret:VAPI}',
};

const textOf = (agent: JsonObject) => `${toJsonText(agent, '  ')}\n`;
/** Without prompt files. */
const textsOf = (agent: JsonObject) => ({ source: textOf(agent), text: textOf(agent) });
function agentIn(text: string): JsonObject {
  const read = readAgentText(text);
  assert.ok(read.ok, text);
  return read.agent;
}
function promote(
  source: JsonObject,
  target: JsonObject,
  baseline?: Baseline,
  preferred: 'source' | 'target' = 'target',
) {
  return planPromotion({ schema: agentSchema, source, target, text: textOf(target), baseline, preferred });
}

describe('a promotion', () => {
  it('changes what differs and keeps what belongs to the environment of the target', () => {
    const plan = promote({ ...staging, description: 'You answer quickly.' }, production);
    assert.deepEqual(agentIn(plan.text), { ...production, description: 'You answer quickly.' });
    assert.deepEqual(plan.keptEnvironment, [
      '/id',
      '/project',
      '/agent_name',
      '/contact_number',
      '/vapi_api_key',
    ]);
    assert.deepEqual(plan.unsetEnvironment, ['/vapi_data/trigger_url']);
  });

  it('keeps changes made only in the target since the last one', () => {
    const first = promote(staging, production);
    const plan = promote(
      { ...staging, language: 'de' },
      { ...production, llm_temperature: 1 },
      first.nextBaseline,
    );
    assert.deepEqual(agentIn(plan.text), { ...production, llm_temperature: 1, language: 'de' });
    assert.deepEqual(plan.conflicts, []);
  });

  for (const preferred of ['source', 'target'] as const)
    it(`reports what both changed as a conflict and uses the value of the ${preferred} if the user selects that`, () => {
      const { nextBaseline } = promote(staging, production);
      const [source, target] = [
        { ...staging, language: 'de' },
        { ...production, language: 'fr' },
      ];
      const plan = promote(source, target, nextBaseline, preferred);
      assert.deepEqual(
        plan.conflicts.map(({ path }) => toPointer(path)),
        ['/language'],
      );
      assert.equal(agentIn(plan.text)['language'], preferred === 'source' ? 'de' : 'fr');
      const next = promote(source, agentIn(plan.text), plan.nextBaseline);
      assert.deepEqual([next.conflicts, next.edits], [[], []], 'the resolution is stored');
    });

  it('does not remove an object in which the target has a secret', () => {
    const livekit = { url: 'wss://a.example.com', api_secret: '${secret:LIVEKIT}', tracing_enabled: true };
    const [source, target] = [
      { ...staging, livekit_data: livekit },
      { ...production, livekit_data: livekit },
    ];
    const { nextBaseline } = promote(source, target);
    const plan = promote(staging, target, nextBaseline, 'source');
    assert.deepEqual(agentIn(plan.text)['livekit_data'], {
      url: 'wss://a.example.com',
      api_secret: '${secret:LIVEKIT}',
    });
  });

  it('copies no credentials in other values', () => {
    const plan = promote(
      { ...staging, description: 'Use the key sk-FAKEdonotuse0123456789abcdef' },
      production,
    );
    assert.deepEqual([plan.edits, plan.omittedCredentials], [[], ['/description']]);
  });

  it('stores no secret in the baseline', () => {
    const plan = promote({ ...staging, vapi_api_key: 'FAKE-key-do-not-use' }, production);
    assert.doesNotMatch(toJsonText(plan.nextBaseline as never), /FAKE|VAPI/);
  });
});

describe('a promotion to a new agent', () => {
  it('is the source without its environment, in the other project', () => {
    const source = { ...staging, vapi_api_key_configured: true };
    const plan = planNewAgent(agentSchema, textsOf(source), source, '1378');
    assert.deepEqual(agentIn(plan.text), {
      project: 1378,
      agent_name: 'Support (staging)',
      inbound: true,
      language: 'en',
      description: 'You answer the phone.',
    });
    assert.deepEqual(plan.unsetEnvironment, ['/contact_number', '/vapi_api_key', '/vapi_data/trigger_url']);
  });

  it('can be followed by a promotion that merges', () => {
    const created = planNewAgent(agentSchema, textsOf(staging), staging, '1378');
    const target = { ...agentIn(created.text), id: 2115, llm_temperature: 1 };
    const plan = promote({ ...staging, language: 'de' }, target, created.nextBaseline);
    assert.deepEqual(agentIn(plan.text), { ...target, language: 'de' });
  });
});
