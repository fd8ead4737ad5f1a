// Fake credentials, and strings that are similar to credentials.

const letters = 'FAKEdo1not2use3FAKEdo4not5use6';
const hex = '0123456789abcdef0123456789abcdef';

/** Kind of credential → example. */
export const credentialExamples: Readonly<Record<string, string>> = {
  'OpenAI project key': `sk-proj-${letters}_${letters}`,
  'OpenAI key': `sk-${letters}`,
  'Anthropic key': `sk-ant-api03-${letters}-${letters}`,
  'ElevenLabs key': `sk_${hex}`,
  'Stripe key': `rk_live_${letters}`,
  'Retell key': `key_${hex.slice(0, 28)}`,
  'Mailgun key': `key-${hex}`,
  'Groq key': `gsk_${letters}`,
  'Hugging Face token': `hf_${letters}`,
  'webhook secret': `whsec_${letters}`,
  'Shopify token': `shpat_${hex}`,
  'GitHub token': `ghp_${letters}FAKE78`,
  'GitHub fine-grained token': `github_pat_11FAKE_${letters}`,
  'GitLab token': `glpat-${letters.slice(0, 20)}`,
  'AWS key id': 'AKIAFAKEFAKEFAKE1234',
  'Google key': `AIza${letters}FAKE7`,
  'Slack bot token': `xoxb-123456789012-${letters}`,
  'Slack app token': `xapp-1-A0FAKE-123456-${hex}`,
  'Telegram bot token': `123456789:AA${letters}FAK`,
  'SendGrid key': `SG.${letters.slice(0, 22)}.${letters}FAKEdo7`,
  'npm token': `npm_${letters}FAKE78`,
  'PyPI token': `pypi-AgEIcHlwaS5vcmcCJ${letters}`,
  'signed token': `eyJ${letters}.eyJ${letters}.${letters}`,
  'private key': `-----BEGIN RSA PRIVATE KEY-----\n${letters}\n-----END RSA PRIVATE KEY-----`,
  'bearer header': `Bearer ${letters}`,
  'basic header': 'Basic RkFLRTpkby1ub3QtdXNlLTEyMzQ1Ng==',
  'header line': `X-API-Key: ${hex}`,
  assignment: `DEEPGRAM_API_KEY=${hex}`,
  'address with a password': 'postgres://desk:FAKE-do-not-use-1@db.example/agents',
  'address with a token': `https://hooks.example/?access_token=${hex}`,
  // These digits look like an ID, so they are not found in prose.
  'bare digits': `${hex}89abcdef`,
};

/** Location → the agent properties that contain the credential there. */
export const credentialLocations: Readonly<Record<string, (key: string) => object>> = {
  'its own property': (key) => ({ retell_api_key: key }),
  'a nested secret': (key) => ({ livekit_data: { api_secret: key } }),
  'a header': (key) => ({ websocket_headers: { 'X-Auth-Token': key } }),
  'an unknown property': (key) => ({ crm_client_secret: key }),
  'a prompt': (key) => ({ description: `# Role\nSign in with ${key} when asked.\n` }),
  'JSON in a prompt': (key) => ({ description: JSON.stringify({ tools: [{ name: 'crm', api_key: key }] }) }),
  "the caller's prompt": (key) => ({ llm_system_prompt: `Use "${key}".` }),
  'a note': (key) => ({ note: key }),
  'an array': (key) => ({ notes: ['none', key] }),
};

/** Locations whose property name identifies a secret, and those where only the value can. */
export const namedLocations = [
  ...['its own property', 'a nested secret', 'a header', 'an unknown property', 'JSON in a prompt'],
];
export const unnamedLocations = Object.keys(credentialLocations).filter(
  (location) => !namedLocations.includes(location),
);

/** Names, ids, prose and placeholders. */
export const similarStrings: readonly string[] = [
  ...['', 'token', 'password', 'secret', 'api_key', 'Bearer', 'Basic', 'sk', 'key_', 'xoxb', 'AKIA'],
  ...['Front desk', 'sk-SK-bratislava-front-desk-v2-2024', 'risk-assessment-and-mitigation-2025-spring'],
  ...[
    'pk_orders_by_customer_and_day_2024',
    'key_points_for_the_call_in_spring_2025',
    'secret_santa_2024_invitations_list',
  ],
  ...['asst_FAKEdo1not2use3FAKEdo4', 'agent_0123456789abcdef0123456789', 'agent_01jzFAKE8donotuse9x2y3z4'],
  ...[
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '0123456789abcdef0123456789abcdef',
    'd41d8cd98f00b204e9800998ecf8427e',
  ],
  ...[
    'llm_0123456789abcdef01234567',
    'conversation_flow_0123456789ab',
    'pathway_riverbank_billing_2024_07',
    'call_0123456789abcdef0123',
  ],
  ...[
    'AC0123456789abcdef0123456789abcdef',
    'PN0123456789abcdef0123456789abcdef',
    'RM_FAKEdo1not2use3',
    'APIFAKEdonotuse',
  ],
  ...[
    '+14155550123',
    'tel:+4930123456',
    'sip:desk@voice.example',
    'wss://voice.example/agents/7?lang=en&v=2',
  ],
  ...[
    'https://example.com/?page=2&sort_key=created_at_descending_2',
    'https://docs.example/reset-password/step-2',
  ],
  ...[
    'https://example.com:8443/a@b',
    'https://calendar.example/u/0/r?cid=0123456789abcdef',
    'mailto:desk@example.com',
  ],
  ...[
    'Ask for the last four digits of the key card.',
    'Never read a password aloud.',
    'Your password: ask the caller to reset it.',
  ],
  ...[
    'Basic questions first: name, date, reason.',
    'Bearer of bad news, speak calmly.',
    'Basic plan_with_two_seats_and_support',
  ],
  ...[
    'The secret: smile while you speak.',
    'Token: {{auth_token}}',
    'api_key={{crm_api_key}}',
    'X-API-Key: ${secret:CRM_API_KEY}',
  ],
  ...[
    'password: <your password here>',
    'token=****************',
    'api_key: your-api-key-goes-here',
    'Authorization: Bearer {{token}}',
  ],
  ...[
    'claude-sonnet-4-5-20250929',
    'gpt-4o-mini-2024-07-18',
    'eleven_turbo_v2_5',
    'ThT5KcBeYPX3keUQqHPh',
    'aura-2-thalia-en',
  ],
  ...[
    '2026-05-26T10:15:30.123456Z',
    'data:image/png;base64,iVBORw0KGgo',
    'v1.2.3-rc.1+build.20240718',
    '1234-5678-9012-3456',
  ],
  ...[
    'npm_install_everything_now_please_do',
    'github_pat_is_a_kind_of_token',
    'eyJ is how signed tokens begin',
    'SG.1 and SG.2',
  ],
  ...[
    '-----BEGIN TRANSCRIPT-----',
    '-----BEGIN PUBLIC KEY-----',
    'AIza is a prefix',
    'A sk-ilful agent',
    'hf_hub_download_example_function',
  ],
];

/** Properties that are not secrets, some with names that look like one. */
export const freeFormProperties: readonly string[] = [
  'description',
  'llm_system_prompt',
  'note',
  'sort_key',
  'token_count',
];
