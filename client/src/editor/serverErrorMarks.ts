import { type AgentDocument, type Span, findValue, parseAgent, textOf } from '#language/syntax/document';
import type { Path } from '#language/syntax/json';
import { type Rejection, rejectionSentence } from '#sync/rejections';

/** A sentence of the server, and the value that it was about, as text. */
export interface Mark extends Rejection {
  /** Undefined where the file had no such value: the sentence stands while there is still none. */
  readonly about: string | undefined;
}

/** What the server said about a text → marks on its values. */
export function marksOn(text: string, rejections: readonly Rejection[]): Mark[] {
  const document = parseAgent(text);
  return rejections.map((rejection) => ({ ...rejection, about: valueTextAt(document, rejection.path) }));
}

/** The marks that still hold for a text: those whose value is what it was when the server refused it. */
export function standing(text: string, marks: readonly Mark[]): Mark[] {
  const document = parseAgent(text);
  return marks.filter(({ path, about }) => valueTextAt(document, path) === about);
}

/** What a mark says: the server's sentence, with the name of its member where the file has none to show it at. */
export function messageOf(mark: Mark): string {
  return mark.about === undefined ? rejectionSentence(mark) : mark.text;
}

/** Where to show what is said about `path`: its value, or the nearest value around it that the file has. */
export function spanFor(text: string, path: Path): Span {
  const document = parseAgent(text);
  for (let length = path.length; length > 0; length--) {
    const node = findValue(document, path.slice(0, length));
    if (node) return node.type === 'object' || node.type === 'array' ? opening(node) : node;
  }
  return document.root ? opening(document.root) : { offset: 0, length: 0 };
}

/** A whole object underlined tells nobody where to look; its brace does. */
function opening({ offset }: Span): Span {
  return { offset, length: 1 };
}

function valueTextAt(document: AgentDocument, path: Path): string | undefined {
  const node = findValue(document, path);
  return node && textOf(document, node);
}
