import { TestClient } from '#support/testClient';

/** The duration of a request. */
export interface RequestTiming {
  readonly method: string;
  /** Wall-clock milliseconds from sending the request to receiving the response. */
  readonly ms: number;
}

export interface SizeReport {
  /** UTF-16 units. */
  readonly length: number;
  readonly timings: readonly RequestTiming[];
  /** Milliseconds that `JSON.parse` takes for the message that contains the text, as a lower bound. */
  readonly parseMs: number;
  /** Rules of the diagnostics. */
  readonly codes: readonly unknown[];
}

const megabyte = 1024 * 1024;

/** The most extreme texts that a user may open. `scale` makes them smaller; from 0.3 on, those above the size limit still are. */
export function extremeTexts(scale = 1): Readonly<Record<string, () => string>> {
  const many = (count: number) => Math.ceil(count * scale);
  const properties = () => Array.from({ length: many(10_000) }, (_, index) => `"m${index}": ${index}`);
  return {
    'a long string': () =>
      `{"agent_name": "Ada", "description": "${'word '.repeat(many(10 * megabyte))}", "inbound": 7}`,
    'many levels': () => `{"topic_nodes": ${'['.repeat(many(100_000))}${']'.repeat(many(100_000))}}`,
    'many unclosed levels': () => '{"a":'.repeat(many(100_000)),
    'a file above the size limit': () => `{"description": "${'x'.repeat(many(65 * megabyte))}"}`,
    'many unknown properties': () => `{"agent_name": "A", ${properties().join(', ')}}`,
  };
}

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 200 } };
const position = { line: 0, character: 18 };
const options = { tabSize: 2, insertSpaces: true };
const requestParams: Readonly<Record<string, object>> = {
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

/** Opens a text in a new server, sends every request, edits the text, and requests its diagnostics again. */
export async function measureRequests(text: string): Promise<SizeReport> {
  const client = await TestClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
  const uri = 'file:///agents/extreme.agent.json';
  const timings: RequestTiming[] = [];
  const send = async (method: string, name = method): Promise<unknown> => {
    const sentAt = performance.now();
    const params = { textDocument: { uri }, ...requestParams[method] };
    const response: unknown = await client.connection.sendRequest(`textDocument/${method}`, params);
    timings.push({ method: name, ms: performance.now() - sentAt });
    return response;
  };
  await client.open(uri, text);
  const report = await send('diagnostic', 'diagnostic after opening');
  for (const method of Object.keys(requestParams)) await send(method);
  const start = { line: 0, character: 1 };
  await client.change(uri, 2, { range: { start, end: start }, text: ' ' });
  await send('diagnostic', 'diagnostic after an edit');
  if (client.log.length > 0) throw new Error(client.log.join('\n'));
  await client.stop();
  return { length: text.length, timings, parseMs: measureParse(text), codes: codesIn(report) };
}

function measureParse(text: string): number {
  const message = JSON.stringify({ jsonrpc: '2.0', method: 'x', params: { text } });
  const start = performance.now();
  JSON.parse(message);
  return performance.now() - start;
}

function codesIn(report: unknown): readonly unknown[] {
  if (typeof report !== 'object' || report === null || !('items' in report)) return [];
  return Array.isArray(report.items) ? report.items.map((item: { code: unknown }) => item.code) : [];
}
