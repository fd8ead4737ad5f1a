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
/** What mutations plant in values that hold secrets. */
const planted = 'FAKE-do-not-use';
const formatting = { tabSize: 2, insertSpaces: true };

/**
 * Asks everything there is to ask about a text, at `at` (a share of its length) where a place is needed, and throws where an
 * answer breaks a promise: it exists, it lies in the text, it cuts no character.
 */
export function assertSoundAnswers(text: string, at: number): void {
  const offset = Math.min(Math.floor(at * (text.length + 1)), text.length);
  const within = { offset, length: Math.min(40, text.length - offset) };
  const agent = language.annotate(language.parse(text));
  const problems = language.problems(agent);
  const fixes = [
    ...problems.flatMap((problem) => language.fixes(agent, problem)),
    ...[language.fixAll(agent) ?? []].flat(),
    ...language.refactorings(agent, within),
  ];
  const suggestions = language.completions(agent, offset, { snippets: true }, { secrets: ['A'], env: ['B'] });
  const layout = language.format(agent, formatting);
  const answers = {
    problems,
    fixes,
    suggestions,
    layout,
    partly: language.format(agent, formatting, within),
    hover: language.hover(agent, offset),
    outline: language.documentSymbols(agent),
    folds: language.foldingRanges(agent),
    selection: language.selection(agent, offset),
    links: language.documentLinks(agent),
    hints: language.inlayHints(agent, { offset: 0, length: text.length }),
    lenses: language.codeLenses(agent, commands),
    tokens: language.semanticTokens(agent),
    uses: language.variableUses(agent, offset),
    renamed: language.renameVariable(agent, offset, 'guest'),
  };
  assertSpans(text, answers);
  // Names of members are shown, but for what is known to be a key.
  const isNamed = agent.nodes.some(({ key }) => redactCredentialsIn(String(key?.value)).includes(planted));
  for (const { message } of problems) {
    assert.ok(message.length <= 120 && !/[\r\n]/.test(message), `a message is one line: ${message}`);
    assert.ok(isNamed || !message.includes(planted), `a message holds no secret: ${message}`);
  }
  for (const { edits } of fixes) assertApart(edits);
  assertApart(answers.renamed);
  for (const { edit, additionalEdits } of suggestions) assertApart([edit, ...additionalEdits]);
  if (isJson(text)) assertSameData(text, applyEdits(text, layout));
}

/** What is read of an edited text must not depend on what was read before. */
export function assertReadAlike(before: string, text: string): void {
  const edited = parseAgent(text, parseAgent(before));
  assert.deepEqual(plain(edited), plain(parseAgent(text)), 'an edited text is read as if opened afresh');
}

function plain({ root, syntaxErrors, refusal }: AgentDocument): unknown {
  return { root: root && plainNode(root), syntaxErrors, refusal };
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

function assertSpans(text: string, answers: object): void {
  const document = TextDocument.create('file:///a.agent.json', 'agent-json', 1, text);
  for (const span of spansIn(answers)) {
    assert.ok(
      span.offset >= 0 && span.length >= 0 && endOf(span) <= text.length,
      `in the text: ${shown(span)} of ${JSON.stringify(text)}`,
    );
    for (const offset of [span.offset, endOf(span)]) {
      assert.ok(
        !cutsCharacter(text, offset),
        `between two characters: ${shown(span)} of ${JSON.stringify(text)}`,
      );
      // A client cannot name the place between CR and LF: it means the end of the line.
      if (text.slice(offset - 1, offset + 1) === '\r\n') continue;
      assert.equal(document.offsetAt(document.positionAt(offset)), offset);
    }
  }
}

/** Everything in an answer that is a stretch or, without a length, a place of the text. */
function* spansIn(answer: unknown, seen = new Set<unknown>()): Generator<Span> {
  if (typeof answer !== 'object' || answer === null || seen.has(answer)) return;
  seen.add(answer);
  if ('offset' in answer && typeof answer.offset === 'number') {
    const length = 'length' in answer && typeof answer.length === 'number' ? answer.length : 0;
    yield { offset: answer.offset, length };
  }
  for (const part of Object.values(answer)) yield* spansIn(part, seen);
}

function cutsCharacter(text: string, offset: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(offset - 1, offset + 1));
}

/** Edits of one answer never touch the same character, in whatever order they come. */
function assertApart(edits: readonly TextEdit[]): void {
  const ordered = edits.toSorted((a, b) => a.offset - b.offset || a.length - b.length);
  ordered.forEach((edit, index) => {
    const next = ordered[index + 1];
    assert.ok(!next || endOf(edit) <= next.offset, `edits apart: ${JSON.stringify(edits)}`);
  });
}

function assertSameData(before: string, after: string): void {
  assert.deepEqual(JSON.parse(after), JSON.parse(before), 'a layout changes no value');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function shown({ offset, length }: Span): string {
  return `${offset}+${length}`;
}
