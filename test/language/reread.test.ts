import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AgentDocument, type Node, parseAgent } from '../../server/src/language/document';
import { originOf } from '../../server/src/language/movedNode';
import { type RandomEdit, editedTexts, randomEdits, startingText } from '../support/randomEdits';

/** A tree as plain data, parents included by offset, so that two can be compared. */
function plain(node: Node | undefined): unknown {
  if (!node) return undefined;
  const { type, offset, length, parent } = node;
  const value: unknown = node.value;
  return {
    type,
    offset,
    length,
    value,
    parent: parent?.offset,
    children: node.children?.map(plain) ?? [],
  };
}

function said({ root, syntaxErrors, refusal }: AgentDocument) {
  return { root: plain(root), syntaxErrors, refusal };
}

describe('an edited text', () => {
  it('is read as if it had been opened afresh, whatever was edited', () => {
    const check = (start: string, edits: readonly RandomEdit[]) => {
      let document = parseAgent(start);
      for (const text of editedTexts(start, edits)) {
        document = parseAgent(text, document);
        assert.deepEqual(said(document), said(parseAgent(text)), text);
      }
    };
    fc.assert(fc.property(startingText, randomEdits, check), { numRuns: 2000 });
  });

  const text = '{\n  "a": {"deep": [1, 2]},\n  "b": "text",\n  "c": [true]\n}\n';
  const members = (document: AgentDocument) => (document.root?.children ?? []).map(originOf);

  it('keeps the members beside the edited one, also while that one is half-typed', () => {
    const before = parseAgent(text);
    for (const half of ['"te', '', '"text"x', 'nul', '"text"']) {
      const after = parseAgent(text.replace('"text"', half), before);
      assert.equal(members(after)[0], members(before)[0], half);
      assert.equal(members(after).at(-1), members(before)[2], half);
    }
  });

  it('keeps them when a member comes or goes', () => {
    const before = parseAgent(text);
    const more = parseAgent(text.replace('"b"', '"new": 1,\n  "b"'), before);
    assert.deepEqual(members(more).filter((member) => members(before).includes(member)).length, 2);
    const fewer = parseAgent(text.replace('  "b": "text",\n', ''), before);
    assert.deepEqual(members(fewer).length, 2);
    assert.equal(members(fewer)[0], members(before)[0]);
  });

  it('changes nothing about the earlier document', () => {
    const before = parseAgent(text);
    const was = said(before);
    parseAgent(text.replace('{"deep"', '{"longer": 1, "deep"'), before);
    assert.deepEqual(said(before), was);
  });

  it('finds the depth where reading ends, however it is reached', () => {
    const shallow = parseAgent('{"a": [], "b": 1}');
    const deep = `{"a": ${'['.repeat(250)}${']'.repeat(250)}, "b": 1}`;
    assert.equal(parseAgent(deep, shallow).refusal, 'too-deep');
    assert.equal(parseAgent('{"a": [1], "b": 1}', parseAgent(deep, shallow)).refusal, undefined);
  });
});
