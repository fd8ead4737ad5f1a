import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minimalAgent } from './callApi';
import { parseJson, type Json, type JsonObject } from '#sandbox/json';
import { checkBody, type Method } from '#sandbox/validate';

function errors(body: Json, method: Method = 'PUT', stored: JsonObject = {}): JsonObject {
  const result = checkBody(body, method, { stored });
  return 'errors' in result ? result.errors : {};
}

/** JSON values of a property, rejected or accepted. */
const cases: readonly { property: string; rejected: readonly string[]; accepted: readonly string[] }[] = [
  {
    property: 'agent_name',
    rejected: ['null', '""', '"  "', '7', `"${'n'.repeat(256)}"`],
    accepted: ['"Desk"'],
  },
  { property: 'description', rejected: ['null', '{}', '7'], accepted: ['""', `"${'d'.repeat(90_000)}"`] },
  { property: 'inbound', rejected: ['null', '"true"', '1'], accepted: ['true', 'false'] },
  {
    property: 'contact_number',
    rejected: ['null', '"+123456"', '"call me at home"', `"+${'1'.repeat(30)}"`],
    accepted: ['""', '"+1234567"', '"+14155550100"'],
  },
  { property: 'language', rejected: ['"en-US"', '""', 'null', '5'], accepted: ['"en"', '"multi"', '"tl"'] },
  {
    property: 'assistant_id',
    rejected: ['"short"', '5', `"${'a'.repeat(256)}"`],
    accepted: ['null', '""', '"0123456789"'],
  },
  { property: 'chat_assistant_id', rejected: ['null', '"short"'], accepted: ['""', '"0123456789"'] },
  { property: 'websocket_url', rejected: ['5'], accepted: ['null', '"wss://a.example.com"'] },
  {
    property: 'websocket_headers',
    rejected: ['null', '"a: b"', '[]'],
    accepted: ['{}', '{"A": "b", "n": 1}'],
  },
  {
    property: 'llm_model',
    rejected: ['"claude-sonnet-4-5"', '""'],
    accepted: ['"claude-sonnet-4-5-20250929"'],
  },
  {
    property: 'llm_temperature',
    rejected: ['-0.1', '2.01', '"0.5"', 'null', '1e999'],
    accepted: ['0', '2', '2.0', '0.7', '0.1234567890123456789'],
  },
  {
    property: 'llm_max_tokens',
    rejected: ['1.5', '"4096"', 'null'],
    accepted: ['1', '4096.0', '99999999999999999999'],
  },
  {
    property: 'sip_endpoint',
    rejected: [`"sip:${'a'.repeat(255)}"`],
    accepted: ['null', '"sip:a@example.com"'],
  },
  {
    property: 'sip_auth',
    rejected: ['"user:pw"', '{"username": 5}'],
    accepted: ['null', '{"username": "u"}'],
  },
  { property: 'outbound_numbers', rejected: ['"+1"', '[1]', 'null'], accepted: ['[]', '["+14155550100"]'] },
  {
    property: 'transcript_provider',
    rejected: ['"sms"', 'null'],
    accepted: ['""', '"chirp"', '"genesys"', '"telnyx"'],
  },
  {
    property: 'assistant_provider',
    rejected: ['"chirp"', '"Vapi"', 'null'],
    accepted: ['""', '"self_hosted"', '"trillet"', '"sierra"'],
  },
  {
    property: 'retell_api_key',
    rejected: ['null', '5', '{}'],
    accepted: ['""', '"FAKE-key-do-not-use"', '"********"'],
  },
  {
    property: 'retell_data',
    rejected: ['null', '"{}"', '{"trigger_url": 5}', '{"trigger_url": "ftp://a"}'],
    accepted: ['{}', '{"trigger_url": "https://a.example.com"}', '{"trigger_url": null, "other": 5}'],
  },
  {
    property: 'chirp_data',
    rejected: ['{"chirp_websocket_url": "https://a"}'],
    accepted: ['{"chirp_websocket_url": "ws://a"}'],
  },
  {
    property: 'livekit_data',
    rejected: ['{"config": "x"}', '{"url": []}'],
    accepted: ['{"config": {"a": [1]}}'],
  },
  { property: 'dropoff_nodes', rejected: ['[]', '"x"'], accepted: ['{}', '{"a": {"b": 1}}'] },
  {
    property: 'pronunciation_words',
    rejected: ['{}', '["a"]', '[["a", 1]]'],
    accepted: ['null', '[]', '[["a", "AH"]]'],
  },
  { property: 'spelling_word_types', rejected: ['"name"', '[null]'], accepted: ['null', '["name"]'] },
  {
    property: 'hallucination_metric_kb_files',
    rejected: ['null', '["a"]', '[1.5]'],
    accepted: ['[]', '[41, null]'],
  },
  {
    property: 'websocket_voice_url',
    rejected: ['5', `"${'w'.repeat(256)}"`],
    accepted: ['null', '"wss://a"'],
  },
  {
    property: 'websocket_auth',
    rejected: ['"user:pw"', '{"password": 5}'],
    accepted: ['null', '{"username": "u"}'],
  },
  { property: 'webhook_url', rejected: ['"ftp://a"', 'null'], accepted: ['""', '"https://a.example.com/x"'] },
  {
    property: 'email_id',
    rejected: ['"desk"', '"a b@example.com"', '5', `"${'e'.repeat(254)}@example.com"`],
    accepted: ['null', '""', '"desk@example.com"'],
  },
  {
    property: 'agora_data',
    rejected: ['null', '{"session_endpoint_url": "wss://a"}', '{"request_method": "PUT"}'],
    accepted: ['{}', '{"session_endpoint_url": "https://a", "client_id": "c", "request_method": "GET"}'],
  },
  {
    property: 'amazon_connect_data',
    rejected: ['{"region": 1}'],
    accepted: ['{"snippet_id": "s", "region": "eu"}'],
  },
  {
    property: 'sierra_data',
    rejected: ['{"host": []}'],
    accepted: ['{"host": "h", "api_secret": "FAKE-s"}'],
  },
  { property: 'agora_api_key', rejected: ['null', '5'], accepted: ['""', '"FAKE-key"'] },
  { property: 'auto_fetch_calls_enabled', rejected: ['null', '0'], accepted: ['true'] },
  { property: 'agent_gives_first_message', rejected: ['"no"'], accepted: ['null', 'false'] },
];

describe('property values', () => {
  for (const { property, rejected, accepted } of cases) {
    it(property, () => {
      for (const text of rejected) {
        assert.deepEqual(
          Object.keys(errors({ ...minimalAgent, [property]: parseJson(text) })),
          [property],
          text,
        );
      }
      for (const text of accepted)
        assert.deepEqual(errors({ ...minimalAgent, [property]: parseJson(text) }), {}, text);
    });
  }

  it('are limited in characters, not code units', () => {
    assert.deepEqual(errors({ ...minimalAgent, agent_name: '😀'.repeat(255) }), {});
  });

  it('of a Pipecat agent may have a name as number, now or already', () => {
    const named = { contact_number: 'front-desk-bot' };
    assert.deepEqual(errors({ ...minimalAgent, ...named, transcript_provider: 'pipecat' }), {});
    assert.deepEqual(errors(named, 'PATCH', { transcript_provider: 'pipecat' }), {});
    assert.deepEqual(Object.keys(errors(named, 'PATCH', { transcript_provider: 'vapi' })), [
      'contact_number',
    ]);
  });
});

describe('required properties', () => {
  it('POST: name, description, direction and project', () => {
    assert.deepEqual(Object.keys(errors({}, 'POST')), ['project', 'agent_name', 'inbound', 'description']);
  });

  it('PUT: the same without the project', () => {
    assert.deepEqual(Object.keys(errors({}, 'PUT')), ['agent_name', 'inbound', 'description']);
  });

  it('PATCH: nothing', () => {
    assert.deepEqual(errors({}, 'PATCH'), {});
  });
});

describe('validation errors', () => {
  it('contain every invalid property, each with an array of strings', () => {
    const detail = errors({ agent_name: 7, description: 'd', inbound: true, language: 'xx' });
    assert.deepEqual(Object.keys(detail), ['agent_name', 'language']);
    for (const texts of Object.values(detail))
      assert.ok(Array.isArray(texts) && typeof texts[0] === 'string');
  });

  it('contain the property of a dictionary and the index of an array', () => {
    const detail = errors({
      ...minimalAgent,
      livekit_data: { url: 5 },
      hallucination_metric_kb_files: [41, 'x', 57],
      pronunciation_words: [
        ['a', 'AH'],
        ['b', 2],
      ],
    });
    assert.deepEqual(detail, {
      livekit_data: { url: ['Expected a string, got a number.'] },
      pronunciation_words: { '1': { '1': ['Expected a string, got a number.'] } },
      hallucination_metric_kb_files: { '1': ['Expected an integer, got a string.'] },
    });
  });

  it('have no property if the body is not an object', () => {
    for (const body of [[], 'text', null, 5])
      assert.deepEqual(Object.keys(errors(body)), ['non_field_errors']);
  });

  it('never contain a secret', () => {
    const text = JSON.stringify(
      errors({ ...minimalAgent, sip_auth: 'FAKE-password', vapi_api_key: ['FAKE-key'] }),
    );
    assert.ok(!text.includes('FAKE'));
  });
});
