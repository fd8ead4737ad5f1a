import type { Span } from './document';

/** Offset of the end of the line that `offset` lies in, its line break not included. */
export function endOfLine(text: string, offset: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = offset;
  return lineBreak.exec(text)?.index ?? text.length;
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Longer ones than this, in lines, are not looked through for the end of a text. */
const mostLines = 500;

/**
 * The whole of the text whose opening quote stands at `start`, where it holds line breaks or quotes that nobody escaped: it
 * ends with a quote at the end of a line. undefined where something of its own begins before that.
 */
export function textMeantAt(text: string, start: number): Span | undefined {
  for (let line = start + 1, count = 0; count < mostLines && line <= text.length; count++) {
    const end = endOfLine(text, line);
    const beginsWithQuote = count > 0 && /^[ \t]*"/.test(text.slice(line, end));
    const quote = quoteEnding(text, line, end);
    const mayEnd = quote !== undefined && (!beginsWithQuote || text.slice(line, quote).trim() === '');
    if (mayEnd && endsThere(text, end)) {
      // A name on the very line says that what it stands in has gone on.
      const firstLine = text.slice(start + 1, Math.min(quote, endOfLine(text, start)));
      return /"\s*:/.test(firstLine) ? undefined : { offset: start, length: quote + 1 - start };
    }
    if (beginsWithQuote) return undefined;
    line = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return undefined;
}

/** Whether behind a line's end there begins something of its own, or nothing any more. */
function endsThere(text: string, lineEnd: number): boolean {
  const next = /\S/g;
  next.lastIndex = lineEnd;
  const offset = next.exec(text)?.index ?? text.length;
  const [start = ''] = text.slice(offset, offset + 100).split(/[\r\n]/, 1);
  return /^(?:[}\],]|$|"(?!\s*[,}\]]*\s*$))/.test(start);
}

/** Offset of the quote that a line ends with, but for what may follow a text there. */
function quoteEnding(text: string, line: number, end: number): number | undefined {
  let last = end - 1;
  while (last >= line && ' \t,}]'.includes(text.charAt(last))) last--;
  return last >= line && text.charAt(last) === '"' ? last : undefined;
}

/** The text in quotes that ends right before `offset`, on the same line. */
export function textBefore(text: string, offset: number): Span | undefined {
  const line = startOfLine(text, offset);
  for (const { 0: found, index } of text.slice(line, offset).matchAll(/"(?:\\.|[^"\\])*"/g)) {
    if (line + index + found.length === offset) return { offset: line + index, length: found.length };
  }
  return undefined;
}

/** Longer texts than this, in UTF-16 units, are not looked through for their closing quote. */
const longestQuoted = 4000;

const wronglyQuoted: readonly RegExp[] = [
  /^(?!```)(['`]).*?\1(?=\s*(?:[,:;}\]]|$))/,
  /^[‘’“”„].*?[‘’“”"](?=\s*(?:[,:;}\]]|$))/,
  // The opening quote is missing.
  /^[^"'{}[\]:,]+"(?=\s*(?:[,:}\]]|$))/,
];

/** What stands in other quotes than JSON's, or lacks the opening one: from `offset` up to its closing quote on the same line. */
export function wronglyQuotedAt(text: string, offset: number): Span | undefined {
  return firstOf(wronglyQuoted, text, offset);
}

/** Several words without any quotes, where they are all that is left of the line. */
export function wordsAt(text: string, offset: number): Span | undefined {
  return firstOf([/^\w[^"{}[\]:,]*?(?=[ \t]*[,}\]]*$)/], text, offset);
}

function firstOf(shapes: readonly RegExp[], text: string, offset: number): Span | undefined {
  const [line = ''] = text.slice(offset, offset + longestQuoted).split(/[\r\n]/, 1);
  const length = shapes.map((shape) => shape.exec(line)?.[0].length).find((one) => one !== undefined);
  return length === undefined ? undefined : { offset, length };
}

/** A text without quotes, in other quotes, or in one of them → as JSON has it. */
export function requoted(text: string): string {
  const inside = text.replace(/^["'‘’`“”„]|["'‘’`“”]$/gu, '');
  return `"${escapedInside(inside.replaceAll(/\\(['`])/g, '$1'))}"`;
}

/** What stands between the quotes of a text, with all escaped that JSON does not take as it is; what is escaped already stays. */
export function escapedInside(inside: string): string {
  return inside
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\\["\\/bfnrtu]|["\\\u0000-\u001f]/g, (found) =>
      found.length > 1 ? found : JSON.stringify(found).slice(1, -1),
    );
}
