import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAgentLanguage } from '#language/index';
import { agentSchema, annotated } from '#support/language/agents';

const language = createAgentLanguage(agentSchema);

/** `▲` marks the cursor. */
const places: readonly (readonly [text: string, isSecret: boolean, canType: boolean])[] = [
  ['{"vapi_api_key": "${sec▲ret:A}"}', true, true],
  ['{"vapi_api_▲key": "${secret:A}"}', true, false],
  ['{"vapi_api_key": ▲}', true, true],
  ['{"vapi_api_key": "▲', true, true],
  ['{"websocket_headers": {"Authorization": ▲', true, true],
  ['{"language": "f▲r"}', false, false],
  ['{"language": ▲}', false, false],
  ['{"▲": ""}', false, false],
  ['{"agent_name": "▲', false, false],
  ['▲', false, false],
];

describe('at an offset', () => {
  for (const [text, isSecret, canType] of places) {
    it(`${text}: ${isSecret ? 'a secret' : 'no secret'}, ${canType ? 'and one' : 'and none'} can be typed`, () => {
      const offset = text.indexOf('▲');
      const agent = annotated(text.replace('▲', ''));
      assert.equal(language.isSecretOffset(agent, offset), isSecret);
      assert.equal(language.canTypeSecret(agent, offset), canType);
    });
  }
});
