import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentSchema } from '#support/language/agents';
import { agentWith, problemsOf } from '#support/language/problems';

const letters = 'FAKEdonotuseFAKEdonotuse';

/** Formats of credentials, none of them real. */
const shapes: readonly string[] = [
  `FAKE-${letters}`,
  `sk-${letters}`,
  `sk_live_${letters}1`,
  '0123456789abcdef0123456789abcdef',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  `key_${letters}9`,
  `Bearer ${letters}`,
  'Basic RkFLRTpkby1ub3QtdXNl',
  'hunter2 with blanks',
  'pa$$w0rd!',
  `eyJ${letters}.eyJ${letters}.${letters}`,
  '-----BEGIN PRIVATE KEY-----\\nFAKE\\n-----END PRIVATE KEY-----',
];

/** Secret properties, according to the schema or their names. */
const secretProperties: readonly string[] = [
  ...[...agentSchema.root.properties.values()]
    .filter(({ secret }) => secret)
    .map(({ name }) => `"${name}": ▮`),
  '"livekit_data": {"api_secret": ▮}',
  '"sip_auth": {"password": ▮}',
  '"websocket_headers": {"authorization": ▮}',
  '"websocket_headers": {"X-Api-Key": ▮}',
  '"sierra_agent_token": ▮',
  '"webhook_secret": ▮',
  '"telnyx_api_key": ▮',
  '"custom_provider_data": {"clientSecret": ▮}',
  '"websocket_auth": {"password": ▮}',
];

describe('null in a secret', () => {
  const schemaHomes = secretProperties.filter(
    (property) => !/token|telnyx|webhook_secret|clientSecret|websocket_auth/.test(property),
  );
  for (const home of schemaHomes) {
    it(`clears it on push and is not an error: ${home}`, () => {
      const found = problemsOf(agentWith(home.replace('▮', 'null')));
      assert.deepEqual(
        found.filter(({ severity }) => severity === 'error'),
        [],
      );
    });
  }
});

/** Credentials with a recognizable format in properties that are not secrets. */
const misplacedCredentials: readonly string[] = [
  `sk-proj-${letters}1`,
  `ghp_${letters}${letters}`,
  'AKIAFAKEFAKEFAKE1234',
  `xoxb-123456-${letters}`,
  `eyJ${letters}.eyJ${letters}.${letters}`,
  `Authorization: Bearer ${letters}123`,
];

/** Strings that are similar to secrets but are not. */
const harmless: readonly string[] = [
  'agent_fake_bella_cucina_chat',
  'asst_solar_lead_01',
  'pathway_fake_riverbank_billing',
  'skip-to-the-end',
  'pk_orders_by_customer_and_day_2024',
  'sk-SK-bratislava-front-desk-v2-2024',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  'Ask for the last four digits of the key card.',
  'sk-EU',
  'risk-assessment-and-mitigation',
  'Bearer of bad news, speak calmly.',
  'Basic questions first: name, date, reason.',
  'token',
  'password reset',
  '{{api_key}}',
  'Never read a password aloud.',
  'https://example.com/?page=1',
  '+14155550123',
  'npm_install_everything_now_please_do',
  '',
];
const otherProperties: readonly string[] = [
  'agent_name',
  'description',
  'assistant_id',
  'chat_assistant_id',
  'llm_system_prompt',
  'predefined_metrics',
  'public_key',
  'sort_key',
  'key_points',
  'token_count',
  'max_tokens',
  'keyboard',
  'secret_santa_url',
];

const literals = (text: string) => problemsOf(text).filter(({ rule }) => rule === 'plaintext-secret');

describe('plain-text secrets', () => {
  it('are found in every format, in every secret', () => {
    const planted = secretProperties.flatMap((home) =>
      shapes.map((key) => agentWith(home.replace('▮', `"${key}"`))),
    );
    assert.ok(planted.length >= 100);
    const missed = planted.filter((text) => literals(text).length !== 1);
    assert.deepEqual(missed, []);
  });

  it('are found by their format in prompts and names', () => {
    for (const key of misplacedCredentials) {
      for (const property of ['agent_name', 'description', 'llm_system_prompt']) {
        assert.equal(literals(agentWith(`"${property}": "Use ${key} to sign in."`)).length, 1, key);
      }
    }
  });

  it('have no false positives', () => {
    const texts = otherProperties.flatMap((name) =>
      harmless.map((text) => agentWith(`"${name}": "${text}"`)),
    );
    assert.ok(texts.length >= 200);
    assert.deepEqual(
      texts.filter((text) => literals(text).length > 0),
      [],
    );
  });

  it('never appear in messages or fix data', () => {
    const propertiesAndTypos = [
      ...secretProperties,
      '"llm_model": ▮',
      '"language": ▮',
      '"contact_number": ▮',
      '"inbound": ▮',
      '"assistant_id": [▮]',
    ];
    for (const home of propertiesAndTypos) {
      for (const key of shapes) {
        const problems = problemsOf(agentWith(home.replace('▮', `"${key}"`)));
        const isUnchanged = JSON.stringify(
          problems.map(({ message, fix, related }) => ({ message, fix, related })),
        );
        assert.ok(!isUnchanged.includes(key), `${home} tells ${key}`);
      }
    }
    const url = 'wss://user:hunter2@x.example';
    assert.ok(!JSON.stringify(problemsOf(agentWith(`"websocket_url": "${url}"`))).includes('hunter2'));
  });
});
