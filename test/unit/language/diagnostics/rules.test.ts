import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '#language/diagnostics/index';
import { annotated, agentSchema } from '#support/language/agents';
import { agentWith, needed, problemsOf, told } from '#support/language/problems';

/** [members besides the needed ones, what is told of them] */
const values: [members: string, ...told: string[]][] = [
  ['"llm_temperature": "warm"', 'error wrong-type at "warm": llm_temperature must be a number, not text'],
  ['"llm_max_tokens": 1.5', 'error wrong-type at 1.5: llm_max_tokens must be a whole number, not a fraction'],
  ['"language": null', 'error wrong-type at null: language must be text, not null'],
  ['"sip_auth": [1]', 'error wrong-type at [: sip_auth must be an object, not a list'],
  ['"outbound_numbers": [5]', 'error wrong-type at 5: outbound_numbers[0] must be text, not a whole number'],
  [
    '"websocket_headers": {"Authorization": true}',
    'error wrong-type at true: websocket_headers.Authorization must be text, not true',
  ],
  [
    '"language": "en-US"',
    'error not-in-enum at "en-US": language does not take this value; did you mean en?',
  ],
  ['"language": "klingon"', 'error not-in-enum at "klingon": language does not take this value'],
  [
    '"transcript_provider": "kore"',
    'error not-in-enum at "kore": transcript_provider does not take this value; did you mean koreai?',
  ],
  [
    '"assistant_id": "short"',
    'error too-short at "short": assistant_id is too short; it needs at least 10 characters',
  ],
  [
    '"pronunciation_words": [["a"]]',
    'error too-short at [: pronunciation_words[0] is too short; it needs 2 entries',
  ],
  [
    '"pronunciation_words": [["a", "b", "c"]]',
    'error too-long at [: pronunciation_words[0] is too long; 2 entries fit',
  ],
  [
    `"sip_endpoint": "sip:${'a'.repeat(252)}"`,
    `error too-long at "sip:${'a'.repeat(252)}": sip_endpoint is too long; at most 255 characters fit`,
  ],
  [
    '"contact_number": "415 555 0123"',
    'error wrong-form at "415 555 0123": contact_number does not have the right form; write it like +14155550123',
  ],
  [
    '"llm_temperature": 2.1',
    'error out-of-range at 2.1: llm_temperature is out of range; it must be from 0 to 2',
  ],
  [
    '"llm_temperature": -1',
    'error out-of-range at -1: llm_temperature is out of range; it must be from 0 to 2',
  ],
  [
    String.raw`"retell_data": "{\"trigger_url\": \"\"}"`,
    String.raw`error json-in-string at "{\"trigger_url\": \"\"}": retell_data holds an object as text; take it out of the quotes`,
    'warning unused-provider-member at "retell_data": retell_data is for retell, which this agent does not use; remove it or choose retell',
  ],
  [
    '"outbound_numbers": "[]"',
    'error json-in-string at "[]": outbound_numbers holds a list as text; take it out of the quotes',
  ],
  ['"llm_model": "<llm_model>"'],
  ['"agent": 1', 'warning unknown-member at "agent": agent is no member that Cekura knows'],
  [
    '"contactNumber": "+14155550123"',
    'warning unknown-member at "contactNumber": contactNumber is no member that Cekura knows; did you mean contact_number?',
  ],
  ['"__proto__": {}', 'warning unknown-member at "__proto__": __proto__ is no member that Cekura knows'],
  ['"constructor": 1', 'warning unknown-member at "constructor": constructor is no member that Cekura knows'],
  [
    '"language": "de", "language": "fr"',
    'warning duplicate-member at "language": language is written again further down, where it counts; remove this one',
  ],
  [
    '"updated_at": "2026-05-20T17:42:11Z"',
    'hint read-only-member at "updated_at": updated_at is read-only: Cekura sets it, and a push never sends it',
  ],
  ['"id": 2142, "$schema": "x"'],
];

const secrets: typeof values = [
  [
    '"sip_auth": {"password": "FAKE-do-not-use"}',
    'warning literal-secret at "FAKE-do-not-use": sip_auth.password stands in clear in this file; store it and leave a reference',
  ],
  ['"sip_auth": {"password": "${secret:SIP}"}'],
  ['"sip_auth": {"password": "${env:SIP}"}'],
  [
    '"sip_auth": {"password": "********"}',
    'error masked-secret at "********": sip_auth.password holds a mask, not a secret; remove it to keep what is stored',
  ],
  [
    '"sip_auth": {"password": ""}',
    'error empty-secret at "": sip_auth.password is empty; remove it to keep what is stored, or refer to a secret',
  ],
  [
    '"websocket_headers": {"Authorization": "Bearer ${secret:T}"}',
    'error bad-reference at "Bearer ${secret:T}": websocket_headers.Authorization has no readable reference; the whole value must be ${env:NAME} or ${secret:NAME}',
  ],
  [
    '"assistant_id": "${secret:ASSISTANT}"',
    'warning bad-reference at "${secret:ASSISTANT}": assistant_id is no secret, so its reference is not resolved; write the value itself',
  ],
  ['"llm_system_prompt": "Say ${name} and {{name}}."'],
];

const connections: typeof values = [
  [
    '"vapi_data": {"trigger_url": "https://x.example"}',
    'warning unused-provider-member at "vapi_data": vapi_data is for vapi, which this agent does not use; remove it or choose vapi',
  ],
  ['"vapi_data": {"trigger_url": ""}, "retell_data": null'],
  [
    '"assistant_provider": "11labs", "elevenlabs_api_key": "${secret:E}"',
    'error not-in-enum at "11labs": assistant_provider does not take this value; did you mean elevenlabs?',
  ],
  ['"transcript_provider": "vapi", "vapi_data": {"trigger_url": "https://x.example"}'],
  [
    '"assistant_provider": "cisco", "auto_fetch_calls_enabled": true',
    'warning unsupported-feature at true: cisco does not have auto_fetch_calls_enabled; only vapi, retell, elevenlabs and bland do',
  ],
  ['"assistant_provider": "cisco", "auto_fetch_calls_enabled": false'],
  ['"assistant_provider": "cisco", "transcript_provider": "vapi", "auto_fetch_calls_enabled": true'],
  [
    '"outbound_auto_call": true',
    'warning auto-call-inbound at true: outbound_auto_call works with inbound: false only; set it to false, or make the agent outbound',
  ],
  [
    '"websocket_url": "http://x.example"',
    'warning websocket-url at "http://x.example": websocket_url is no WebSocket address; begin it with wss:// or ws://',
  ],
  ['"websocket_url": "WSS://x.example/path?room=1"'],
  [
    '"transcript_provider": "retell", "retell_data": {"trigger_url": "ftp://x.example"}',
    'warning odd-url at "ftp://x.example": retell_data.trigger_url is no web address; begin it with https:// or http://',
  ],
  [
    '"sip_endpoint": "desk@x.example"',
    'warning sip-endpoint at "desk@x.example": sip_endpoint is no SIP address; write it as sip:user@host',
  ],
  [
    '"websocket_url": "wss://me:hunter2@x.example"',
    'warning url-credentials at "wss://me:hunter2@x.example": websocket_url has a password in its address; take it out',
  ],
  [
    '"outbound_numbers": ["+14155550123", "desk", "+1"]',
    'warning odd-phone at "desk": outbound_numbers[1] is no international number; write a plus sign and 8 to 15 digits',
    'warning odd-phone at "+1": outbound_numbers[2] is no international number; write a plus sign and 8 to 15 digits',
  ],
  [
    '"contact_number": "+1234567"',
    'warning odd-phone at "+1234567": contact_number is no international number; write a plus sign and 8 to 15 digits',
  ],
  ['"transcript_provider": "pipecat", "contact_number": "Front Desk"'],
  [
    '"assistant_provider": "pipecat", "contact_number": "Front Desk"',
    'error not-in-enum at "pipecat": assistant_provider does not take this value',
  ],
];

function tellsOf(table: typeof values): void {
  for (const [members, ...expected] of table) {
    assert.deepEqual(told(agentWith(members)).sort(), expected.sort(), members);
  }
}

describe('what rules tell', () => {
  it('of values that the schema rejects, of names it does not know, of what is written twice', () =>
    tellsOf(values));
  it('of secrets: never what stands there, and nothing of references', () => tellsOf(secrets));
  it('of providers, addresses and numbers', () => tellsOf(connections));

  it('of members that every agent needs, in one', () => {
    assert.deepEqual(told('{"agent_name": "Desk"}'), [
      'error missing-required at {: An agent needs description and inbound',
    ]);
    assert.deepEqual(told('{\n}'), [
      'error missing-required at {: An agent needs agent_name, description and inbound',
    ]);
  });

  it('of a blank name', () => {
    const text = '{"agent_name": "  ", "description": "Answers.", "inbound": true}';
    assert.deepEqual(told(text), [
      'error blank-name at "  ": agent_name holds nothing but blanks; write a text',
    ]);
    assert.deepEqual(told(text.replace('"  "', '""')), [
      'error too-short at "": agent_name is empty; give it at least 1 character',
    ]);
  });

  it('of what is no agent at all', () => {
    assert.deepEqual(told('[1]'), ['error wrong-type at [: An agent must be an object, not a list']);
    assert.deepEqual(told('"x"'), ['error wrong-type at "x": An agent must be an object, not text']);
  });

  it('of an outbound agent without a number to dial from, unless it has a connection of its own', () => {
    const outbound = needed.replace('true', 'false');
    const [first, ...more] = told(`{${outbound}}`);
    assert.match(first ?? '', /^warning outbound-without-number at false: .*contact_number/);
    assert.deepEqual(more, []);
    for (const connection of [
      '"contact_number": "+14155550123"',
      '"websocket_url": "wss://x.example"',
      '"sip_endpoint": "sip:desk@x.example"',
    ]) {
      assert.deepEqual(told(`{${outbound}, ${connection}}`), []);
    }
  });

  it('is told of every rule in these tables, or elsewhere', () => {
    const tested = [...values, ...secrets, ...connections].flatMap(([, ...messages]) =>
      messages.map((message) => message.split(' ')[1]),
    );
    const elsewhere = [
      'syntax',
      'missing-required',
      'blank-name',
      'outbound-without-number',
      'placeholder',
      'provider-needs',
    ];
    assert.deepEqual(rules.map(({ id }) => id).sort(), [...new Set([...tested, ...elsewhere])].sort());
  });
});

describe('what a provider still lacks', () => {
  const needs: Record<string, string> = {
    vapi: 'warning: vapi needs vapi_api_key',
    retell: 'error: retell needs retell_api_key and chat_assistant_id',
    elevenlabs: 'warning: elevenlabs needs elevenlabs_api_key and assistant_id',
    bland: 'warning: bland needs bland_api_key and chat_assistant_id',
    livekit: 'error: livekit needs livekit_api_key and livekit_data.{api_secret, url}',
    agentforce:
      'error: agentforce needs agentforce_client_secret and agentforce_data.{client_id, domain, agent_id}',
    trillet: 'error: trillet needs trillet_api_key and trillet_data.workspace_id',
    sms: 'warning: sms needs chat_assistant_id',
    whatsapp: 'warning: whatsapp needs chat_assistant_id',
  };

  it('is one problem on its value that names it all', () => {
    for (const [id, { requires }] of agentSchema.providers) {
      const text = agentWith(`"assistant_provider": "${id}"`);
      const problems = problemsOf(text);
      assert.deepEqual(
        problems.map(({ severity, message }) => `${severity}: ${message}`),
        needs[id] === undefined ? [] : [needs[id]],
      );
      for (const { span, related } of problems) {
        assert.equal(text.slice(span.offset, span.offset + span.length), `"${id}"`);
        assert.equal(related?.length, new Set(requires.map(({ any }) => any[0])).size);
      }
    }
  });

  it('does not include what may stand in an object that was pasted as text', () => {
    const key = '"livekit_api_key_configured": true';
    const text = agentWith(
      String.raw`"assistant_provider": "livekit", ${key}, "livekit_data": "{\"url\": \"wss://x.example\"}"`,
    );
    assert.deepEqual(
      problemsOf(text).flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : [])),
      ['json-in-string'],
    );
  });

  it('does not include what Cekura says it has', () => {
    const flags =
      '"livekit_api_key_configured": true, "livekit_data": {"url": "wss://x.example", "api_secret_configured": true}';
    const text = agentWith(`"assistant_provider": "livekit", ${flags}`);
    assert.deepEqual([...new Set(problemsOf(text).map(({ rule }) => rule))], ['read-only-member']);
  });

  it('is only a warning where sources differ on whether it is needed', () => {
    const text = agentWith('"assistant_provider": "retell", "assistant_id": "agent_0123456789"');
    assert.match(
      told(text).join(),
      /^warning provider-needs at "retell": retell needs retell_api_key and chat_assistant_id$/,
    );
  });

  it('says why, at the object that lacks it where there is one', () => {
    const text = agentWith('"assistant_provider": "livekit", "livekit_data": {"agent_name": "a"}');
    const [problem] = problemsOf(text);
    const places = problem?.related?.map(({ span }) => text.slice(span.offset, span.offset + span.length));
    assert.deepEqual(places, ['"livekit"', '{', '{']);
    assert.match(problem?.related?.[2]?.message ?? '', /^livekit_data\.url: /);
  });

  it('is not claimed of providers that nobody knows, nor while the text is broken', () => {
    const options = { additionalValues: { assistant_provider: ['agora'] } };
    const agora = annotated(agentWith('"assistant_provider": "agora"'), options);
    assert.deepEqual(
      rules.flatMap((rule) => [...rule.check(agora)]),
      [],
    );
    assert.deepEqual(
      problemsOf('{\n"assistant_provider": "retell"\n"x').filter(({ rule }) => rule !== 'syntax'),
      [],
    );
  });
});

describe('settings', () => {
  it("change a rule's severity, or switch it off", () => {
    const text = agentWith('"agent": 1');
    assert.match(told(text, { 'unknown-member': 'info' }).join(), /^info unknown-member/);
    assert.deepEqual(told(text, { 'unknown-member': 'off' }), []);
  });
  it('switch on a rule that is usually off', () => {
    const text = agentWith('"llm_model": "<llm_model>", "retell_api_key": "<retell_api_key>"');
    const ofPlaceholders = told(text, { placeholder: 'error' }).filter((line) => /placeholder/.test(line));
    assert.deepEqual(ofPlaceholders, [
      'error placeholder at "<llm_model>": llm_model still holds a placeholder; write the real value',
    ]);
  });
});
