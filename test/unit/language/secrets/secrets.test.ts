import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Path } from '#language/syntax/json';
import {
  isMask,
  isSecretAt,
  isSecretName,
  looksLikeReference,
  readReference,
  redactUrl,
  referenceText,
} from '#language/secrets/secrets';
import { agentSchema } from '#support/language/agents';

describe('references', () => {
  for (const text of ['${env:VAPI_KEY}', '${secret:vapi.key-2}']) {
    it(`${text} is parsed and printed again`, () => {
      const reference = readReference(text);
      assert.ok(reference);
      assert.equal(referenceText(reference), text);
    });
  }
  for (const text of [
    '${ENV:X}',
    '${env:}',
    '${env: X}',
    'Bearer ${env:X}',
    '${env:X',
    '${vault:X}',
    '$env:X',
    '$VAPI_API_KEY',
    'process.env.X',
    'env:X',
    '{{VAPI_API_KEY}}',
    '${{ secrets.X }}',
  ]) {
    it(`${text} is malformed`, () => {
      assert.equal(readReference(text), undefined);
      assert.ok(looksLikeReference(text));
    });
  }
  for (const text of ['sk_live_a$b{c}', '$2b$12$abcDEF', '$Ab3x', 'environment-7', 'secret_abc123'])
    it(`${text} is neither`, () => assert.ok(!looksLikeReference(text)));
});

describe('masks', () => {
  const masks = [
    '****',
    '***',
    '••••••••',
    'sk-****abcd',
    'Bearer ****',
    'xxxx',
    'XXXXXXXX',
    'sk-xxxxxxxxabcd',
    '####',
    '----',
    '...',
    '…',
    'sk-...abcd',
    'sk-…abcd',
    '[REDACTED]',
    '<configured>',
    '<your key>',
    '(hidden)',
    'REDACTED',
    'YOUR_API_KEY',
    'your-retell-key-here',
    'your secret',
    'masked',
    '**hidden**',
    '********************************',
    '  ****  ',
    '●●●●',
    '█████',
  ];
  for (const text of masks) it(`${text} is a mask`, () => assert.ok(isMask(text)));

  const secrets = [
    'sk_live_51H8xYzAbCdEfGh',
    'FAKE-vapi-key-do-not-use',
    'Bearer eyJhbGciOi.eyJzdWIi.abc_def',
    'a1b2',
    'p@ss*word',
    'dGVzdA==',
    '00000000-0000-4000-8000-000000000000',
    'correct horse battery staple',
    '{{api_token}}',
    'x',
  ];
  for (const text of secrets) it(`${text} is not a mask`, () => assert.ok(!isMask(text)));
});

describe('secret names', () => {
  const yes = [
    'api_key',
    'apiKey',
    'X-API-Key',
    'client_secret',
    'Authorization',
    'password',
    'chirp_basic_auth_password',
    'access_token',
    'Cookie',
    'encrypted_key',
    'telnyx_api_key',
    'sierra_agent_token',
    'webhook_secret',
    'X-Auth',
  ];
  for (const name of yes) it(name, () => assert.ok(isSecretName(name)));
  const no = [
    'llm_max_tokens',
    'vapi_api_key_configured',
    'public_key',
    'keyboard',
    'token_url',
    'secret_name',
    'monkey',
    'agent_name',
    'contact_number',
    'tokenizer',
    'key',
    '',
    'password_count',
  ];
  for (const name of no) it(`not ${name}`, () => assert.ok(!isSecretName(name)));
});

describe('secret paths', () => {
  const table: [Path, boolean][] = [
    [['vapi_api_key'], true],
    [['livekit_data', 'api_secret'], true],
    [['livekit_data', 'url'], false],
    [['livekit_data', 'api_secret_configured'], false],
    [['livekit_data', 'config', 'token'], true],
    [['sip_auth', 'password'], true],
    [['sip_auth', 'username'], false],
    [['websocket_headers', 'authorization'], true],
    [['websocket_headers', 'X-Trace'], false],
    [['custom_provider_data', 'apiKey'], true],
    [['custom_provider_data', 'credentials', 'user'], true],
    [['topic_nodes', 'password'], false],
    [['telnyx_api_key'], true],
    [['retell_key'], true],
    [['sip_auth', 'pass'], true],
    [['boarding_pass'], false],
    [['someone_data', 'servers', 0, 'token'], true],
    [['llm_max_tokens'], false],
    [['constructor'], false],
    [[], false],
  ];
  for (const [path, expected] of table) {
    it(`/${path.join('/')}${expected ? '' : ', not'}`, () =>
      assert.equal(isSecretAt(agentSchema, path), expected));
  }
});

describe('URLs', () => {
  const table: [string, string][] = [
    ['https://user:pw@host.example.com/a', 'https://…@host.example.com/a'],
    ['wss://host/socket?token=abc&room=1', 'wss://host/socket?token=…&room=1'],
    ['https://host/?api_key=a&key=b', 'https://host/?api_key=…&key=…'],
    ['https://host/a?b=c#d', 'https://host/a?b=c#d'],
    ['sip:desk@sip.example.com', 'sip:desk@sip.example.com'],
  ];
  for (const [text, expected] of table) it(text, () => assert.equal(redactUrl(text), expected));
});
