import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expandPrompts } from '#language/promptFiles/expand';
import { parseAgent } from '#language/syntax/document';
import { comparableContent } from '#sync/content/canonical';
import { readAgentText } from '#sync/content/agentText';
import { syncedText } from '#client/editor/syncedText';
import type { Baseline } from '#sync/ports';
import { agentSchema } from '#support/language/agents';

const synced = `{
    "id": 2101,
    "agent_name": "Front desk",
    "retell_api_key": "\${secret:RETELL}",
    "topic_nodes": { "a": 1, "b": 2 }
}
`;

function baselineOf(text: string) {
  const read = readAgentText(text);
  assert.ok(read.ok);
  return { file: comparableContent(agentSchema, read.agent), remote: {} };
}

const baseline = baselineOf(synced);

/** For a text without prompt files. */
function syncedTextOf(text: string, base: Baseline): string {
  return syncedText(agentSchema, { source: text, text, prompts: [], unresolved: [] }, base);
}

describe("the original text of the gutter's diff", () => {
  it('is the text itself without edits', () => {
    assert.equal(syncedTextOf(synced, baseline), synced);
  });

  for (const [name, edited] of [
    ['a value that changed', synced.replace('Front desk', 'Back office')],
    ['a nested value that changed', synced.replace('"b": 2', '"b": 3')],
    ['an added property', synced.replace(' }\n}', ' },\n    "language": "de"\n}')],
  ] as const) {
    it(`reverts ${name}, and nothing else`, () => {
      assert.notEqual(edited, synced);
      assert.equal(syncedTextOf(edited, baseline), synced);
    });
  }

  it('has references and read-only properties as in the file', () => {
    const edited = synced.replace('RETELL', 'OTHER').replace('2101', '2102');
    assert.equal(syncedTextOf(edited, baseline), edited);
  });

  it('has the remote value if a conflict was resolved with it', () => {
    const conflicts = [{ pointer: '/agent_name', remote: 'Night desk', keepLocal: false }];
    const resolved = synced.replace('Front desk', 'Night desk');
    assert.equal(syncedTextOf(resolved, { ...baseline, conflicts }), resolved);
    const edited = synced.replace('Front desk', 'Back office');
    assert.equal(syncedTextOf(edited, { ...baseline, conflicts }), synced);
  });

  it('has no marks where only a prompt file changed, and keeps its reference where more did', () => {
    const prompts = (prompt: string) => () => ({ kind: 'text', text: prompt }) as const;
    const source = '{ "id": 1, "agent_name": "Desk", "description": "${file:./a.md}" }';
    const expandedWith = (text: string, prompt: string) =>
      expandPrompts(parseAgent(text), agentSchema, prompts(prompt));
    const before = baselineOf(expandedWith(source, 'Old.\n').text);
    assert.equal(syncedText(agentSchema, expandedWith(source, 'New.\n'), before), source);
    const edited = source.replace('Desk', 'Office');
    assert.equal(syncedText(agentSchema, expandedWith(edited, 'New.\n'), before), source);
  });

  it('is the text itself while it has syntax errors', () => {
    assert.equal(syncedTextOf('{ "agent_name": ', baseline), '{ "agent_name": ');
  });
});
