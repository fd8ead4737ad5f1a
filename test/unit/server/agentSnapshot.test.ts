import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAgentLanguage } from '#language/index';
import { AgentSnapshot, RecentlyParsed, maxTrees } from '#server/workspace/agentSnapshot';
import { agentSchema } from '#support/language/agents';

const language = createAgentLanguage(agentSchema);

describe('open agents', () => {
  /** One more than can keep their tree. */
  const openAgents = () => {
    const recent = new RecentlyParsed();
    const [first, ...others] = Array.from({ length: maxTrees + 1 }, (_, index) => {
      const uri = `file:///${index}.agent.json`;
      const document = TextDocument.create(uri, 'agent-json', 1, `{"id": 7, "agent_name": "${index}"}`);
      return new AgentSnapshot(document, uri, language, undefined, recent);
    });
    assert.ok(first);
    return { first, others };
  };
  const useAll = (snapshots: readonly AgentSnapshot[]) => {
    for (const { agent } of snapshots) assert.ok(agent);
  };

  it('keep the trees of the agents used last', () => {
    const { first, others } = openAgents();
    const [second, ...last] = others;
    assert.ok(second);
    useAll([first, second, first, ...last]);
    assert.deepEqual(
      [first, ...others].filter(({ parsed }) => parsed === undefined),
      [second],
    );
  });

  it('keep results without the tree they were computed from', () => {
    const { first, others } = openAgents();
    const { problems, agentId } = first;
    useAll(others);
    assert.equal(first.problems, problems);
    assert.equal(first.agentId, agentId);
    assert.equal(first.parsed, undefined);
  });

  it('are parsed again when they are needed', () => {
    const { first, others } = openAgents();
    const { text } = first.agent.document;
    useAll(others);
    assert.equal(first.agent.document.text, text);
  });
});
