import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent, textOf } from '#language/syntax/document';
import { semanticTokensOf } from '#language/features/semanticTokens';
import { annotated } from '#support/language/agents';

describe('semantic tokens', () => {
  const tokens = (text: string) =>
    semanticTokensOf(annotated(text)).map((token) => `${token.kind} ${textOf(parseAgent(text), token)}`);
  it('are references that are whole values', () => {
    assert.deepEqual(tokens('{"vapi_api_key": "${env:VAPI}", "agent_name": "x ${env:VAPI}"}'), [
      'reference ${env:VAPI}',
    ]);
  });
  it('are variables in text, after escapes and next to each other', () => {
    assert.deepEqual(tokens('{"description": "Hi\\n\\"{{name}}\\" {{ city }}{{a}} {{}} {x}"}'), [
      'variable {{name}}',
      'variable {{ city }}',
      'variable {{a}}',
    ]);
  });
  it('are not in secrets', () => assert.deepEqual(tokens('{"vapi_api_key": "FAKE-{{x}}"}'), []));
});
