import { TestClient } from '#support/testClient';

/** One question about one text, and how long its answer took. */
export interface Answered {
  readonly question: string;
  /** Wall-clock milliseconds from the question to the answer, both through the pipe. */
  readonly ms: number;
}

export interface SizeReport {
  /** UTF-16 units. */
  readonly length: number;
  readonly answers: readonly Answered[];
  /** Milliseconds that the same process takes for `JSON.parse` of the message that carries the text: nobody is quicker. */
  readonly floor: number;
  /** Rules of the diagnostics. */
  readonly codes: readonly unknown[];
}

const megabyte = 1024 * 1024;

/** Texts at the ends of what somebody may open. */
export const extremeTexts: Readonly<Record<string, () => string>> = {
  'a string of 50 MB': () =>
    `{"agent_name": "Ada", "description": "${'word '.repeat(10 * megabyte)}", "inbound": 7}`,
  '100,000 levels': () => `{"topic_nodes": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  '100,000 levels that nothing closes': () => '{"a":'.repeat(100_000),
  'more than is read': () => `{"description": "${'x'.repeat(65 * megabyte)}"}`,
  '10,000 members that nobody knows': () =>
    `{"agent_name": "A", ${Array.from({ length: 10_000 }, (_, index) => `"m${index}": ${index}`).join(', ')}}`,
};

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 200 } };
const position = { line: 0, character: 18 };
const options = { tabSize: 2, insertSpaces: true };
const questions: Readonly<Record<string, object>> = {
  diagnostic: {},
  hover: { position },
  completion: { position },
  codeAction: { range, context: { diagnostics: [] } },
  documentSymbol: {},
  foldingRange: {},
  selectionRange: { positions: [position] },
  rangeFormatting: { range, options },
  documentLink: {},
  inlayHint: { range },
  codeLens: {},
  'semanticTokens/full': {},
  documentHighlight: { position },
  references: { position, context: { includeDeclaration: true } },
};

/** Opens a text in a server of its own, asks everything, edits it and asks once more. */
export async function askAbout(text: string): Promise<SizeReport> {
  const client = await TestClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
  const uri = 'file:///agents/extreme.agent.json';
  const answers: Answered[] = [];
  const ask = async (method: string, name = method): Promise<unknown> => {
    const began = performance.now();
    const params = { textDocument: { uri }, ...questions[method] };
    const answer: unknown = await client.connection.sendRequest(`textDocument/${method}`, params);
    answers.push({ question: name, ms: performance.now() - began });
    return answer;
  };
  await client.open(uri, text);
  const report = await ask('diagnostic', 'diagnostic after opening');
  for (const method of Object.keys(questions)) await ask(method);
  const start = { line: 0, character: 1 };
  await client.change(uri, 2, { range: { start, end: start }, text: ' ' });
  await ask('diagnostic', 'diagnostic after an edit');
  if (client.log.length > 0) throw new Error(client.log.join('\n'));
  await client.stop();
  return { length: text.length, answers, floor: floorOf(text), codes: codesIn(report) };
}

function floorOf(text: string): number {
  const message = JSON.stringify({ jsonrpc: '2.0', method: 'x', params: { text } });
  const began = performance.now();
  JSON.parse(message);
  return performance.now() - began;
}

function codesIn(report: unknown): readonly unknown[] {
  if (typeof report !== 'object' || report === null || !('items' in report)) return [];
  return Array.isArray(report.items) ? report.items.map((item: { code: unknown }) => item.code) : [];
}
