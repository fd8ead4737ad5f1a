import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '#language/diagnostics/index';
import { agentWith, requiredProperties, describeProblems } from '#support/language/problems';

/** [properties besides the required ones, expected problems] */
const values: [properties: string, ...messages: string[]][] = [
  [
    '"llm_temperature": "warm"',
    'error wrong-type at "warm": "llm_temperature" must be a number, not a string.',
  ],
  [
    '"llm_max_tokens": 1.5',
    'error wrong-type at 1.5: "llm_max_tokens" must be an integer, not a decimal number.',
  ],
  ['"language": null', 'error wrong-type at null: "language" must be a string, not null.'],
  ['"sip_auth": [1]', 'error wrong-type at [: "sip_auth" must be an object, not an array.'],
  [
    '"outbound_numbers": [5]',
    'error wrong-type at 5: "outbound_numbers[0]" must be a string, not an integer.',
  ],
  [
    '"websocket_headers": {"Authorization": true}',
    'error wrong-type at true: "websocket_headers.Authorization" must be a string, not true.',
  ],
  ['"language": "en-US"', 'error not-in-enum at "en-US": Invalid value for "language". Did you mean "en"?'],
  [
    '"language": "klingon"',
    'error not-in-enum at "klingon": "klingon" is not a known "language" (as of 2026-08-21).',
  ],
  [
    '"transcript_provider": "kore"',
    'error not-in-enum at "kore": Invalid value for "transcript_provider". Did you mean "koreai"?',
  ],
  ['"assistant_id": "short"', 'error too-short at "short": "assistant_id" must have at least 10 characters.'],
  [
    '"pronunciation_words": [["a"]]',
    'error too-short at [: "pronunciation_words[0]" must have at least 2 items.',
  ],
  [
    '"pronunciation_words": [["a", "b", "c"]]',
    'error too-long at [: "pronunciation_words[0]" must have at most 2 items.',
  ],
  [
    `"sip_endpoint": "sip:${'a'.repeat(252)}"`,
    `error too-long at "sip:${'a'.repeat(252)}": "sip_endpoint" must have at most 255 characters.`,
  ],
  [
    '"contact_number": "415 555 0123"',
    'error invalid-format at "415 555 0123": Invalid format for "contact_number". Expected a value such as "+14155550123".',
  ],
  ['"llm_temperature": 2.1', 'error out-of-range at 2.1: "llm_temperature" must be between 0 and 2.'],
  ['"llm_temperature": -1', 'error out-of-range at -1: "llm_temperature" must be between 0 and 2.'],
  [
    String.raw`"retell_data": "{\"trigger_url\": \"\"}"`,
    String.raw`error stringified-json at "{\"trigger_url\": \"\"}": "retell_data" must be an object, not a JSON string. Remove the quotes.`,
    'warning unused-provider-property at "retell_data": "retell_data" only applies to Retell, which this agent doesn\'t use.',
  ],
  [
    '"outbound_numbers": "[]"',
    'error stringified-json at "[]": "outbound_numbers" must be an array, not a JSON string. Remove the quotes.',
  ],
  [
    '"llm_model": "<llm_model>"',
    'info placeholder at "<llm_model>": "llm_model" is still a placeholder. Replace it with the real value.',
  ],
  ['"agent": 1', 'warning unknown-property at "agent": Unknown property "agent" (as of 2026-08-21).'],
  [
    '"contactNumber": "+14155550123"',
    'warning unknown-property at "contactNumber": Unknown property "contactNumber". Did you mean "contact_number"?',
  ],
  [
    '"__proto__": {}',
    'warning unknown-property at "__proto__": Unknown property "__proto__" (as of 2026-08-21).',
  ],
  [
    '"constructor": 1',
    'warning unknown-property at "constructor": Unknown property "constructor" (as of 2026-08-21).',
  ],
  [
    '"language": "de", "language": "fr"',
    'warning duplicate-property at "language": Duplicate property "language". The last occurrence is used.',
  ],
  [
    '"updated_at": "2026-05-20T17:42:11Z"',
    'hint read-only-property at "updated_at": "updated_at" is read-only and not sent on push.',
  ],
  ['"id": 2142, "$schema": "x"'],
];

const secrets: typeof values = [
  [
    '"sip_auth": {"password": "FAKE-do-not-use"}',
    'warning plaintext-secret at "FAKE-do-not-use": "sip_auth.password" is stored in plain text. Move it to secret storage.',
  ],
  ['"sip_auth": {"password": "${secret:SIP}"}'],
  ['"sip_auth": {"password": "${env:SIP}"}'],
  [
    '"sip_auth": {"password": "********"}',
    'error masked-secret at "********": "sip_auth.password" contains a masked value. Remove it to keep the stored secret.',
  ],
  [
    '"sip_auth": {"password": ""}',
    'error empty-secret at "": "sip_auth.password" is empty. Remove it to keep the stored secret, or use a reference.',
  ],
  [
    '"websocket_headers": {"Authorization": "Bearer ${secret:T}"}',
    'error invalid-reference at "Bearer ${secret:T}": Invalid reference in "websocket_headers.Authorization". The value must be ${env:NAME} or ${secret:NAME}.',
  ],
  [
    '"assistant_id": "${secret:ASSISTANT}"',
    'warning invalid-reference at "${secret:ASSISTANT}": "assistant_id" is not a secret, so references are not resolved. Enter the value.',
  ],
  ['"llm_system_prompt": "Say ${name} and {{name}}."'],
];

const connections: typeof values = [
  [
    '"vapi_data": {"trigger_url": "https://x.example"}',
    'warning unused-provider-property at "vapi_data": "vapi_data" only applies to Vapi, which this agent doesn\'t use.',
  ],
  ['"vapi_data": {"trigger_url": ""}, "retell_data": null'],
  [
    '"assistant_provider": "11labs", "elevenlabs_api_key": "${secret:E}"',
    'error not-in-enum at "11labs": Invalid value for "assistant_provider". Did you mean "elevenlabs"?',
  ],
  ['"transcript_provider": "vapi", "vapi_data": {"trigger_url": "https://x.example"}'],
  [
    '"assistant_provider": "cisco", "auto_fetch_calls_enabled": true',
    'warning unsupported-feature at true: "auto_fetch_calls_enabled" is not supported by Cisco Webex, only by Vapi, Retell, ElevenLabs, and Bland.',
  ],
  ['"assistant_provider": "telnyx", "auto_sync_prompt_enabled": true'],
  ['"assistant_provider": "cisco", "auto_fetch_calls_enabled": false'],
  ['"assistant_provider": "cisco", "transcript_provider": "vapi", "auto_fetch_calls_enabled": true'],
  [
    '"outbound_auto_call": true',
    'warning auto-call-inbound at true: "outbound_auto_call" requires "inbound" to be false.',
  ],
  [
    '"websocket_url": "http://x.example"',
    'warning invalid-websocket-url at "http://x.example": "websocket_url" is not a valid WebSocket URL. It must start with wss:// or ws://.',
  ],
  ['"websocket_url": "WSS://x.example/path?room=1"'],
  [
    '"transcript_provider": "retell", "retell_data": {"trigger_url": "ftp://x.example"}',
    'warning invalid-url at "ftp://x.example": "retell_data.trigger_url" is not a valid URL. It must start with https:// or http://.',
  ],
  [
    '"sip_endpoint": "desk@x.example"',
    'warning invalid-sip-uri at "desk@x.example": "sip_endpoint" is not a valid SIP URI. Expected sip:user@host.',
  ],
  [
    '"websocket_url": "wss://me:hunter2@x.example"',
    'warning url-credentials at "wss://me:hunter2@x.example": "websocket_url" contains credentials in its URL. Remove them.',
  ],
  [
    '"outbound_numbers": ["+14155550123", "desk", "+1"]',
    'warning invalid-phone-number at "desk": "outbound_numbers[1]" is not a valid phone number. Expected + and at least 7 digits, such as +14155550123.',
    'warning invalid-phone-number at "+1": "outbound_numbers[2]" is not a valid phone number. Expected + and at least 7 digits, such as +14155550123.',
  ],
  ['"contact_number": "+1415555"'],
  ['"contact_number": "+12345678901234567890123456789", "outbound_numbers": ["+1415555"]'],
  [
    '"contact_number": "+141555"',
    'error invalid-format at "+141555": Invalid format for "contact_number". Expected a value such as "+14155550123".',
  ],
  ['"transcript_provider": "pipecat", "contact_number": "Front Desk"'],
  ['"assistant_provider": "pipecat", "contact_number": "Front Desk"'],
  ['"email_id": "desk@example.com"'],
  ['"email_id": ""'],
  [
    '"email_id": "desk"',
    'error invalid-format at "desk": Invalid format for "email_id". Expected a value such as "front-desk@example.com".',
  ],
  ['"websocket_voice_url": "wss://voice.example.com/pcm", "webhook_url": "https://hooks.example.com/x"'],
  [
    '"chirp_data": {"chirp_websocket_url": "wss://x.example"}, "transcript_provider": "chirp"',
    'hint deprecated-property at "chirp_data": "chirp_data" was removed from the Cekura API in June 2026. Use "websocket_voice_url" and "websocket_auth".',
    'hint deprecated-property at "chirp": "chirp" was removed from the Cekura API in June 2026.',
  ],
];

function reports(table: typeof values): void {
  for (const [properties, ...expected] of table) {
    assert.deepEqual(describeProblems(agentWith(properties)).sort(), expected.sort(), properties);
  }
}

describe('rules report', () => {
  it('values that the schema rejects, unknown names, and duplicates', () => reports(values));
  it('secrets, but never their values, and no references', () => reports(secrets));
  it('providers, URLs and numbers', () => reports(connections));

  it('all missing required properties in one problem', () => {
    assert.deepEqual(describeProblems('{"agent_name": "Desk"}'), [
      'error missing-required at {: Missing required properties "description" and "inbound".',
    ]);
    assert.deepEqual(describeProblems('{\n}'), [
      'error missing-required at {: Missing required properties "agent_name", "description", and "inbound".',
    ]);
  });

  it('a blank name', () => {
    const text = '{"agent_name": "  ", "description": "Answers.", "inbound": true}';
    assert.deepEqual(describeProblems(text), [
      'error blank-string at "  ": "agent_name" is blank. Enter a value.',
    ]);
    assert.deepEqual(describeProblems(text.replace('"  "', '""')), [
      'error too-short at "": "agent_name" must not be empty.',
    ]);
  });

  it('files that are not agents', () => {
    assert.deepEqual(describeProblems('[1]'), [
      'error wrong-type at [: The file must contain an object, not an array.',
    ]);
    assert.deepEqual(describeProblems('"x"'), [
      'error wrong-type at "x": The file must contain an object, not a string.',
    ]);
  });

  it('an outbound agent without a phone number, unless it has another connection', () => {
    const outbound = requiredProperties.replace('true', 'false');
    const [first, ...more] = describeProblems(`{${outbound}}`);
    assert.match(first ?? '', /^warning outbound-without-number at false: .*contact_number/);
    assert.deepEqual(more, []);
    for (const connection of [
      '"contact_number": "+14155550123"',
      '"websocket_url": "wss://x.example"',
      '"sip_endpoint": "sip:desk@x.example"',
    ]) {
      assert.deepEqual(describeProblems(`{${outbound}, ${connection}}`), []);
    }
  });

  it('each rule, in these tables or in other test files', () => {
    const tested = [...values, ...secrets, ...connections].flatMap(([, ...messages]) =>
      messages.map((message) => message.split(' ')[1]),
    );
    const reportedByOtherRules = [
      'syntax',
      'foreign-file',
      'missing-required',
      'blank-string',
      'outbound-without-number',
      'missing-provider-property',
      'prompt-file',
    ];
    assert.deepEqual(
      rules.map(({ id }) => id).sort(),
      [...new Set([...tested, ...reportedByOtherRules])].sort(),
    );
  });
});

describe('settings', () => {
  it("change a rule's severity, or switch it off", () => {
    const text = agentWith('"agent": 1');
    assert.match(describeProblems(text, { 'unknown-property': 'info' }).join(), /^info unknown-property/);
    assert.deepEqual(describeProblems(text, { 'unknown-property': 'off' }), []);
  });
  it('raise the severity of a rule', () => {
    const text = agentWith('"llm_model": "<llm_model>", "retell_api_key": "<retell_api_key>"');
    const ofPlaceholders = describeProblems(text, { placeholder: 'error' }).filter((line) =>
      /placeholder/.test(line),
    );
    assert.deepEqual(ofPlaceholders, [
      'error placeholder at "<llm_model>": "llm_model" is still a placeholder. Replace it with the real value.',
    ]);
  });
});
