import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type KnownReferences, hoverAt } from '#language/features/hover';
import { type Json, toJsonText } from '#language/syntax/json';
import type { PropertySchema } from '#language/schema/schema';
import { toPlainText } from '#server/lsp/convert';
import { agentSchema, annotated, atCursor } from '#support/language/agents';

function hover(marked: string, known?: KnownReferences): string | undefined {
  const { text, offset } = atCursor(marked);
  return hoverAt(annotated(text), offset, known)?.markdown;
}

function hoverText(marked: string, known?: KnownReferences): string {
  const markdown = hover(marked, known);
  assert.ok(markdown, `no hover: ${marked}`);
  return markdown;
}

/** Each property of the schema at any depth: the text before its key and after its value. */
function* everyProperty(
  property: PropertySchema = agentSchema.root,
  before = '{',
  after = '}',
): Generator<{ schema: PropertySchema; before: string; after: string }> {
  for (const [name, schema] of property.properties) {
    const start = `${before}${toJsonText(name)}`;
    yield { schema, before, after };
    yield* everyProperty(schema, `${start}:{`, `}${after}`);
    if (schema.items) yield* everyProperty(schema.items, `${start}:[{`, `}]${after}`);
  }
}

describe('hover explains every property of the schema', () => {
  for (const { schema, before, after } of everyProperty()) {
    const name = toJsonText(schema.name);
    const value: Json = schema.examples[0] ?? null;
    it(`${before}${name}`, () => {
      const states = [
        `${before}"▮${name.slice(1)}:${toJsonText(value)}${after}`,
        `${before}${name}▮:${toJsonText(value)}${after}`,
        `${before}${name}: ▮${toJsonText(value)}${after}`,
        `${before}"▮${name.slice(1)}:${after}`,
        `${before}"▮${name.slice(1)}${after}`,
      ];
      for (const state of states) {
        const markdown = hoverText(state);
        assert.ok(markdown.includes(schema.description), `its description on ${state}`);
        assert.ok(markdown.includes(`\`${schema.name}\``), `its name on ${state}`);
        assert.ok(!/undefined|\[object/.test(markdown), markdown);
      }
    });
  }
});

describe('hover explains every enum value, starting with its label', () => {
  for (const { schema, before, after } of everyProperty()) {
    for (const { value, label } of schema.enumValues) {
      it(`${schema.name}: ${value === '' ? '""' : value}`, () => {
        const [first = ''] = hoverText(`${before}"${schema.name}":▮"${value}"${after}`).split('\n');
        assert.ok(toPlainText(first).includes(label), first);
        assert.ok(value === '' || first.includes(`\`${value}\``), first);
      });
    }
  }
});

describe('a hover contains', () => {
  it('title, name, type, limits and default', () => {
    const markdown = hoverText('{"llm_▮temperature": 0.5}');
    assert.match(markdown, /^\*\*.+\*\* · `llm_temperature`/);
    assert.match(markdown, /`number` · 0 to 2 · default `0(\.0)?`/);
  });
  it('the length if empty strings are exempt', () => {
    assert.match(hoverText('{"chat_▮assistant_id": ""}'), /10 to 255 characters/);
  });
  it('the providers that use and require it', () => {
    const markdown = hoverText('{"retell_▮api_key": ""}');
    assert.match(markdown, /^Required for Retell: Authenticates /m);
    assert.match(hoverText('{"vapi_▮data": {}}'), /Used by Vapi\./);
    assert.match(hoverText('{"pipecat_▮data": {}}'), /Used by Pipecat\./);
  });
  it('why the selected provider requires what is missing, else what it requires', () => {
    const markdown = hoverText('{"assistant_provider": "▮retell", "chat_assistant_id": "agent_0123456"}');
    assert.match(markdown, /^- `retell_api_key`: Authenticates /m);
    assert.ok(!markdown.includes('- `chat_assistant_id`'));
    const complete = hoverText(
      '{"assistant_provider": "▮retell", "chat_assistant_id": "agent_0123456", "retell_api_key": "${secret:A}"}',
    );
    assert.match(complete, /^Requires `retell_api_key`, `chat_assistant_id` or `assistant_id`\.$/m);
  });
  it('a flag as evidence that a secret is stored', () => {
    const markdown = hoverText('{"assistant_provider": "▮retell", "retell_api_key_configured": true}');
    assert.ok(!markdown.includes('- `retell_api_key`'));
  });
  it('the reason of the selected provider, if several require it', () => {
    const markdown = hoverText('{"assistant_provider": "sms", "chat_assistant_▮id": ""}');
    assert.match(markdown, /Required for Retell, Bland, SMS, WhatsApp\./);
    assert.match(markdown, /^SMS: /m);
    assert.ok(!/^Bland: /m.test(markdown));
  });
  it('that the property was removed from the API, and what replaces it', () => {
    const markdown = hoverText('{"chirp_▮data": {}}');
    assert.match(
      markdown,
      /^\*\*Deprecated\*\*: removed from the Cekura API in June 2026\. Use `websocket_voice_url`/m,
    );
    assert.match(
      hoverText('{"transcript_provider": "chi▮rp"}'),
      /\(removed from the Cekura API in June 2026\)/,
    );
  });
  it('read-only', () => {
    assert.match(hoverText('{"id▮": 1}'), /\*\*Read-only\*\*/);
  });
  it('a value from the settings as a known value', () => {
    const { text, offset } = atCursor('{"language": "▮tlh"}');
    const agent = annotated(text, { additionalValues: { language: ['tlh'] } });
    assert.match(hoverAt(agent, offset)?.markdown ?? '', /^\*\*`tlh`\*\*/);
  });
  it('nothing that a diagnostic reports', () => {
    assert.match(hoverText('{"language": "▮xx"}'), /^\*\*/);
    assert.match(hoverText('{"assistant_provider":▮ "<assistant_provider>"}'), /^\*\*/);
  });
  it('what happens to an unknown property', () => {
    assert.match(hoverText('{"colour▮": 1}'), /^Unknown property\./m);
  });
  it('a link to the API documentation', () => {
    assert.ok(hoverText('{"inbound▮": true}').includes(`](${agentSchema.docs})`));
  });
});

describe('a hover never contains a secret', () => {
  const secret = 'FAKE-key-do-not-use-0123456789';
  const places = [
    `{"vapi_api_key": "▮${secret}"}`,
    `{"livekit_data": {"api_secret": "▮${secret}"}}`,
    `{"sip_auth": {"password": "▮${secret}"}}`,
    `{"websocket_headers": {"Authorization": "▮Bearer ${secret}"}}`,
    `{"websocket_headers": {"X-My-Token": "▮${secret}"}}`,
    `{"my_new_api_key": "▮${secret}"}`,
    `{"custom_provider_data": {"client_secret": "▮${secret}"}}`,
  ];
  for (const place of places) {
    it(place.replace(secret, '…'), () => {
      const markdown = hoverText(place);
      assert.ok(!markdown.includes(secret));
      assert.match(markdown, /\*\*Secret\*\*/);
      assert.match(markdown, /Use a reference instead of the value/);
    });
  }
});

describe('the hover of a reference shows whether it is set', () => {
  const inSecret = (reference: string) => `{"vapi_api_key": "▮${reference}"}`;
  it('environment', () => {
    assert.match(hoverText(inSecret('${env:VAPI}')), /Resolved from environment variable `VAPI` on push\./);
    assert.match(
      hoverText(inSecret('${env:VAPI}'), { env: ['VAPI'] }),
      /Environment variable `VAPI` is set\./,
    );
    assert.match(hoverText(inSecret('${env:VAPI}'), { env: [] }), /Environment variable `VAPI` is not set\./);
    assert.match(hoverText(inSecret('${env:VAPI}'), { env: 'nowhere' }), /VS Code desktop only/);
  });
  it('secret storage', () => {
    assert.match(hoverText(inSecret('${secret:VAPI}'), { secrets: [] }), /Secret `VAPI` is not set\./);
  });
  it('and whether a secret is stored', () => {
    assert.match(hoverText('{"vapi_api_key▮": "", "vapi_api_key_configured": true}'), /A value is stored\./);
  });
});

describe('text of a file contains no links, commands or headings in a hover', () => {
  const hostile = [
    '[x](command:boom)',
    '`](command:boom)`',
    '<img src=x>',
    '# x',
    '**x**',
    '$(zap)',
    '``` x ```',
  ];
  for (const name of hostile) {
    it(name, () => {
      const key = toJsonText(name);
      const markdown = hoverText(`{"▮${key.slice(1)}: 1}`);
      const withoutCode = markdown.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
      assert.ok(
        !withoutCode.includes('boom') && !withoutCode.includes('<img') && !withoutCode.includes('zap'),
      );
    });
  }
});

describe('there is no hover between values', () => {
  for (const place of ['▮', '{▮ }', '{"livekit_data": {   ▮   }}', '{} ▮', '[▮]']) {
    it(JSON.stringify(place), () => assert.equal(hover(place), undefined));
  }
});
