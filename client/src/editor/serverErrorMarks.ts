import { type AgentDocument, type Span, findValue, parseAgent, textOf } from '#language/syntax/document';
import type { Path } from '#language/syntax/json';
import { type Rejection, rejectionSentence } from '#sync/rejections';

/** A server error and the rejected value as JSON text. */
export interface Mark extends Rejection {
  /** Undefined if the file had no such value: the error is shown as long as there is none. */
  readonly rejectedValue: string | undefined;
}

/** The server errors of a text with the rejected values. */
export function marksOn(text: string, rejections: readonly Rejection[]): Mark[] {
  const document = parseAgent(text);
  return rejections.map((rejection) => ({
    ...rejection,
    rejectedValue: valueTextAt(document, rejection.path),
  }));
}

/** The errors that still apply to a text because the rejected value is unchanged. */
export function applicableMarks(text: string, marks: readonly Mark[]): Mark[] {
  const document = parseAgent(text);
  return marks.filter(({ path, rejectedValue }) => valueTextAt(document, path) === rejectedValue);
}

/** The message of an error, with the name of its property if the file doesn't contain it. */
export function markMessage(mark: Mark): string {
  return mark.rejectedValue === undefined ? rejectionSentence(mark) : mark.text;
}

/** The range of an error for `path`: its value, or its nearest parent in the file. */
export function spanFor(text: string, path: Path): Span {
  const document = parseAgent(text);
  for (let length = path.length; length > 0; length--) {
    const node = findValue(document, path.slice(0, length));
    if (node) return node.type === 'object' || node.type === 'array' ? opening(node) : node;
  }
  return document.root ? opening(document.root) : { offset: 0, length: 0 };
}

/** Only the opening bracket of objects and arrays, because underlining the whole value would be distracting. */
function opening({ offset }: Span): Span {
  return { offset, length: 1 };
}

function valueTextAt(document: AgentDocument, path: Path): string | undefined {
  const node = findValue(document, path);
  return node && textOf(document, node);
}
