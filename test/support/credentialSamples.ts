import fc from 'fast-check';

/**
 * Random keys in the formats that vendors document, and similar strings that are not keys. This file is independent of the patterns
 * that must find the keys.
 */

const alphabets = {
  AZ: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '09': '0123456789',
  AZ09: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  az09: 'abcdefghijklmnopqrstuvwxyz0123456789',
  hex: '0123456789abcdef',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
  b64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
} as const;
type Alphabet = keyof typeof alphabets;

function run(alphabet: Alphabet, length: number): fc.Arbitrary<string> {
  const letter = fc.constantFrom(...alphabets[alphabet].split(''));
  return fc.array(letter, { minLength: length, maxLength: length }).map((letters) => letters.join(''));
}

/** Texts and runs of an alphabet, one after the other. */
function form(...parts: (string | readonly [Alphabet, number])[]): fc.Arbitrary<string> {
  const runs = parts.map((part) => (typeof part === 'string' ? fc.constant(part) : run(...part)));
  return fc.tuple(...runs).map((texts) => texts.join(''));
}

const uuid = fc.uuid();
const jsonPart = fc.record({ sub: run('alnum', 12), iat: fc.nat() }).map(base64url);
const word = fc.constantFrom('agent', 'booking', 'caller', 'front-desk', 'spring', 'retail', 'north', 'demo');

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Credentials with a recognizable format. */
export const recognizableKeys: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'OpenAI, legacy': form('sk-', ['alnum', 20], 'T3BlbkFJ', ['alnum', 20]),
  'OpenAI, project': form('sk-proj-', ['url', 74], 'T3BlbkFJ', ['url', 74]),
  'OpenAI, service account': form('sk-svcacct-', ['url', 58], 'T3BlbkFJ', ['url', 58]),
  OpenRouter: form('sk-or-v1-', ['hex', 64]),
  Anthropic: form('sk-ant-api03-', ['url', 93], 'AA'),
  'Anthropic, admin': form('sk-ant-admin01-', ['url', 93], 'AA'),
  ElevenLabs: form('sk_', ['hex', 48]),
  Cartesia: form('sk_car_', ['alnum', 22]),
  Retell: form('key_', ['hex', 28]),
  'Twilio API key': form('SK', ['hex', 32]),
  'AWS access key': form('AKIA', ['AZ09', 16]),
  'AWS session key': form('ASIA', ['AZ09', 16]),
  Google: form('AIza', ['url', 35]),
  'Google OAuth client': form('GOCSPX-', ['url', 28]),
  'GitHub, classic': form('ghp_', ['alnum', 36]),
  'GitHub, app': form('ghs_', ['alnum', 36]),
  'GitHub, fine-grained': form('github_pat_', ['alnum', 22], '_', ['alnum', 59]),
  GitLab: form('glpat-', ['url', 20]),
  'Slack, bot': form('xoxb-', ['09', 12], '-', ['09', 13], '-', ['alnum', 24]),
  'Slack, user': form('xoxp-', ['09', 12], '-', ['09', 12], '-', ['09', 13], '-', ['hex', 32]),
  'Slack, webhook': form('https://hooks.slack.com/services/T', ['AZ09', 10], '/B', ['AZ09', 10], '/', [
    'alnum',
    24,
  ]),
  'Stripe, live': form('sk_live_', ['alnum', 24]),
  'Stripe, restricted': form('rk_live_', ['alnum', 99]),
  'Stripe, webhook': form('whsec_', ['alnum', 32]),
  SendGrid: form('SG.', ['url', 22], '.', ['url', 43]),
  Mailgun: form('key-', ['hex', 32]),
  'Hugging Face': form('hf_', ['alnum', 34]),
  Groq: form('gsk_', ['alnum', 52]),
  xAI: form('xai-', ['alnum', 80]),
  Perplexity: form('pplx-', ['alnum', 48]),
  Replicate: form('r8_', ['alnum', 37]),
  npm: form('npm_', ['alnum', 36]),
  PyPI: form('pypi-AgEIcHlwaS5vcmc', ['url', 150]),
  Telegram: form(['09', 10], ':AA', ['url', 33]),
  Notion: form('ntn_', ['alnum', 46]),
  Airtable: form('pat', ['alnum', 14], '.', ['hex', 64]),
  HubSpot: uuid.map((id) => `pat-na1-${id}`),
  Supabase: form('sbp_', ['hex', 40]),
  Shopify: form('shpat_', ['hex', 32]),
  DigitalOcean: form('dop_v1_', ['hex', 64]),
  Postman: form('PMAK-', ['hex', 24], '-', ['hex', 34]),
  Atlassian: form('ATATT3xFfGF0', ['url', 180]),
  'signed token': fc
    .tuple(jsonPart, run('url', 43))
    .map(([claims, sign]) => [base64url({ alg: 'HS256', typ: 'JWT' }), claims, sign].join('.')),
  'private key': fc
    .tuple(
      fc.constantFrom('RSA ', 'EC ', 'OPENSSH ', ''),
      fc.array(run('b64', 64), { minLength: 3, maxLength: 6 }),
    )
    .map(([kind, lines]) =>
      [`-----BEGIN ${kind}PRIVATE KEY-----`, ...lines, `-----END ${kind}PRIVATE KEY-----`].join('\n'),
    ),
  'bearer header': form('Bearer ', ['url', 40]),
  'basic header': fc
    .tuple(word, run('alnum', 20))
    .map(([user, password]) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`),
  'password in an address': fc
    .tuple(fc.constantFrom('postgres', 'https', 'redis', 'wss'), word, run('alnum', 16))
    .map(([scheme, user, password]) => `${scheme}://${user}:${password}@db.example/agents`),
  'token in an address': form('https://hooks.example/in?access_token=', ['alnum', 32]),
};

/** Credentials that look like IDs, recognizable only by their context. */
export const bareKeys: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Vapi: uuid,
  Deepgram: form(['hex', 40]),
  AssemblyAI: form(['hex', 32]),
  'ElevenLabs, legacy': form(['hex', 32]),
  'LiveKit secret': form(['alnum', 43]),
  'Twilio auth token': form(['hex', 32]),
  'AWS secret key': form(['b64', 40]),
  Cohere: form(['alnum', 40]),
  'Azure Speech': form(['alnum', 84]),
};

/** A credential in a text, next to its name. */
export const contexts: readonly ((key: string) => string)[] = [
  (key) => `Use the API key ${key} for lookups.`,
  (key) => `The api key is ${key}.`,
  (key) => `X-API-Key: ${key}`,
  (key) => `Send the header "x-api-key": "${key}" along.`,
  (key) => `export CRM_API_KEY=${key}`,
  (key) => `CRM_CLIENT_SECRET='${key}'`,
  (key) => `secret: ${key}`,
  (key) => `auth token ${key}`,
  (key) => `password = "${key}"`,
  (key) => `curl -H 'Authorization: Bearer ${key}' https://crm.example`,
  (key) => JSON.stringify({ url: 'https://crm.example', api_key: key }),
];

/** IDs, hashes, URLs, numbers and words, as in agents. */
export const similarToCredentials: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'uuid of an agent': uuid,
  'uuid in a sentence': uuid.map((id) => `The squad ${id} takes over after the greeting.`),
  'commit id': form('Taken from commit ', ['hex', 40], '.'),
  'short commit id': form('See ', ['hex', 7], ' for why.'),
  'sha-256': form('sha256:', ['hex', 64]),
  'integrity hash': form('sha512-', ['b64', 86], '=='),
  'md5 in prose': form('The file (md5 ', ['hex', 32], ') holds the menu.'),
  'image as text': form('data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA', ['b64', 200], '='),
  'phone number': form('+1415', ['09', 7]),
  'numbers in a sentence': form('Call +1 415 555 ', ['09', 4], ' or +49 30 ', ['09', 7], '.'),
  'card number, said aloud': form('4111 ', ['09', 4], ' ', ['09', 4], ' ', ['09', 4]),
  'order number': form('Order #', ['09', 10], '-', ['AZ09', 6]),
  'tracking number': form('1Z', ['AZ09', 16]),
  IBAN: form('DE', ['09', 20]),
  'web address': fc.webUrl({ withQueryParameters: true }),
  'address with an id': form('https://app.example/agents/', ['az09', 24], '/edit?tab=prompt'),
  'document id': form('https://docs.example.com/document/d/', ['url', 44], '/edit'),
  'signed-off mail': fc.emailAddress(),
  'Retell agent id': form('agent_', ['hex', 30]),
  'Retell LLM id': form('llm_', ['hex', 28]),
  'Retell call id': form('call_', ['hex', 27]),
  'ElevenLabs agent id': form('agent_01', ['az09', 26]),
  'OpenAI assistant id': form('asst_', ['alnum', 24]),
  'Twilio account': form('AC', ['hex', 32]),
  'Twilio number': form('PN', ['hex', 32]),
  'LiveKit room': form('RM_', ['alnum', 12]),
  'LiveKit project': fc.tuple(word, run('az09', 8)).map(([name, id]) => `wss://${name}-${id}.livekit.cloud`),
  'voice id': form(['alnum', 20]),
  'pathway id': fc.tuple(word, word, run('09', 4)).map((parts) => parts.join('_')),
  'model name': fc.tuple(word, run('09', 8)).map(([name, date]) => `claude-${name}-4-5-${date}`),
  'snake case': fc.array(word, { minLength: 3, maxLength: 8 }).map((words) => `key_${words.join('_')}_2025`),
  'kebab case': fc.array(word, { minLength: 3, maxLength: 8 }).map((words) => `sk-${words.join('-')}-2025`),
  prose: fc.lorem({ maxCount: 12 }),
  'prose about keys': fc
    .lorem({ maxCount: 4 })
    .map((rest) => `Never say the password or the api key aloud. ${rest}`),
  'prose about tokens': fc.lorem({ maxCount: 4 }).map((rest) => `A token: ${rest}. The secret is ${rest}.`),
  'a slug after the name of a key': fc
    .tuple(word, word)
    .map(([a, b]) => `Offer the token ${a}_${b}_2025 to returning callers.`),
  'digits after the name of a key': form(
    'Ask for the access key ',
    ['09', 4],
    '-',
    ['09', 4],
    '-',
    ['09', 4],
    ' on the door.',
  ),
  'a variable for a key': word.map((name) => `Authorization: Bearer {{${name}_token}}`),
  'a variable in an address': word.map((name) => `https://crm.example/?access_token={{${name}}}`),
  'a reference': run('AZ', 12).map((name) => `X-API-Key: \${secret:${name}}`),
  'a mask': fc.integer({ min: 4, max: 40 }).map((length) => `api_key: ${'*'.repeat(length)}`),
  'a placeholder': word.map((name) => `token=<your-${name}-token-here>`),
  'date and time': fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  version: fc
    .tuple(fc.nat(30), fc.nat(30), run('hex', 7))
    .map(([a, b, build]) => `v1.${a}.${b}+build.${build}`),
  'IPv6 address': fc.ipV6(),
  'MAC address': fc.array(run('hex', 2), { minLength: 6, maxLength: 6 }).map((parts) => parts.join(':')),
  phonemes: form('/', ['az09', 6], '/ as in ', ['az09', 5]),
};
