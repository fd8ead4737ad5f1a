import { type AnnotatedAgent, annotate } from '../annotate';
import { endOf, parseEdited } from '../syntax/document';
import { applyEdits } from '../syntax/edit';
import { type CompletionPosition, placeText, positionIn } from './position';
import { promptFiles } from './promptFiles';
import { propertyNames } from './propertyNames';
import { references } from './references';
import { templates } from './templates';
import type { Capabilities, CompletionCandidate, ReferenceNames, Request, Completion } from './item';
import { values } from './values';
import { variableCandidates } from './variables';

export type { Capabilities, ReferenceNames, Completion, CompletionKind } from './item';

/** In order of precedence in the list. */
const providers: readonly ((request: Request) => CompletionCandidate[])[] = [
  templates,
  propertyNames,
  references,
  promptFiles,
  values,
  variableCandidates,
];

/**
 * Characters that trigger completion. Not the comma or the brackets: they are usually followed by Enter, which would accept a
 * suggestion.
 */
export const triggerCharacters: readonly string[] = ['"', ':', '$', '/'];

/**
 * The completions at `offset` (UTF-16 code units), best first. The text may be half-typed: accepting a completion adds missing
 * quotes, colons and commas, and removes a comma that is no longer needed. Never throws.
 */
export function completionsAt(
  agent: AnnotatedAgent,
  offset: number,
  capabilities: Capabilities,
  referenceNames: ReferenceNames = { secrets: [], env: [] },
): Completion[] {
  const { text, exceededLimit } = agent.document;
  const position = exceededLimit ? undefined : positionIn(agent.document, offset);
  if (!position) return [];
  const { schema, options } = agent;
  let parsed: AnnotatedAgent | undefined;
  const request: Request = {
    text,
    schema,
    options,
    position,
    snippets: capabilities.snippets,
    references: referenceNames,
    get agent() {
      parsed ??= withoutTyped(agent, position);
      return parsed;
    },
  };
  return providers
    .flatMap((provider) => provider(request))
    .map((candidate, index) => toCompletion(position, candidate, index));
}

/** The agent with a valid value instead of the half-typed text, so that the parser can read the rest. */
function withoutTyped(
  { document, schema, options }: AnnotatedAgent,
  position: CompletionPosition,
): AnnotatedAgent {
  const { edit, additionalEdits } = placeText(position, neutralText(position));
  const edits = [edit, ...additionalEdits];
  const offset = Math.min(...edits.map((textEdit) => textEdit.offset));
  const end = Math.max(...edits.map(endOf));
  const inside = edits.map((textEdit) => ({ ...textEdit, offset: textEdit.offset - offset }));
  const newText = applyEdits(document.text.slice(offset, end), inside);
  return annotate(parseEdited(document, { offset, length: end - offset }, newText), schema, options);
}

function neutralText({ kind, missing }: CompletionPosition): string {
  if (kind === 'value') return 'null';
  return { nothing: '""', colon: '"":', value: '"": null' }[missing];
}

function toCompletion(
  position: CompletionPosition,
  candidate: CompletionCandidate,
  index: number,
): Completion {
  const { text, within, matches } = candidate;
  const { edit, additionalEdits } = within
    ? { edit: { offset: within.offset, length: within.length, newText: text }, additionalEdits: [] }
    : placeText(position, text);
  return {
    label: candidate.label,
    kind: candidate.kind,
    note: candidate.note,
    deprecated: candidate.deprecated === true,
    detail: candidate.detail,
    documentation: candidate.documentation,
    filterText: within ? matches.join(' ') : filterText(position, matches),
    sortText: String(index).padStart(4, '0'),
    edit,
    snippet: candidate.snippet,
    additionalEdits,
    triggerSuggest: candidate.triggerSuggest,
  };
}

/** Editors match this with all replaced text before the cursor, including an opening quote. */
function filterText({ typed }: CompletionPosition, matches: readonly string[]): string {
  // `null` is a value that is not chosen yet, so all values match it.
  if (typed === 'null') return typed;
  const text = matches.join(' ');
  const name = matches[0] ?? '';
  return typed.startsWith('"') ? `"${name}"${text.slice(name.length)}` : text;
}
