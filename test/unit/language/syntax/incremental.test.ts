import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { GreenNode } from '#language/syntax/syntaxTree';
import { type AgentDocument, type SyntaxNode, parseAgent, parseEdited } from '#language/syntax/document';
import { jsonPunctuation } from '#support/language/jsonPunctuation';
import { type RandomEdit, editedTexts, randomEdits, startingText } from '#support/language/randomEdits';

/** A tree as plain data, with the offsets of parents, for comparison. */
function plain(node: SyntaxNode | undefined): unknown {
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

function* pieces({ root }: AgentDocument): Generator<GreenNode> {
  const open = root ? [root.green] : [];
  for (const piece of open) {
    yield piece;
    open.push(...(piece.children ?? []));
  }
}

function content({ root, syntaxErrors, exceededLimit }: AgentDocument) {
  return { root: plain(root), syntaxErrors, exceededLimit };
}

describe('an edited text', () => {
  it('is parsed like a newly opened text after any edit', () => {
    const check = (start: string, edits: readonly RandomEdit[]) => {
      let document = parseAgent(start);
      for (const text of editedTexts(start, edits)) {
        document = parseAgent(text, document);
        assert.deepEqual(content(document), content(parseAgent(text)), text);
      }
    };
    fc.assert(fc.property(startingText, randomEdits, check), { numRuns: 2000 });
  });

  it('is parsed as a newly opened text without comparing it, if the edited range is known', () => {
    const check = (start: string, edits: readonly RandomEdit[]) => {
      let document = parseAgent(start);
      for (const { at, removed, inserted } of edits) {
        const { text } = document;
        const offset = Math.floor(at * text.length);
        const length = Math.min(removed, text.length - offset);
        document = parseEdited(document, { offset, length }, inserted);
        assert.equal(document.text, text.slice(0, offset) + inserted + text.slice(offset + length));
        assert.deepEqual(content(document), content(parseAgent(document.text)), document.text);
      }
    };
    fc.assert(fc.property(startingText, randomEdits, check), { numRuns: 500 });
  });

  it('is parsed as a newly opened text, also if brackets, quotes and comments change', () => {
    const pieces = [...jsonPunctuation, '"a"', '"b": 1', '"c": {"d": [1, 2]}', '\\', '-', 'tru'];
    const piece = fc.constantFrom(...pieces, '//', '/*', '*/', '\n', '\r\n', '"x": ', '\uFEFF', '');
    const starts = [
      '{"a": 1, "b": [1, 2, {"c": "d"}], "e": {"f": null}, "g": "h"}',
      '[1, {"a": 2}, "b"]',
      '{ // c\n "a": 1 /* d */, "b": "}",\n}',
      '{"a" 1, "b": , "c": [1 2], "d": {"e": } "f": 1}',
    ];
    const edit = fc.record({ at: fc.nat({ max: 70 }), removed: fc.nat({ max: 3 }), piece });
    const check = (start: string, edits: readonly { at: number; removed: number; piece: string }[]) => {
      let document = parseAgent(start);
      for (const { at, removed, piece } of edits) {
        const text = document.text.slice(0, at) + piece + document.text.slice(at + removed);
        document = parseAgent(text, document);
        assert.deepEqual(content(document), content(parseAgent(text)), text);
      }
    };
    const edits = fc.array(edit, { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(fc.constantFrom(...starts), edits, check), { numRuns: 3000 });
  });

  const text = '{\n  "a": {"deep": [1, 2]},\n  "b": "text",\n  "c": [true]\n}\n';
  const properties = (document: AgentDocument) => document.root?.green.children ?? [];

  it('reuses the properties next to the edited one, also while that is incomplete', () => {
    const before = parseAgent(text);
    for (const half of ['"te', '', '"text"x', 'nul', '"text"']) {
      const after = parseAgent(text.replace('"text"', half), before);
      assert.equal(properties(after)[0], properties(before)[0], half);
      assert.equal(properties(after).at(-1), properties(before)[2], half);
    }
  });

  it('reuses them when a property is added or removed', () => {
    const before = parseAgent(text);
    const more = parseAgent(text.replace('"b"', '"new": 1,\n  "b"'), before);
    assert.deepEqual(properties(more).filter((property) => properties(before).includes(property)).length, 2);
    const fewer = parseAgent(text.replace('  "b": "text",\n', ''), before);
    assert.deepEqual(properties(fewer).length, 2);
    assert.equal(properties(fewer)[0], properties(before)[0]);
  });

  /** The numbers of nodes that two versions share, and that only the second one has. */
  const compareNodes = (before: AgentDocument, after: AgentDocument) => {
    const reused = new Set(pieces(before));
    const all = [...pieces(after)];
    const reusedCount = all.filter((piece) => reused.has(piece)).length;
    return { kept: reusedCount, newCount: all.length - reusedCount };
  };

  it('reuses everything that does not contain the edit, at any depth', () => {
    const nodes = Array.from({ length: 100 }, (_, id) => `{"id": ${id}, "say": ["node ${id}", true]}`);
    const start = `{"a": {"nodes": [${nodes.join(', ')}], "more": {"x": [1, 2]}}, "b": "text"}`;
    const before = parseAgent(start);
    const compareAfterEdit = (from: string, to: string) =>
      compareNodes(before, parseAgent(start.replace(from, to), before));
    // A string and its eight ancestors.
    assert.equal(compareAfterEdit('node 50', 'node 50!').newCount, 9);
    for (const [from, to] of [
      ['"id": 50', '"id": 505'],
      ['"node 50", true', '"node 50", false, null'],
      [', {"id": 50', ', {"new": {}}, {"id": 50'],
      ['{"id": 99', '{"id": 99, "id": 99'],
      ['{"id": 0', '{"id": 1, "to": {"id": 0}'],
      ['[1, 2]', '[1, [2]]'],
    ] as const)
      assert.ok(
        compareAfterEdit(from, to).newCount < 25,
        `${from} → ${to}: ${compareAfterEdit(from, to).newCount} pieces`,
      );
  });

  it('reuses other objects while a nested one has a syntax error', () => {
    const start = '{"a": {"nodes": [{"id": 1}, {"id": 2}, {"id": 3}], "more": [1, 2, 3, 4]}, "b": "text"}';
    const before = parseAgent(start);
    for (const half of ['"id": ', '"id" 2', 'id: 2', '"id": 2, ', '"id": tru'])
      assert.ok(compareNodes(before, parseAgent(start.replace('"id": 2', half), before)).kept > 4, half);
  });

  it('keeps reporting the missing comma before the edited object', () => {
    const before = parseAgent('{"a": [1 {"b": 2}]}');
    assert.deepEqual(
      content(parseAgent('{"a": [1 {"b": 23}]}', before)),
      content(parseAgent('{"a": [1 {"b": 23}]}')),
    );
  });

  it('does not change the earlier document', () => {
    const before = parseAgent(text);
    const contentBefore = content(before);
    parseAgent(text.replace('{"deep"', '{"longer": 1, "deep"'), before);
    assert.deepEqual(content(before), contentBefore);
  });

  it('has the same maximum depth however it is reached', () => {
    const shallow = parseAgent('{"a": [], "b": 1}');
    const deep = `{"a": ${'['.repeat(250)}${']'.repeat(250)}, "b": 1}`;
    assert.equal(parseAgent(deep, shallow).exceededLimit, 'too-deep');
    assert.equal(parseAgent('{"a": [1], "b": 1}', parseAgent(deep, shallow)).exceededLimit, undefined);
  });
});
