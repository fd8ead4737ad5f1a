import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { least } from './caller';
import { readJson, type Json, type JsonObject } from '#sandbox/json';
import { checkBody, type Method } from '#sandbox/validate';

function refusal(body: Json, method: Method = 'PUT', stored: JsonObject = {}): JsonObject {
  const verdict = checkBody(body, method, { stored });
  return 'refusal' in verdict ? verdict.refusal : {};
}

/** Each JSON text is the whole value of a member: refused under the member's name, or taken. */
const cases: readonly { member: string; refused: readonly string[]; taken: readonly string[] }[] = [
  { member: 'agent_name', refused: ['null', '""', '"  "', '7', `"${'n'.repeat(256)}"`], taken: ['"Desk"'] },
  { member: 'description', refused: ['null', '{}', '7'], taken: ['""', `"${'d'.repeat(90_000)}"`] },
  { member: 'inbound', refused: ['null', '"true"', '1'], taken: ['true', 'false'] },
  {
    member: 'contact_number',
    refused: ['null', '"+123456"', '"call me at home"', `"+${'1'.repeat(30)}"`],
    taken: ['""', '"+1234567"', '"+14155550100"'],
  },
  { member: 'language', refused: ['"en-US"', '""', 'null', '5'], taken: ['"en"', '"multi"', '"tl"'] },
  {
    member: 'assistant_id',
    refused: ['"short"', '5', `"${'a'.repeat(256)}"`],
    taken: ['null', '""', '"0123456789"'],
  },
  { member: 'chat_assistant_id', refused: ['null', '"short"'], taken: ['""', '"0123456789"'] },
  { member: 'websocket_url', refused: ['5'], taken: ['null', '"wss://a.example.com"'] },
  { member: 'websocket_headers', refused: ['null', '"a: b"', '[]'], taken: ['{}', '{"A": "b", "n": 1}'] },
  { member: 'llm_model', refused: ['"claude-sonnet-4-5"', '""'], taken: ['"claude-sonnet-4-5-20250929"'] },
  {
    member: 'llm_temperature',
    refused: ['-0.1', '2.01', '"0.5"', 'null', '1e999'],
    taken: ['0', '2', '2.0', '0.7', '0.1234567890123456789'],
  },
  {
    member: 'llm_max_tokens',
    refused: ['1.5', '"4096"', 'null'],
    taken: ['1', '4096.0', '99999999999999999999'],
  },
  { member: 'sip_endpoint', refused: [`"sip:${'a'.repeat(255)}"`], taken: ['null', '"sip:a@example.com"'] },
  { member: 'sip_auth', refused: ['"user:pw"', '{"username": 5}'], taken: ['null', '{"username": "u"}'] },
  { member: 'outbound_numbers', refused: ['"+1"', '[1]', 'null'], taken: ['[]', '["+14155550100"]'] },
  {
    member: 'transcript_provider',
    refused: ['"sms"', 'null'],
    taken: ['""', '"chirp"', '"genesys"', '"telnyx"'],
  },
  {
    member: 'assistant_provider',
    refused: ['"chirp"', '"Vapi"', 'null'],
    taken: ['""', '"self_hosted"', '"trillet"', '"sierra"'],
  },
  {
    member: 'retell_api_key',
    refused: ['null', '5', '{}'],
    taken: ['""', '"FAKE-key-do-not-use"', '"********"'],
  },
  {
    member: 'retell_data',
    refused: ['null', '"{}"', '{"trigger_url": 5}', '{"trigger_url": "ftp://a"}'],
    taken: ['{}', '{"trigger_url": "https://a.example.com"}', '{"trigger_url": null, "other": 5}'],
  },
  {
    member: 'chirp_data',
    refused: ['{"chirp_websocket_url": "https://a"}'],
    taken: ['{"chirp_websocket_url": "ws://a"}'],
  },
  { member: 'livekit_data', refused: ['{"config": "x"}', '{"url": []}'], taken: ['{"config": {"a": [1]}}'] },
  { member: 'dropoff_nodes', refused: ['[]', '"x"'], taken: ['{}', '{"a": {"b": 1}}'] },
  {
    member: 'pronunciation_words',
    refused: ['{}', '["a"]', '[["a", 1]]'],
    taken: ['null', '[]', '[["a", "AH"]]'],
  },
  { member: 'spelling_word_types', refused: ['"name"', '[null]'], taken: ['null', '["name"]'] },
  {
    member: 'hallucination_metric_kb_files',
    refused: ['null', '["a"]', '[1.5]'],
    taken: ['[]', '[41, null]'],
  },
  { member: 'websocket_voice_url', refused: ['5', `"${'w'.repeat(256)}"`], taken: ['null', '"wss://a"'] },
  {
    member: 'websocket_auth',
    refused: ['"user:pw"', '{"password": 5}'],
    taken: ['null', '{"username": "u"}'],
  },
  { member: 'webhook_url', refused: ['"ftp://a"', 'null'], taken: ['""', '"https://a.example.com/x"'] },
  {
    member: 'email_id',
    refused: ['"desk"', '"a b@example.com"', '5', `"${'e'.repeat(254)}@example.com"`],
    taken: ['null', '""', '"desk@example.com"'],
  },
  {
    member: 'agora_data',
    refused: ['null', '{"session_endpoint_url": "wss://a"}', '{"request_method": "PUT"}'],
    taken: ['{}', '{"session_endpoint_url": "https://a", "client_id": "c", "request_method": "GET"}'],
  },
  {
    member: 'amazon_connect_data',
    refused: ['{"region": 1}'],
    taken: ['{"snippet_id": "s", "region": "eu"}'],
  },
  { member: 'sierra_data', refused: ['{"host": []}'], taken: ['{"host": "h", "api_secret": "FAKE-s"}'] },
  { member: 'agora_api_key', refused: ['null', '5'], taken: ['""', '"FAKE-key"'] },
  { member: 'auto_fetch_calls_enabled', refused: ['null', '0'], taken: ['true'] },
  { member: 'agent_gives_first_message', refused: ['"no"'], taken: ['null', 'false'] },
];

describe('what a member takes', () => {
  for (const { member, refused, taken } of cases) {
    it(member, () => {
      for (const text of refused) {
        assert.deepEqual(Object.keys(refusal({ ...least, [member]: readJson(text) })), [member], text);
      }
      for (const text of taken) assert.deepEqual(refusal({ ...least, [member]: readJson(text) }), {}, text);
    });
  }

  it('counts characters, not code units', () => {
    assert.deepEqual(refusal({ ...least, agent_name: '😀'.repeat(255) }), {});
  });

  it('lets a Pipecat agent have a name for a number, now or already', () => {
    const named = { contact_number: 'front-desk-bot' };
    assert.deepEqual(refusal({ ...least, ...named, transcript_provider: 'pipecat' }), {});
    assert.deepEqual(refusal(named, 'PATCH', { transcript_provider: 'pipecat' }), {});
    assert.deepEqual(Object.keys(refusal(named, 'PATCH', { transcript_provider: 'vapi' })), [
      'contact_number',
    ]);
  });
});

describe('what a body must have', () => {
  it('POST: name, description, direction and project', () => {
    assert.deepEqual(Object.keys(refusal({}, 'POST')), ['project', 'agent_name', 'inbound', 'description']);
  });

  it('PUT: the same without the project', () => {
    assert.deepEqual(Object.keys(refusal({}, 'PUT')), ['agent_name', 'inbound', 'description']);
  });

  it('PATCH: nothing', () => {
    assert.deepEqual(refusal({}, 'PATCH'), {});
  });
});

describe('how a refusal is told', () => {
  it('names every member at fault at once, each with a list of texts', () => {
    const told = refusal({ agent_name: 7, description: 'd', inbound: true, language: 'xx' });
    assert.deepEqual(Object.keys(told), ['agent_name', 'language']);
    for (const texts of Object.values(told)) assert.ok(Array.isArray(texts) && typeof texts[0] === 'string');
  });

  it('goes down to the member of a dictionary and to the index of a list', () => {
    const told = refusal({
      ...least,
      livekit_data: { url: 5 },
      hallucination_metric_kb_files: [41, 'x', 57],
      pronunciation_words: [
        ['a', 'AH'],
        ['b', 2],
      ],
    });
    assert.deepEqual(told, {
      livekit_data: { url: ['Expected a string, got a number.'] },
      pronunciation_words: { '1': { '1': ['Expected a string, got a number.'] } },
      hallucination_metric_kb_files: { '1': ['Expected an integer, got a string.'] },
    });
  });

  it('belongs to no member when the body is no object', () => {
    for (const body of [[], 'text', null, 5])
      assert.deepEqual(Object.keys(refusal(body)), ['non_field_errors']);
  });

  it('never repeats a secret', () => {
    const told = JSON.stringify(refusal({ ...least, sip_auth: 'FAKE-password', vapi_api_key: ['FAKE-key'] }));
    assert.ok(!told.includes('FAKE'));
  });
});
