import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DocumentSymbol, documentSymbolsOf } from '#language/features/documentSymbols';
import { annotated } from '#support/language/agents';

/** An outline as lines: two blanks for each level, then name and detail. */
function lines(outline: readonly DocumentSymbol[], indent = ''): string[] {
  return outline.flatMap(({ name, detail, children }) => [
    `${indent}${name}: ${detail}`,
    ...lines(children, `${indent}  `),
  ]);
}

const outlined = (text: string) => lines(documentSymbolsOf(annotated(text)));

describe('the outline shows members with their values', () => {
  it('plain values as they stand, labels where a value has one', () => {
    assert.deepEqual(
      outlined('{"agent_name": "Ada", "inbound": true, "language": "fr", "llm_temperature": 0.70}'),
      ['agent_name: Ada', 'inbound: true', 'language: fr — French', 'llm_temperature: 0.7'],
    );
  });
  it('objects and lists by what they hold', () => {
    assert.deepEqual(outlined('{"livekit_data": {"url": "wss://a.example"}, "outbound_numbers": ["+1"]}'), [
      'livekit_data: {1}',
      '  url: wss://a.example',
      'outbound_numbers: [1]',
      '  0: +1',
    ]);
  });
  it('long text in one short line', () => {
    const [line = ''] = outlined(`{"description": "Be kind.\\n${'x'.repeat(500)}"}`);
    assert.match(line, /^description: Be kind\. x+…$/);
    assert.ok(line.length < 80);
  });
  it('secrets only as references', () => {
    const text =
      '{"vapi_api_key": "FAKE-do-not-use", "retell_api_key": "${env:RETELL}", "my_token": "FAKE-do-not-use"}';
    assert.deepEqual(outlined(text), [
      'vapi_api_key: ••••',
      'retell_api_key: ${env:RETELL}',
      'my_token: ••••',
    ]);
  });
  it('what is half typed, too', () => {
    assert.deepEqual(outlined('{"language": , "inbound"'), ['language: ', 'inbound: ']);
  });
  it('a member without a name under its quotes, which editors insist on', () => {
    assert.deepEqual(outlined('{"": 1}'), ['"": 1']);
  });
  it('both of two members of the same name', () => {
    assert.deepEqual(outlined('{"a": 1, "a": 2}'), ['a: 1', 'a: 2']);
  });
});
