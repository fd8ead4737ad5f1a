import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relevantProperties } from '#sync/relevantProperties';
import { agentSchema } from '#support/language/agents';

describe('properties compared with a file', () => {
  const agent = {
    agent_name: 'A',
    llm_model: 'gpt-4o',
    llm_temperature: 0.7,
    vapi_data: {},
    outbound_numbers: [],
    sip_auth: null,
    contact_number: '',
    outbound_auto_call: false,
    inbound: false,
    agent_gives_first_message: false,
    made_up_member: 1,
  };

  it('are all that have a value', () => {
    assert.deepEqual(relevantProperties(agentSchema, {}, agent), {
      agent_name: 'A',
      llm_temperature: 0.7,
      inbound: false,
      agent_gives_first_message: false,
      made_up_member: 1,
    });
  });

  it('and all that the file mentions, even if the agent has no value', () => {
    const file = { vapi_data: { trigger_url: 'https://x.example.com' }, llm_model: 'gpt-4.1', sip_auth: {} };
    const relevant = relevantProperties(agentSchema, file, agent);
    assert.deepEqual(
      [relevant['vapi_data'], relevant['llm_model'], relevant['sip_auth']],
      [{}, 'gpt-4o', null],
    );
  });
});
