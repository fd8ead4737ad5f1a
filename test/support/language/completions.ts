import assert from 'node:assert/strict';
import { type ReferenceNames, type Completion, completionsAt } from '#language/completion/index';
import { applyEdits } from '#language/syntax/edit';
import { annotated, atCursor } from './agents';

export interface Asking {
  readonly snippets?: boolean;
  readonly references?: ReferenceNames;
  readonly additionalValues?: Readonly<Record<string, readonly string[]>>;
}

/** Suggestions at the ▮ of a text. */
export function suggestionsIn(marked: string, asking: Asking = {}): Completion[] {
  const { text, offset } = atCursor(marked);
  return suggestionsAt(text, offset, asking);
}

export function suggestionsAt(text: string, offset: number, asking: Asking = {}): Completion[] {
  const { snippets = true, references, additionalValues = {} } = asking;
  return completionsAt(annotated(text, { additionalValues }), offset, { snippets }, references);
}

export function labelsIn(marked: string, asking?: Asking): string[] {
  return suggestionsIn(marked, asking).map(({ label }) => label);
}

/** The text after an editor has taken a suggestion over, tab stops left as they are put. */
export function accepted(text: string, { edit, additionalEdits, snippet }: Completion): string {
  const newText = snippet ? inserted(edit.newText) : edit.newText;
  return applyEdits(text, [{ ...edit, newText }, ...additionalEdits]);
}

/** The text that a snippet leaves behind: placeholders keep their text, choices their first, tab stops none, escapes are undone. */
export function inserted(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\d+|\$\{\d+(?:[:|]([^}|,]*)[^}]*)?\}/g,
    (_, character?: string, placeholder?: string) => character ?? placeholder ?? '',
  );
}

/** Marked text → the text after accepting the suggestion called `label`, and what was suggested. */
export function acceptIn(marked: string, label: string, asking?: Asking): string {
  const { text } = atCursor(marked);
  const found = suggestionsIn(marked, asking).filter((suggestion) => suggestion.label === label);
  assert.equal(found.length, 1, `${label} is offered once in: ${marked}`);
  return accepted(text, found[0]!);
}

/** Whether an editor still shows a suggestion: the typed letters occur in its filter text, in order. */
export function passesFilter(marked: string, { edit, filterText }: Completion): boolean {
  const { text, offset } = atCursor(marked);
  let from = 0;
  return Array.from(text.slice(edit.offset, offset).toLowerCase()).every((letter) => {
    const found = filterText.toLowerCase().indexOf(letter, from);
    from = found + 1;
    return found >= 0;
  });
}
