import { agentWith } from './problems';

/** A problem and all of its quick fixes. */
export interface FixCase {
  readonly rule: string;
  /** Additional properties, or a whole file. */
  readonly before: string;
  /** [title, `before` after the fix], the best fix first. */
  readonly fixes: readonly [title: string, after: string][];
  /** The index of the preferred fix; undefined if no fix is safe to apply without review. */
  readonly preferred?: 0 | 1;
  /** Problems that remain after the fix. */
  readonly remaining?: RegExp;
}

/** At least one for each rule with a fix. */
export const fixCases: readonly FixCase[] = [
  {
    rule: 'wrong-type',
    before: '"llm_temperature": "0.5"',
    fixes: [['Replace with 0.5', '"llm_temperature": 0.5']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"outbound_auto_call": "False"',
    fixes: [['Replace with false', '"outbound_auto_call": false']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"llm_max_tokens": 99.6',
    fixes: [['Replace with 100', '"llm_max_tokens": 100']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"assistant_id": 1234567890123',
    fixes: [['Replace with "1234567890123"', '"assistant_id": "1234567890123"']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"outbound_numbers": "+14155550123"',
    fixes: [['Wrap in array', '"outbound_numbers": [\n    "+14155550123"\n  ]']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"language": null, "llm_max_tokens": 5',
    fixes: [['Remove "language"', '"llm_max_tokens": 5']],
  },
  {
    rule: 'wrong-type',
    before: '"agent_gives_first_message": "null"',
    fixes: [['Replace with null', '"agent_gives_first_message": null']],
    preferred: 0,
  },
  {
    rule: 'foreign-file',
    before: '{"type": "TinyPerson", "persona": {}}',
    fixes: [['Ignore this file', '{"type": "TinyPerson", "persona": {}}']],
  },
  {
    rule: 'deprecated-property',
    before:
      '"chirp_data": {"chirp_websocket_url": "wss://x.example", "chirp_basic_auth_password": "${env:P}"}, "language": "en"',
    fixes: [
      [
        'Convert "chirp_data" to "websocket_voice_url" and "websocket_auth"',
        '"language": "en", "websocket_voice_url": "wss://x.example", "websocket_auth": {\n    "password": "${env:P}"\n  }',
      ],
      ['Remove "chirp_data"', '"language": "en"'],
    ],
    preferred: 0,
    remaining: /unused-provider-property/,
  },
  {
    rule: 'deprecated-property',
    before: '"chirp_data": {"chirp_websocket_url": "wss://x.example", "codec": "pcm"}, "language": "en"',
    fixes: [['Remove "chirp_data"', '"language": "en"']],
  },
  { rule: 'wrong-type', before: '"pronunciation_words": ["Invisalign"]', fixes: [] },
  { rule: 'not-in-enum', before: '"language": ""', fixes: [] },
  { rule: 'wrong-type', before: '"llm_temperature": "warm"', fixes: [] },
  {
    rule: 'not-in-enum',
    before: '"language":  "en-US"',
    fixes: [
      ['Replace with "en"', '"language":  "en"'],
      ['Allow this value for "language" in settings', '"language":  "en-US"'],
    ],
    preferred: 0,
  },
  {
    rule: 'not-in-enum',
    before: '"assistant_provider": "acme"',
    fixes: [
      ['Update Schema from Cekura', '"assistant_provider": "acme"'],
      ['Allow "acme" in settings', '"assistant_provider": "acme"'],
    ],
  },
  {
    rule: 'unknown-property',
    before: '"weather": "fine"',
    fixes: [
      ['Remove "weather"', ''],
      ['Update Schema from Cekura', '"weather": "fine"'],
    ],
  },
  {
    rule: 'invalid-format',
    before: '"contact_number": "+1 (415) 555-0123"',
    fixes: [['Replace with "+14155550123"', '"contact_number": "+14155550123"']],
    preferred: 0,
  },
  {
    rule: 'out-of-range',
    before: '"llm_temperature": 2.5',
    fixes: [['Replace with 2', '"llm_temperature": 2']],
    preferred: 0,
  },
  {
    rule: 'out-of-range',
    before: '"llm_temperature": -0.1',
    fixes: [['Replace with 0', '"llm_temperature": 0']],
    preferred: 0,
  },
  {
    rule: 'stringified-json',
    before: String.raw`"transcript_provider": "livekit", "livekit_data": "{\"url\": \"wss://x.example\", \"config\": {\"n\": 12345678901234567890}}"`,
    fixes: [
      [
        'Convert string to JSON',
        '"transcript_provider": "livekit", "livekit_data": {\n    "url": "wss://x.example",\n    "config": {\n      "n": 12345678901234567890\n    }\n  }',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'unknown-property',
    before: '"contactNumber" : "+14155550123"',
    fixes: [
      ['Rename to "contact_number"', '"contact_number" : "+14155550123"'],
      ['Remove "contactNumber"', ''],
    ],
    preferred: 0,
  },
  {
    rule: 'duplicate-property',
    before: '"language": "de", "llm_max_tokens": 1, "language": "fr"',
    fixes: [['Remove duplicate "language"', '"llm_max_tokens": 1, "language": "fr"']],
    preferred: 0,
  },
  {
    rule: 'read-only-property',
    before: '"created_at": "2026-05-20T17:42:11Z"',
    fixes: [['Remove "created_at"', '']],
  },
  {
    rule: 'masked-secret',
    before: '"sip_auth": {"username": "u", "password": "****"}',
    fixes: [
      ['Remove "sip_auth.password"', '"sip_auth": {"username": "u"}'],
      [
        'Replace with "${secret:SIP_PASSWORD}"',
        '"sip_auth": {"username": "u", "password": "${secret:SIP_PASSWORD}"}',
      ],
    ],
    preferred: 1,
  },
  {
    rule: 'masked-secret',
    before: '"transcript_provider": "bland", "bland_api_key_configured": true, "bland_api_key": "[REDACTED]"',
    fixes: [
      ['Remove "bland_api_key"', '"transcript_provider": "bland", "bland_api_key_configured": true'],
      [
        'Replace with "${secret:BLAND_API_KEY}"',
        '"transcript_provider": "bland", "bland_api_key_configured": true, "bland_api_key": "${secret:BLAND_API_KEY}"',
      ],
    ],
    preferred: 0,
    remaining: /^hint read-only-property/,
  },
  {
    rule: 'empty-secret',
    before: '"webhook_secret": ""',
    fixes: [
      ['Remove "webhook_secret"', ''],
      ['Replace with "${secret:WEBHOOK_SECRET}"', '"webhook_secret": "${secret:WEBHOOK_SECRET}"'],
    ],
    preferred: 1,
    remaining: /^warning unknown-property/,
  },
  {
    rule: 'invalid-reference',
    before: '"assistant_provider": "vapi", "vapi_api_key": "process.env.VAPI_KEY"',
    fixes: [
      ['Replace with "${env:VAPI_KEY}"', '"assistant_provider": "vapi", "vapi_api_key": "${env:VAPI_KEY}"'],
    ],
    preferred: 0,
  },
  {
    rule: 'invalid-reference',
    before: '"assistant_provider": "vapi", "vapi_api_key": "$VAPI_KEY"',
    fixes: [
      [
        'Replace with "${secret:VAPI_KEY}"',
        '"assistant_provider": "vapi", "vapi_api_key": "${secret:VAPI_KEY}"',
      ],
      ['Replace with "${env:VAPI_KEY}"', '"assistant_provider": "vapi", "vapi_api_key": "${env:VAPI_KEY}"'],
    ],
    preferred: 0,
  },
  {
    rule: 'invalid-reference',
    before: '"sip_auth": {"password": "${ENV.SIP_PASSWORD}"}',
    fixes: [['Replace with "${env:SIP_PASSWORD}"', '"sip_auth": {"password": "${env:SIP_PASSWORD}"}']],
    preferred: 0,
  },
  {
    rule: 'invalid-reference',
    before: '"sip_auth": {"password": "${SIP}"}',
    fixes: [
      ['Replace with "${secret:SIP}"', '"sip_auth": {"password": "${secret:SIP}"}'],
      ['Replace with "${env:SIP}"', '"sip_auth": {"password": "${env:SIP}"}'],
    ],
    preferred: 0,
  },
  {
    rule: 'plaintext-secret',
    before: '"custom_provider_data": {"authToken": "FAKE-do-not-use"}, "transcript_provider": "custom"',
    fixes: [
      [
        'Move to secret storage',
        '"custom_provider_data": {"authToken": "FAKE-do-not-use"}, "transcript_provider": "custom"',
      ],
      [
        'Replace with "${env:AUTH_TOKEN}"',
        '"custom_provider_data": {"authToken": "${env:AUTH_TOKEN}"}, "transcript_provider": "custom"',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'plaintext-secret',
    before: '"sip_auth": {"password": "FAKE-do-not-use"}',
    fixes: [
      ['Move to secret storage', '"sip_auth": {"password": "FAKE-do-not-use"}'],
      ['Replace with "${env:SIP_PASSWORD}"', '"sip_auth": {"password": "${env:SIP_PASSWORD}"}'],
    ],
    preferred: 0,
  },
  {
    rule: 'unused-provider-property',
    before: '"retell_data": {"trigger_url": "https://x.example"}, "retell_api_key": "${env:R}"',
    fixes: [],
  },
  {
    rule: 'unsupported-feature',
    before: '"assistant_provider": "cisco", "auto_sync_prompt_enabled": true',
    fixes: [['Replace with false', '"assistant_provider": "cisco", "auto_sync_prompt_enabled": false']],
    preferred: 0,
  },
  {
    rule: 'auto-call-inbound',
    before: '"outbound_auto_call": true',
    fixes: [['Replace with false', '"outbound_auto_call": false']],
    preferred: 0,
  },
  {
    rule: 'invalid-websocket-url',
    before: '"websocket_url": "https://x.example/chat?room=1"',
    fixes: [['Replace with "wss://x.example/chat?room=1"', '"websocket_url": "wss://x.example/chat?room=1"']],
    preferred: 0,
  },
  {
    rule: 'invalid-url',
    before: '"transcript_provider": "vapi", "vapi_data": {"trigger_url": "x.example/start"}',
    fixes: [
      [
        'Replace with "https://x.example/start"',
        '"transcript_provider": "vapi", "vapi_data": {"trigger_url": "https://x.example/start"}',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'invalid-sip-uri',
    before: '"sip_endpoint": "desk@x.example:5060"',
    fixes: [['Replace with "sip:desk@x.example:5060"', '"sip_endpoint": "sip:desk@x.example:5060"']],
    preferred: 0,
  },
  {
    rule: 'url-credentials',
    before: '"websocket_url": "wss://me:hunter2@x.example/chat"',
    fixes: [['Remove credentials from URL', '"websocket_url": "wss://x.example/chat"']],
    preferred: 0,
  },
  {
    rule: 'invalid-phone-number',
    before: '"outbound_numbers": ["+1 415 555 0123", "+14155550124"]',
    fixes: [['Replace with "+14155550123"', '"outbound_numbers": ["+14155550123", "+14155550124"]']],
    preferred: 0,
  },
  {
    rule: 'missing-provider-property',
    before: '"assistant_provider": "retell",\n  "language": "en"',
    fixes: [
      [
        'Add "retell_api_key" and "chat_assistant_id"',
        '"assistant_provider": "retell",\n  "language": "en",\n  "retell_api_key": "${secret:RETELL_API_KEY}",\n  "chat_assistant_id": "<chat_assistant_id>"',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d"\n  "inbound": true}',
    fixes: [['Insert comma', '{"agent_name": "A", "description": "d",\n  "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", "inbound": true,\n}',
    fixes: [['Remove comma', '{"agent_name": "A", "description": "d", "inbound": true\n}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", "inbound": True}',
    fixes: [['Replace with true', '{"agent_name": "A", "description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", inbound: true}',
    fixes: [['Add double quotes', '{"agent_name": "A", "description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": “Harbor "Bay" Dental”, "description": "d", "inbound": true}',
    fixes: [
      ['Add double quotes', '{"agent_name": "Harbor \\"Bay\\" Dental", "description": "d", "inbound": true}'],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: `{"agent_name": 'It\\'s ours', "description": "d", "inbound": true}`,
    fixes: [['Add double quotes', `{"agent_name": "It's ours", "description": "d", "inbound": true}`]],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{\n"agent_name": Harbor Dental",\n"description": "d", "inbound": true}',
    fixes: [['Add double quotes', '{\n"agent_name": "Harbor Dental",\n"description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", "inbound": true, "sip_auth": {"password": ${env:SIP}}}',
    fixes: [
      [
        'Add double quotes',
        '{"agent_name": "A", "description": "d", "inbound": true, "sip_auth": {"password": "${env:SIP}"}}',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before:
      '{"agent_name": "A", "inbound": true,\n  "description": "Greet the caller.\n\tSay "hello" first.\n",\n  "language": "en"\n}',
    fixes: [
      [
        'Escape invalid characters',
        '{"agent_name": "A", "inbound": true,\n  "description": "Greet the caller.\\n\\tSay \\"hello\\" first.\\n",\n  "language": "en"\n}',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "inbound": true,\r\n  "description": "One.\r\nTwo."\r\n}',
    fixes: [
      [
        'Escape invalid characters',
        '{"agent_name": "A", "inbound": true,\r\n  "description": "One.\\nTwo."\r\n}',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "inbound": true,\n"description": "Say "hello" first."}',
    fixes: [
      [
        'Escape invalid characters',
        '{"agent_name": "A", "inbound": true,\n"description": "Say \\"hello\\" first."}',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "C:\\dir\\new", "inbound": true, "description": "d"}',
    fixes: [
      ['Escape invalid characters', '{"agent_name": "C:\\\\dir\\new", "inbound": true, "description": "d"}'],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{\n"agent_name: "Harbor Dental",\n"description": "d", "inbound": true}',
    fixes: [['Add closing quote', '{\n"agent_name": "Harbor Dental",\n"description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", # ours\n"description": "d", "inbound": true}',
    fixes: [['Remove comment', '{"agent_name": "A",\n"description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "inbound": true, "description": "d: e\n}',
    fixes: [['Add closing quote', '{"agent_name": "A", "inbound": true, "description": "d: e"\n}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A,\n  "description": "d", "inbound": true}',
    fixes: [['Add closing quote', '{"agent_name": "A",\n  "description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", "inbound: true\n}',
    fixes: [['Add closing quote', '{"agent_name": "A", "description": "d", "inbound": true\n}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", /* ours */ "description": "d", "inbound": true}',
    fixes: [['Remove comment', '{"agent_name": "A", "description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'missing-required',
    before: '{\n\t"agent_name": "A"\n}',
    fixes: [
      [
        'Add "description" and "inbound"',
        '{\n\t"agent_name": "A",\n\t"description": "<description>",\n\t"inbound": null\n}',
      ],
    ],
    preferred: 0,
    remaining: /^error wrong-type at null/,
  },
  {
    rule: 'prompt-file',
    before: '"assistant_id": "${file:./assistant.md}", "language": "en"',
    fixes: [['Remove "assistant_id"', '"language": "en"']],
  },
];

/** The text of a case, or an agent with its properties. */
export function agentText(text: string): string {
  if (text.startsWith('{')) return text;
  return text === '' ? agentWith('').replace(/, \}$/, '}') : agentWith(text);
}
