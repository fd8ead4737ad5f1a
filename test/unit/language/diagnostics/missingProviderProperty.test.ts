import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findProblems, rules } from '#language/diagnostics/index';
import { annotated, agentSchema } from '#support/language/agents';
import { agentWith, problemsOf, describeProblems } from '#support/language/problems';

describe('missing provider properties', () => {
  const needs: Record<string, string> = {
    vapi: 'warning: Vapi requires "vapi_api_key".',
    retell: 'warning: Retell requires "retell_api_key" and either "chat_assistant_id" or "assistant_id".',
    elevenlabs: 'warning: ElevenLabs requires "elevenlabs_api_key" and "assistant_id".',
    bland: 'warning: Bland requires "bland_api_key" and either "chat_assistant_id" or "assistant_id".',
    agora: 'error: Agora requires "agora_data.{session_endpoint_url, client_id}".',
    amazon_connect: 'error: Amazon Connect requires "amazon_connect_data.{snippet_id, connect_host}".',
    sierra: 'warning: Sierra requires "sierra_agent_token".',
    livekit: 'error: LiveKit requires "livekit_api_key" and "livekit_data.{api_secret, url}".',
    agentforce:
      'error: Agentforce requires "agentforce_client_secret" and "agentforce_data.{client_id, domain, agent_id}".',
    trillet: 'error: Trillet requires "trillet_api_key" and "trillet_data.workspace_id".',
    sms: 'warning: SMS requires "chat_assistant_id".',
    whatsapp: 'warning: WhatsApp requires "chat_assistant_id".',
  };

  it('are one problem on the provider that lists all of them', () => {
    for (const id of agentSchema.providers.keys()) {
      const text = agentWith(`"assistant_provider": "${id}"`);
      const problems = problemsOf(text).filter(({ rule }) => rule !== 'deprecated-property');
      assert.deepEqual(
        problems.map(({ severity, message }) => `${severity}: ${message}`),
        needs[id] === undefined ? [] : [needs[id]],
      );
      for (const { span, related } of problems) {
        assert.equal(text.slice(span.offset, span.offset + span.length), `"${id}"`);
        assert.deepEqual(related, [], 'a missing property has no location of its own');
      }
    }
  });

  it('exclude those that may be in an object pasted as a string', () => {
    const key = '"livekit_api_key_configured": true';
    const text = agentWith(
      String.raw`"assistant_provider": "livekit", ${key}, "livekit_data": "{\"url\": \"wss://x.example\"}"`,
    );
    assert.deepEqual(
      problemsOf(text).flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : [])),
      ['stringified-json'],
    );
  });

  it('exclude those stored on Cekura', () => {
    const flags =
      '"livekit_api_key_configured": true, "livekit_data": {"url": "wss://x.example", "api_secret_configured": true}';
    const text = agentWith(`"assistant_provider": "livekit", ${flags}`);
    assert.deepEqual([...new Set(problemsOf(text).map(({ rule }) => rule))], ['read-only-property']);
  });

  for (const [id, key, reason] of [
    [
      'retell',
      'retell_api_key',
      'Selects the chat agent; without it, each text test runs on a temporary copy.',
    ],
    ['bland', 'bland_api_key', 'Identifies the pathway for text tests.'],
  ] as const) {
    it(`are only information if ${id} has the voice ID, and not reported if it has the text ID`, () => {
      const messagesAt = (property: string) =>
        problemsOf(agentWith(`"assistant_provider": "${id}", "${key}": "\${env:KEY}", ${property}`)).map(
          ({ severity, message }) => `${severity}: ${message}`,
        );
      const [label] = agentSchema.providers.get(id)?.label.match(/.*/) ?? [];
      assert.deepEqual(messagesAt('"assistant_id": "agent_0123456789"'), [
        `info: ${label} also supports "chat_assistant_id". ${reason}`,
      ]);
      assert.deepEqual(messagesAt('"chat_assistant_id": "agent_0123456789"'), []);
      assert.deepEqual(messagesAt('"language": "en"'), [
        `warning: ${label} requires "chat_assistant_id" or "assistant_id".`,
      ]);
    });
  }

  it('are not reported for a provider without requirements', () => {
    for (const id of ['pipecat', 'synthflow', 'telnyx', 'koreai', 'genesys'])
      assert.deepEqual(describeProblems(agentWith(`"assistant_provider": "${id}"`)), []);
  });

  it('have their reason at the object they belong to, if there is one', () => {
    const text = agentWith('"assistant_provider": "livekit", "livekit_data": {"agent_name": "a"}');
    const [problem] = problemsOf(text);
    const places = problem?.related?.map(({ span }) => text.slice(span.offset, span.offset + span.length));
    assert.deepEqual(places, ['{', '{']);
    assert.match(problem?.related?.[1]?.message ?? '', /^livekit_data\.url: /);
  });

  for (const [state, projectKeys, codes] of [
    ['has stored it', { '1378': ['vapi_api_key'] }, []],
    ['has stored another one', { '1378': ['retell_api_key'] }, ['missing-provider-property']],
    ['is unknown', { '1377': ['vapi_api_key'] }, ['missing-provider-property']],
  ] as const)
    it(`are reported depending on the project: it ${state}`, () => {
      const text = agentWith('"assistant_provider": "vapi", "project": 1378');
      const agent = annotated(text, { additionalValues: {}, projectKeys });
      assert.deepEqual(
        findProblems(agent).flatMap(({ rule, severity }) => (severity === 'warning' ? [rule] : [])),
        codes,
      );
    });

  it('are not reported for unknown providers, nor for broken text', () => {
    const options = { additionalValues: { assistant_provider: ['acme'] } };
    const acme = annotated(agentWith('"assistant_provider": "acme"'), options);
    assert.deepEqual(
      rules.flatMap((rule) => [...rule.check(acme)]),
      [],
    );
    assert.deepEqual(
      problemsOf('{\n"assistant_provider": "retell"\n"x').filter(({ rule }) => rule !== 'syntax'),
      [],
    );
  });
});
