import type { Span } from './document';

/** Offset of the end of the line at `offset`, without its line break. */
export function endOfLine(text: string, offset: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = offset;
  return lineBreak.exec(text)?.index ?? text.length;
}

/** Offset of the start of the line at `offset`. */
export function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The quoted string that ends at `offset`, on the same line. */
export function stringEndingAt(text: string, offset: number): Span | undefined {
  const line = startOfLine(text, offset);
  for (const { 0: quoted, index } of text.slice(line, offset).matchAll(/"(?:\\.|[^"\\])*"/g)) {
    if (line + index + quoted.length === offset) return { offset: line + index, length: quoted.length };
  }
  return undefined;
}

/** The closing quote is searched for within this many UTF-16 units. */
const maxQuotedLength = 4000;

const misquoted: readonly RegExp[] = [
  /^(?!```)(['`]).*?\1(?=\s*(?:[,:;}\]]|$))/,
  /^[‘’“”„].*?[‘’“”"](?=\s*(?:[,:;}\]]|$))/,
  // The opening quote is missing.
  /^[^"'{}[\]:,]+"(?=\s*(?:[,:}\]]|$))/,
];

/** A string with other quotes than JSON's or without the opening one: from `offset` to its closing quote on the same line. */
export function misquotedStringAt(text: string, offset: number): Span | undefined {
  return firstMatch(misquoted, text, offset);
}

/** Several words without quotes that fill the rest of the line. */
export function unquotedTextAt(text: string, offset: number): Span | undefined {
  const [line = ''] = text.slice(offset, offset + maxQuotedLength).split(/[\r\n]/, 1);
  const [words = ''] = /^\w[^"{}[\]:,]*/.exec(line) ?? [];
  const fillsLine = words !== '' && /^[,}\]]*$/.test(line.slice(words.length));
  return fillsLine ? { offset, length: words.trimEnd().length } : undefined;
}

function firstMatch(shapes: readonly RegExp[], text: string, offset: number): Span | undefined {
  const [line = ''] = text.slice(offset, offset + maxQuotedLength).split(/[\r\n]/, 1);
  const length = shapes.map((shape) => shape.exec(line)?.[0].length).find((matched) => matched !== undefined);
  return length === undefined ? undefined : { offset, length };
}

/** Text without quotes, with other quotes or with one of them → a JSON string. */
export function toQuoted(text: string): string {
  const contents = text.replace(/^["'‘’`“”„]|["'‘’`“”]$/gu, '');
  return `"${escapeContents(contents.replaceAll(/\\(['`])/g, '$1'))}"`;
}

/** The contents of a string with every character escaped that JSON doesn't allow; existing escapes are kept. */
export function escapeContents(contents: string): string {
  return contents
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\\["\\/bfnrtu]|["\\\u0000-\u001f]/g, (sequence) =>
      sequence.length > 1 ? sequence : JSON.stringify(sequence).slice(1, -1),
    );
}
