import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAgentLanguage } from '#language/index';
import { AgentSnapshot, RecentlyParsed } from '#server/workspace/agentSnapshot';
import { agentSchema } from '#support/language/agents';

const language = createAgentLanguage(agentSchema);

describe('open agents', () => {
  const open = (recent: RecentlyParsed) =>
    ['a', 'b', 'c'].map((name) => {
      const uri = `file:///${name}.agent.json`;
      const document = TextDocument.create(uri, 'agent-json', 1, `{"id": 7, "agent_name": "${name}"}`);
      return new AgentSnapshot(document, uri, language, undefined, recent);
    });

  it('keep the trees of the agents used last', () => {
    const [a, b, c] = open(new RecentlyParsed(2));
    assert.ok(a && b && c);
    for (const snapshot of [a, b, a, c]) assert.ok(snapshot.agent);
    assert.deepEqual(
      [a, b, c].map(({ parsed }) => parsed !== undefined),
      [true, false, true],
    );
  });

  it('keep results without the tree they were computed from', () => {
    const [a, b] = open(new RecentlyParsed(1));
    assert.ok(a && b);
    const { problems, agentId } = a;
    assert.ok(b.problems);
    assert.equal(a.problems, problems);
    assert.equal(a.agentId, agentId);
    assert.equal(a.parsed, undefined);
  });

  it('are parsed again when they are needed', () => {
    const [a, b] = open(new RecentlyParsed(1));
    assert.ok(a && b);
    const { text } = a.agent.document;
    assert.ok(b.agent);
    assert.equal(a.agent.document.text, text);
  });
});
