import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAgentLanguage } from '#language/index';
import { type AgentDocument, type SyntaxNode, type Span, endOf, parseAgent } from '#language/syntax/document';
import { redactCredentialsIn } from '#language/secrets/credentialPatterns';
import { type TextEdit, applyEdits } from '#language/syntax/edit';
import { agentSchema } from '#support/language/agents';

const language = createAgentLanguage(agentSchema);
const commands = new Set([
  'agentJson.push',
  'agentJson.create',
  'agentJson.moveSecret',
  'agentJson.allowValue',
]);
/** The secret that mutations insert. */
const planted = 'FAKE-do-not-use';
const formatting = { tabSize: 2, insertSpaces: true };

/**
 * Calls every language feature on a text, at position `at` (from 0 to 1) where one is needed. Asserts that no call throws, and that
 * all ranges are within the text and split no character.
 */
export function assertValidResults(text: string, at: number): void {
  const offset = Math.min(Math.floor(at * (text.length + 1)), text.length);
  const within = { offset, length: Math.min(40, text.length - offset) };
  const agent = language.annotate(language.parse(text));
  const problems = language.problems(agent);
  const fixes = [
    ...problems.flatMap((problem) => language.fixes(agent, problem)),
    ...[language.fixAll(agent) ?? []].flat(),
    ...language.refactorings(agent, within),
  ];
  const suggestions = language
    .completions(agent, offset, { snippets: true }, { secrets: ['A'], env: ['B'] })
    .map((item) => ({ ...item, documentation: item.documentation() }));
  const formatted = language.format(agent, formatting);
  const results = {
    problems,
    fixes,
    suggestions,
    formatted,
    rangeFormat: language.format(agent, formatting, within),
    hover: language.hover(agent, offset),
    symbols: language.documentSymbols(agent),
    folds: language.foldingRanges(agent),
    selection: language.selection(agent, offset),
    links: language.documentLinks(agent),
    hints: language.inlayHints(agent, { offset: 0, length: text.length }),
    lenses: language.codeLenses(agent, commands),
    tokens: language.semanticTokens(agent),
    uses: language.variableUses(agent, offset),
  };
  assertSpans(text, results);
  // Messages contain property names, except for credentials.
  const isInName = agent.nodes.some(({ key }) => redactCredentialsIn(String(key?.value)).includes(planted));
  for (const { message } of problems) {
    assert.ok(message.length <= 120 && !/[\r\n]/.test(message), `a message is one line: ${message}`);
    assert.ok(isInName || !message.includes(planted), `a message contains no secret: ${message}`);
  }
  for (const { edits } of fixes) assertNoOverlap(edits);
  assertNoOverlap(results.uses.map(({ span }) => ({ ...span, newText: 'guest' })));
  for (const { edit, additionalEdits } of suggestions) assertNoOverlap([edit, ...additionalEdits]);
  if (isJson(text)) assertSameData(text, applyEdits(text, formatted));
}

/** Asserts that incremental parsing gives the same result as parsing the whole text. */
export function assertIncrementalParse(before: string, text: string): void {
  const edited = parseAgent(text, parseAgent(before));
  assert.deepEqual(
    plain(edited),
    plain(parseAgent(text)),
    'incremental parsing differs from parsing the whole text',
  );
}

/** Checks a text cut off at every `step`-th byte, from the byte at `first`, as if it were typed, with the cursor at its end. */
export function assertPrefixes(text: string, first: number, step: number): void {
  const bytes = Buffer.from(text);
  let before = '';
  for (let end = first; end <= bytes.length; end += step) {
    const prefix = bytes.subarray(0, end).toString();
    assertValidResults(prefix, 1);
    assertIncrementalParse(before, prefix);
    before = prefix;
  }
}

function plain({ root, syntaxErrors, exceededLimit }: AgentDocument): unknown {
  return { root: root && plainNode(root), syntaxErrors, exceededLimit };
}

function plainNode({ type, offset, length, value, parent, children }: SyntaxNode): unknown {
  return {
    type,
    offset,
    length,
    value,
    parent: parent?.offset,
    children: children?.map(plainNode) ?? [],
  };
}

function assertSpans(text: string, results: object): void {
  const document = TextDocument.create('file:///a.agent.json', 'agent-json', 1, text);
  for (const span of spansIn(results)) {
    assert.ok(
      span.offset >= 0 && span.length >= 0 && endOf(span) <= text.length,
      `in the text: ${textOfSpan(span)} of ${JSON.stringify(text)}`,
    );
    for (const offset of [span.offset, endOf(span)]) {
      assert.ok(
        !splitsCharacter(text, offset),
        `between two characters: ${textOfSpan(span)} of ${JSON.stringify(text)}`,
      );
      // LSP positions can't express an offset between CR and LF.
      if (text.slice(offset - 1, offset + 1) === '\r\n') continue;
      assert.equal(document.offsetAt(document.positionAt(offset)), offset);
    }
  }
}

/** All spans and offsets in a result. */
function* spansIn(result: unknown, visited = new Set<unknown>()): Generator<Span> {
  if (typeof result !== 'object' || result === null || visited.has(result)) return;
  visited.add(result);
  if ('offset' in result && typeof result.offset === 'number') {
    const length = 'length' in result && typeof result.length === 'number' ? result.length : 0;
    yield { offset: result.offset, length };
  }
  for (const part of Object.values(result)) yield* spansIn(part, visited);
}

function splitsCharacter(text: string, offset: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(offset - 1, offset + 1));
}

/** Asserts that edits don't overlap, in any order. */
function assertNoOverlap(edits: readonly TextEdit[]): void {
  const ordered = edits.toSorted((a, b) => a.offset - b.offset || a.length - b.length);
  ordered.forEach((edit, index) => {
    const next = ordered[index + 1];
    assert.ok(!next || endOf(edit) <= next.offset, `overlapping edits: ${JSON.stringify(edits)}`);
  });
}

function assertSameData(before: string, after: string): void {
  assert.deepEqual(JSON.parse(after), JSON.parse(before), 'formatting changes no value');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function textOfSpan({ offset, length }: Span): string {
  return `${offset}+${length}`;
}
