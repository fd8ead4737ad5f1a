import assert from 'node:assert/strict';
import { it } from 'node:test';
import '#support/vscode/fake/register';
import { promptDocumentUri, readPromptDocumentUri } from '#client/prompts/promptDocumentUri';
import { Uri } from '#support/vscode/fake/workspace';

it('the tab of a prompt is named by the agent and the property', () => {
  const file = Uri.parse('file:///agents/front-desk.agent.json');
  const uri = promptDocumentUri(file, '/livekit_data/prompt');
  assert.equal(uri.path, '/front-desk · livekit_data.prompt.md');
  assert.equal(readPromptDocumentUri(uri).pointer, '/livekit_data/prompt');
});
