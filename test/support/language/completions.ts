import assert from 'node:assert/strict';
import { type ReferenceNames, type Completion, completionsAt } from '#language/completion/index';
import { applyEdits } from '#language/syntax/edit';
import { annotated, atCursor } from './agents';

export interface CompletionOptions {
  readonly snippets?: boolean;
  readonly references?: ReferenceNames;
  readonly additionalValues?: Readonly<Record<string, readonly string[]>>;
}

/** Completions at the ▮ in a text. */
export function completionsIn(marked: string, options: CompletionOptions = {}): Completion[] {
  const { text, offset } = atCursor(marked);
  return completionsAtOffset(text, offset, options);
}

export function completionsAtOffset(
  text: string,
  offset: number,
  options: CompletionOptions = {},
): Completion[] {
  const { snippets = true, references, additionalValues = {} } = options;
  return completionsAt(annotated(text, { additionalValues }), offset, { snippets }, references);
}

export function labelsIn(marked: string, options?: CompletionOptions): string[] {
  return completionsIn(marked, options).map(({ label }) => label);
}

/** The text after accepting a completion. */
export function applyCompletion(text: string, { edit, additionalEdits, snippet }: Completion): string {
  const newText = snippet ? expandSnippet(edit.newText) : edit.newText;
  return applyEdits(text, [{ ...edit, newText }, ...additionalEdits]);
}

/** The text that a snippet inserts: placeholders are replaced with their text, choices with the first one, tab stops with nothing. */
export function expandSnippet(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\d+|\$\{\d+(?:[:|]([^}|,]*)[^}]*)?\}/g,
    (_, character?: string, placeholder?: string) => character ?? placeholder ?? '',
  );
}

/** Marked text → the text after accepting the completion with this label. */
export function acceptIn(marked: string, label: string, options?: CompletionOptions): string {
  const { text } = atCursor(marked);
  const found = completionsIn(marked, options).filter((suggestion) => suggestion.label === label);
  assert.equal(found.length, 1, `${label} is offered once in: ${marked}`);
  return applyCompletion(text, found[0]!);
}

/** Whether an editor still shows a completion: its filter text contains the typed letters in order. */
export function passesFilter(marked: string, { edit, filterText }: Completion): boolean {
  const { text, offset } = atCursor(marked);
  let from = 0;
  return Array.from(text.slice(edit.offset, offset).toLowerCase()).every((letter) => {
    const found = filterText.toLowerCase().indexOf(letter, from);
    from = found + 1;
    return found >= 0;
  });
}
