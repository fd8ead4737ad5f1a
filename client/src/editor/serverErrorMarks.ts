import { type AgentDocument, type Span, findValue, parseAgent, textOf } from '#language/syntax/document';
import type { Path } from '#language/syntax/json';
import { type Rejection, rejectionSentence } from '#sync/rejections';

/** An error of the server, and the value that it was about, as JSON text. */
export interface Mark extends Rejection {
  /** Undefined where the file had no such value: the mark stays while there is still none. */
  readonly about: string | undefined;
}

/** The server's errors about a text as marks on its values. */
export function marksOn(text: string, rejections: readonly Rejection[]): Mark[] {
  const document = parseAgent(text);
  return rejections.map((rejection) => ({ ...rejection, about: valueTextAt(document, rejection.path) }));
}

/** The marks that still apply to a text: those whose value is the one that the server rejected. */
export function applicableMarks(text: string, marks: readonly Mark[]): Mark[] {
  const document = parseAgent(text);
  return marks.filter(({ path, about }) => valueTextAt(document, path) === about);
}

/** The message of a mark, with the name of its property where the file doesn't have it. */
export function messageOf(mark: Mark): string {
  return mark.about === undefined ? rejectionSentence(mark) : mark.text;
}

/** Where to show an error about `path`: at its value, or the nearest value around it that the file has. */
export function spanFor(text: string, path: Path): Span {
  const document = parseAgent(text);
  for (let length = path.length; length > 0; length--) {
    const node = findValue(document, path.slice(0, length));
    if (node) return node.type === 'object' || node.type === 'array' ? opening(node) : node;
  }
  return document.root ? opening(document.root) : { offset: 0, length: 0 };
}

/** Only the opening bracket: a whole underlined object doesn't show where to look. */
function opening({ offset }: Span): Span {
  return { offset, length: 1 };
}

function valueTextAt(document: AgentDocument, path: Path): string | undefined {
  const node = findValue(document, path);
  return node && textOf(document, node);
}
