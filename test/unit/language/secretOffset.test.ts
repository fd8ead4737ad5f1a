import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAgentLanguage } from '#language/index';
import { agentSchema, annotated } from '#support/language/agents';

const language = createAgentLanguage(agentSchema);

/** `▲` stands where the cursor is. */
const places: readonly (readonly [text: string, isSecret: boolean])[] = [
  ['{"vapi_api_key": "${sec▲ret:A}"}', true],
  ['{"vapi_api_▲key": "${secret:A}"}', true],
  ['{"vapi_api_key": ▲}', true],
  ['{"vapi_api_key": "▲', true],
  ['{"websocket_headers": {"Authorization": ▲', true],
  ['{"language": "f▲r"}', false],
  ['{"language": ▲}', false],
  ['{"▲": ""}', false],
  ['{"agent_name": "▲', false],
  ['▲', false],
];

describe('whether a secret is or can be typed at an offset', () => {
  for (const [text, isSecret] of places) {
    it(`${text}: ${isSecret ? 'yes' : 'no'}`, () => {
      const offset = text.indexOf('▲');
      assert.equal(language.isSecretOffset(annotated(text.replace('▲', '')), offset), isSecret);
    });
  }
});
