import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DocumentSymbol, documentSymbolsOf } from '#language/features/documentSymbols';
import { annotated } from '#support/language/agents';

/** The symbols as lines: two spaces per level, then name and detail. */
function lines(outline: readonly DocumentSymbol[], indent = ''): string[] {
  return outline.flatMap(({ name, detail, children }) => [
    `${indent}${name}: ${detail}`,
    ...lines(children, `${indent}  `),
  ]);
}

const outline = (text: string) => lines(documentSymbolsOf(annotated(text)));

describe('document symbols', () => {
  it('have the value as detail, or its label', () => {
    assert.deepEqual(
      outline('{"agent_name": "Ada", "inbound": true, "language": "fr", "llm_temperature": 0.70}'),
      ['agent_name: Ada', 'inbound: true', 'language: fr (French)', 'llm_temperature: 0.7'],
    );
  });
  it('have the number of children for objects and arrays', () => {
    assert.deepEqual(outline('{"livekit_data": {"url": "wss://a.example"}, "outbound_numbers": ["+1"]}'), [
      'livekit_data: {1}',
      '  url: wss://a.example',
      'outbound_numbers: [1]',
      '  0: +1',
    ]);
  });
  it('have long strings in one short line', () => {
    const [line = ''] = outline(`{"description": "Be kind.\\n${'x'.repeat(500)}"}`);
    assert.match(line, /^description: Be kind\. x+\.{3}$/);
    assert.ok(line.length < 80);
  });
  it('show references of secrets only', () => {
    const text =
      '{"vapi_api_key": "FAKE-do-not-use", "retell_api_key": "${env:RETELL}", "my_token": "FAKE-do-not-use"}';
    assert.deepEqual(outline(text), [
      'vapi_api_key: ****',
      'retell_api_key: ${env:RETELL}',
      'my_token: ****',
    ]);
  });
  it('take one byte per character in memory if the text of the agent does', () => {
    const text = `{"language": "fr", "vapi_api_key": "FAKE-do-not-use", "description": "${'x'.repeat(500)}"}`;
    assert.doesNotMatch(JSON.stringify(outline(text)), /[^\0-\xff]/);
  });
  it('include incomplete properties', () => {
    assert.deepEqual(outline('{"language": , "inbound"'), ['language: ', 'inbound: ']);
  });
  it('have quotes as the name of a property without a name, because editors require one', () => {
    assert.deepEqual(outline('{"": 1}'), ['"": 1']);
  });
  it('include both of two duplicate properties', () => {
    assert.deepEqual(outline('{"a": 1, "a": 2}'), ['a: 1', 'a: 2']);
  });
});
