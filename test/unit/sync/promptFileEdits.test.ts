import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentSchema } from '#language/schema/bundledSchema';
import { parseAgent } from '#language/syntax/document';
import { editAgent, textReplacement } from '#language/syntax/edit';
import { AgentWithPrompts } from '#sync/promptFiles/agentWithPrompts';
import { sharedPrompts } from '#sync/promptFiles/sharedPrompts';
import { prompt, source, agentFolder, syncedFolder } from './promptFolder';

describe('an edit of an agent with prompt files', () => {
  it('is not made if the prompt file has changed since', async () => {
    const folder = agentFolder();
    const file = new AgentWithPrompts(agentSchema, folder);
    const text = await file.read();
    folder.set('Another one.\n');
    assert.equal(
      await file.edit([{ offset: text.indexOf('true'), length: 4, newText: 'false' }], text),
      'stale',
    );
    assert.equal(folder.text, source);
  });

  it('can restore references of two properties to one file', async () => {
    const folder = agentFolder(
      `${prompt}\n`,
      source.replace('"inbound"', '"llm_system_prompt": "${file:./desk.prompt.md}",\n  "inbound"'),
    );
    const file = new AgentWithPrompts(agentSchema, folder);
    const [before, beforeText, references] = [folder.text, await file.read(), await file.promptReferences()];
    const edits = editAgent(parseAgent(beforeText), [
      { path: ['description'], value: 'New.' },
      { path: ['llm_system_prompt'], value: null },
    ]);
    assert.equal(await file.edit(edits, beforeText), 'done');
    assert.equal(folder.fileText(), 'New.\n');
    const after = await file.read();
    assert.equal(await file.edit(textReplacement(after, beforeText), after, references), 'done');
    assert.deepEqual([folder.text, folder.fileText()], [before, `${prompt}\n`]);
  });

  it('that the user declines because other agents use the prompt changes neither', async () => {
    const folder = agentFolder();
    const { fixture, pull: pullIt } = await syncedFolder(folder);
    fixture.remote.edit((stored) => ({ ...stored, description: 'New.' }));
    folder.allows = false;
    assert.equal((await pullIt()).kind, 'canceled');
    assert.deepEqual([folder.text, folder.fileText()], [source, `${prompt}\n`]);
    folder.allows = true;
    assert.equal((await pullIt()).kind, 'pulled');
  });

  it('that is refused after a push stays a change to pull', async () => {
    const folder = agentFolder();
    const { fixture, push: pushIt, pull: pullIt } = await syncedFolder(folder);
    folder.text = source.replace('true', 'false');
    fixture.remote.edit((stored) => ({ ...stored, description: 'New.' }));
    folder.allows = false;
    const outcome = await pushIt();
    assert.ok(outcome.kind === 'pushed' && outcome.mergeFailed);
    assert.equal(fixture.remote.stored['description'], 'New.');
    folder.allows = true;
    assert.equal((await pullIt()).kind, 'pulled');
    assert.equal(folder.fileText(), 'New.\n');
  });
});

describe('a prompt file of several agents', () => {
  it('is found by the files that the references resolve to', () => {
    const others = [
      { path: 'agents/a.agent.json', text: '{"description": "${file:../prompts/x.md}"}' },
      { path: 'prompts/b.agent.json', text: '{"llm_system_prompt": "${file:./x.md}"}' },
      { path: 'prompts/c.agent.json', text: '{"description": "${file:./y.md}"}' },
    ];
    assert.deepEqual(sharedPrompts(agentSchema, ['prompts/x.md', 'prompts/z.md'], others), [
      { file: 'prompts/x.md', agents: ['agents/a.agent.json', 'prompts/b.agent.json'] },
    ]);
  });
});
