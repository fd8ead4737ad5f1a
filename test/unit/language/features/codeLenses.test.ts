import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeLensesOf } from '#language/features/codeLenses';
import { annotated } from '#support/language/agents';

describe('code lenses', () => {
  const all = new Set(['agentJson.push', 'agentJson.pull', 'agentJson.compare', 'agentJson.create']);
  const titles = (text: string, commands = all) =>
    codeLensesOf(annotated(text), commands).map(({ title }) => title);
  it('of an agent on Cekura', () => assert.deepEqual(titles('{"id": 7}'), ['Push', 'Pull', 'Compare']));
  it('of an agent that is not on Cekura', () => assert.deepEqual(titles('{}'), ['Create on Cekura…']));
  it('require a client with the command', () =>
    assert.deepEqual(titles('{"id": 7}', new Set(['agentJson.pull'])), ['Pull']));
  it('are not shown in a file without an agent', () => assert.deepEqual(titles('[]'), []));
  it('are shown for long prompts', () => {
    const long = 'word '.repeat(30);
    const text = String.raw`{"description": "a\nb", "llm_system_prompt": "${long}", "agent_name": "${long}"}`;
    const prompts = codeLensesOf(annotated(text), new Set(['agentJson.editPrompt']));
    assert.deepEqual(
      prompts.map(({ pointer }) => pointer),
      ['/description', '/llm_system_prompt'],
    );
    assert.deepEqual(titles('{"description": "Short."}', new Set(['agentJson.editPrompt'])), []);
  });
});
