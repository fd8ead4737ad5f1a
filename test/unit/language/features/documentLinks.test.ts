import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent, textOf } from '#language/syntax/document';
import { documentLinksOf } from '#language/features/documentLinks';
import { annotated } from '#support/language/agents';

describe('document links', () => {
  const targets = (text: string) => documentLinksOf(annotated(text)).map(({ target }) => target);
  it('are https and wss URLs', () => {
    assert.deepEqual(
      targets('{"websocket_url": "wss://a.example/x", "retell_data": {"trigger_url": "https://b.example"}}'),
      ['wss://a.example/x', 'https://b.example'],
    );
  });
  it('cover the text between the quotes', () => {
    const text = '{"websocket_url": "wss://a.example/x"}';
    const [link] = documentLinksOf(annotated(text));
    assert.equal(link && textOf(parseAgent(text), link.span), 'wss://a.example/x');
  });
  const withoutResult: [reason: string, text: string][] = [
    ['a secret', '{"vapi_api_key": "https://a.example/x"}'],
    ['a password in it', '{"websocket_url": "wss://me:FAKE-password@a.example"}'],
    ['a token in it', '{"websocket_url": "wss://a.example/?token=FAKE"}'],
    ['a key in it', `{"note": "https://a.example/key_${'0123456789abcdef'.repeat(2)}"}`],
    ['a command', '{"websocket_url": "command:boom"}'],
    ['a file', '{"websocket_url": "file:///etc/passwd"}'],
    ['words around it', '{"websocket_url": "see https://a.example"}'],
  ];
  for (const [reason, text] of withoutResult)
    it(`are not created: ${reason}`, () => assert.deepEqual(targets(text), []));
});
