import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  type CodeAction,
  CodeActionRequest,
  type Diagnostic,
  DocumentDiagnosticRequest,
  type TextEdit,
} from 'vscode-languageserver/node';
import { agentSchema } from '#support/language/agents';
import { TestClient } from '#support/testClient';

const properties = [...agentSchema.root.properties.values()];
const uri = 'file:///agents/typed.agent.json';

/** All one-letter typos: a letter is removed, doubled, swapped with the next one, or replaced. */
function typosOf(word: string): string[] {
  const typos = Array.from(word, (letter, i) => [
    word.slice(0, i) + word.slice(i + 1),
    word.slice(0, i) + letter + word.slice(i),
    word.slice(0, i) + (word[i + 1] ?? '') + letter + word.slice(i + 2),
    word.slice(0, i) + (letter === 'x' ? 'y' : 'x') + word.slice(i + 1),
  ]);
  return [...new Set(typos.flat())].filter((slip) => slip !== word);
}

/** The rows of tables in docs/did-you-mean.md with this number of columns, without Markdown formatting. */
function documentedRows(columns: number): string[][] {
  const page = readFileSync(join(__dirname, '../../docs/did-you-mean.md'), 'utf8');
  const rows = Array.from(page.matchAll(/^\| (`.*`) \|$/gm), ([, row = '']) =>
    row.split('|').map((cell) => cell.trim().replace(/^`(?:"")?|`$/g, '')),
  );
  return rows.filter((row) => row.length === columns);
}

describe('"did you mean" in an editor', () => {
  let client: TestClient;
  let version = 1;
  before(async () => {
    const commands = ['agentJson.allowValue'];
    client = await TestClient.start({
      capabilities: {
        textDocument: {
          diagnostic: {},
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        },
      },
      initializationOptions: { commands },
    });
    await client.open(uri, '');
  });
  after(() => client.stop());

  /** A value → its replacements by quick fixes, the preferred one first. */
  async function suggestionsIn(text: string): Promise<Map<string, string[]>> {
    await client.change(uri, ++version, { text });
    const textDocument = { uri };
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    assert.ok(report.kind === 'full');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } };
    const context = { diagnostics: report.items };
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range,
      context,
    });
    const marked = ({ range: { start, end } }: Diagnostic | TextEdit) =>
      text.slice(start.character + 1, end.character - 1);
    const suggestions = new Map<string, string[]>();
    for (const { edit, isPreferred, diagnostics = [] } of (actions ?? []) as CodeAction[]) {
      const [problem] = diagnostics;
      const [change, ...others] = edit?.changes?.[uri] ?? [];
      if (!problem || !change?.newText.startsWith('"') || marked(change) !== marked(problem)) continue;
      assert.deepEqual(others, []);
      const guesses = suggestions.get(marked(problem)) ?? [];
      assert.equal(isPreferred === true, guesses.length === 0, 'the first is preferred, and no other');
      suggestions.set(marked(problem), [...guesses, String(JSON.parse(change.newText))]);
    }
    return suggestions;
  }

  const withNames = (names: readonly string[]) =>
    `{${names.map((name) => `${JSON.stringify(name)}: 1`).join(', ')}}`;
  // A file without agent properties is treated as another format.
  const agentWith = (names: readonly string[], expected: string) =>
    withNames([expected === 'inbound' ? 'agent_name' : 'inbound', ...names]);
  const withValue = (name: string, value: string) => `{"${name}": ${JSON.stringify(value)}}`;

  interface Counts {
    right: number;
    all: number;
  }

  function count(counts: Counts, word: string, guesses: readonly string[] = []): void {
    assert.ok(guesses.length <= 3, guesses.join());
    counts.all++;
    if (guesses[0] === word) counts.right++;
  }

  it('suggests the property for at least 99 % of one-letter typos', async () => {
    const words = new Set(properties.map(({ name }) => name));
    const tally: Counts = { right: 0, all: 0 };
    for (const word of [...words].filter((candidate) => candidate.length >= 5)) {
      const slips = typosOf(word).filter((slip) => !words.has(slip));
      const suggestions = await suggestionsIn(agentWith(slips, word));
      for (const slip of slips) count(tally, word, suggestions.get(slip));
    }
    assert.ok(tally.all > 2000 && tally.right / tally.all >= 0.99, `${tally.right} of ${tally.all}`);
  });

  it('suggests the value for at least 99 % of one-letter typos', async () => {
    const tally: Counts = { right: 0, all: 0 };
    for (const { name, enumValues } of properties) {
      const words = new Set(enumValues.map(({ value }) => value));
      for (const word of [...words].filter((candidate) => candidate.length >= 5))
        for (const slip of typosOf(word).filter((candidate) => !words.has(candidate)))
          count(tally, word, (await suggestionsIn(withValue(name, slip))).get(slip));
    }
    assert.ok(tally.all > 500 && tally.right / tally.all >= 0.99, `${tally.right} of ${tally.all}`);
  });

  it('suggests the property or value for each of at least forty published aliases', async () => {
    const [names, values] = [documentedRows(2), documentedRows(3)];
    assert.ok(names.length + values.length >= 40);
    for (const [typed = '', expected] of names)
      assert.equal((await suggestionsIn(withNames([typed]))).get(typed)?.[0], expected, typed);
    for (const [property = '', typed = '', expected] of values)
      assert.equal((await suggestionsIn(withValue(property, typed))).get(typed)?.[0], expected, typed);
  });
});
