import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentSchema } from '#language/schema/bundledSchema';
import { withPromptFiles } from '#sync/pull/newFiles';

const text = (agent: object) => `${JSON.stringify(agent, undefined, 2)}\n`;

describe('a new agent file with its prompts in files', () => {
  it('refers to one file per prompt, named after the agent file', () => {
    const agent = { agent_name: 'Desk', description: 'One.\r\nTwo.', llm_system_prompt: 'Caller.' };
    const files = withPromptFiles(agentSchema, text(agent), 'desk.agent.json', []);
    assert.equal(
      files.text,
      text({
        ...agent,
        description: '${file:./desk.prompt.md}',
        llm_system_prompt: '${file:./desk.llm-system-prompt.prompt.md}',
      }),
    );
    assert.deepEqual(files.prompts, [
      { name: 'desk.prompt.md', text: 'One.\nTwo.\n' },
      { name: 'desk.llm-system-prompt.prompt.md', text: 'Caller.\n' },
    ]);
  });

  it('uses another name if the file exists, ignoring case', () => {
    const files = withPromptFiles(agentSchema, text({ description: 'One.' }), 'desk.agent.json', [
      'Desk.Prompt.md',
    ]);
    assert.equal(files.prompts[0]?.name, 'desk.prompt-2.md');
    assert.match(files.text, /\.\/desk\.prompt-2\.md/);
  });

  for (const [name, description] of [
    ['blank', ' '],
    ['not a string', null],
    ['too large for a prompt file', 'x'.repeat(400_000)],
    ['not possible in UTF-8', 'a\uD800b'],
  ] as const) {
    it(`keeps a prompt in the agent file that is ${name}`, () => {
      const ownText = text({ description });
      assert.deepEqual(withPromptFiles(agentSchema, ownText, 'desk.agent.json', []), {
        text: ownText,
        prompts: [],
      });
    });
  }
});
