import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasValueOrIsStored } from '#language/agentValues';
import type { JsonObject } from '#language/syntax/json';
import { agentSchema, annotated } from '#support/language/agents';
import { jsonFiles, referenceExamples, textOf } from '#support/language/schemaFiles';

const providers = [...agentSchema.providers.values()];

/** The first pointer of each requirement that an agent does not meet, with its severity. */
function unmet(agent: JsonObject): string[] {
  const annotatedAgent = annotated(JSON.stringify(agent));
  const provider = agentSchema.providers.get(textOf(agent, 'assistant_provider'));
  return (provider?.requires ?? [])
    .filter(({ any }) => !any.some((pointer) => hasValueOrIsStored(annotatedAgent, pointer)))
    .map(({ any, severity }) => `${severity} ${String(any[0])}`);
}

describe('provider requirements', () => {
  const needs: Record<string, readonly string[]> = {
    self_hosted: [],
    vapi: ['warning /vapi_api_key'],
    retell: ['warning /retell_api_key', 'warning /chat_assistant_id', 'info /chat_assistant_id'],
    elevenlabs: ['warning /elevenlabs_api_key', 'warning /assistant_id'],
    bland: ['warning /bland_api_key', 'warning /chat_assistant_id', 'info /chat_assistant_id'],
    livekit: ['warning /livekit_api_key', 'warning /livekit_data/api_secret', 'error /livekit_data/url'],
    agentforce: [
      'warning /agentforce_client_secret',
      'error /agentforce_data/client_id',
      'error /agentforce_data/domain',
      'error /agentforce_data/agent_id',
    ],
    pipecat: [],
    synthflow: [],
    telnyx: [],
    agora: ['error /agora_data/session_endpoint_url', 'error /agora_data/client_id'],
    koreai: [],
    genesys: [],
    amazon_connect: ['error /amazon_connect_data/snippet_id', 'error /amazon_connect_data/connect_host'],
    sierra: ['warning /sierra_agent_token'],
    trillet: ['warning /trillet_api_key', 'error /trillet_data/workspace_id'],
    cisco: [],
    vocera: [],
    sms: ['warning /chat_assistant_id'],
    whatsapp: ['warning /chat_assistant_id'],
  };

  it('exist for each provider', () => {
    assert.deepEqual(providers.map(({ id }) => id).sort(), Object.keys(needs).sort());
  });

  for (const [provider, expected] of Object.entries(needs)) {
    it(`${provider}: ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(unmet({ assistant_provider: provider }), expected);
    });
  }

  it('are met by a flag that a secret is stored', () => {
    const stored = { assistant_provider: 'livekit', livekit_api_key_configured: true };
    const data = { url: 'wss://example.com', api_secret_configured: true };
    assert.deepEqual(unmet({ ...stored, livekit_data: data }), []);
  });

  it('are met at Retell by the voice ID: the rest is only information', () => {
    const agent = { assistant_provider: 'retell', retell_api_key: 'x', assistant_id: 'agent_0001' };
    assert.deepEqual(unmet(agent), ['info /chat_assistant_id']);
  });

  it('have a reason in one sentence', () => {
    for (const { reason } of providers.flatMap(({ requires }) => requires))
      assert.match(reason, /^[A-Z][^.]*\.$/);
  });

  it('name properties that the provider uses', () => {
    for (const { id, requires } of providers) {
      for (const pointer of requires.flatMap(({ any }) => any)) {
        const top = agentSchema.at(pointer.split('/').slice(1, 2));
        assert.ok(top && [top.provider, ...top.sharedBy].includes(id), `${id} ${pointer}`);
      }
    }
  });
});

describe('supported features', () => {
  for (const [feature, expected] of [
    ['auto_fetch_calls_enabled', ['vapi', 'retell', 'elevenlabs', 'bland']],
    ['auto_sync_prompt_enabled', ['vapi', 'retell', 'elevenlabs', 'bland', 'synthflow', 'telnyx']],
  ] as const) {
    it(`are listed for ${feature}`, () => {
      const able = providers.filter(({ supports }) => supports.includes(feature)).map(({ id }) => id);
      assert.deepEqual(able, expected);
    });
  }

  it('are boolean properties of agents', () => {
    const features = new Set(providers.flatMap(({ supports }) => supports));
    assert.ok(features.size > 0);
    for (const feature of features) assert.deepEqual(agentSchema.atPointer(`/${feature}`).types, ['boolean']);
  });
});

describe('provider requirements of examples', () => {
  const samples = [...jsonFiles('samples')].filter(([name]) => name !== 'broken');
  for (const [name, agent] of [...samples, ...referenceExamples]) {
    it(`are met: ${name}, ${textOf(agent, 'agent_name')}`, () => {
      assert.deepEqual(unmet(agent), []);
    });
  }

  it('are not met in the broken sample', () => {
    const broken = jsonFiles('samples').get('broken');
    assert.deepEqual(unmet(broken ?? {}), unmet({ assistant_provider: 'retell' }));
  });
});
