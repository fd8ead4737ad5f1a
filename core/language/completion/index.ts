import { type AnnotatedAgent, annotate } from '../annotate';
import { parseAgent } from '../syntax/document';
import { applyEdits } from '../syntax/edit';
import { type Position, placeText, positionIn } from './position';
import { propertyNames } from './propertyNames';
import { references } from './references';
import { templates } from './templates';
import type { Capabilities, CompletionCandidate, ReferenceNames, Request, Completion } from './item';
import { values } from './values';
import { variables } from './variables';

export type { Capabilities, ReferenceNames, Completion, CompletionKind } from './item';

/** Asked in this order, which is the order of the list. */
const providers: readonly ((request: Request) => CompletionCandidate[])[] = [
  templates,
  propertyNames,
  references,
  values,
  variables,
];

/**
 * Characters after which an editor should ask by itself. Not the comma or the brackets: a new line usually follows those, and
 * the Enter that makes it would accept a suggestion instead.
 */
export const triggerCharacters: readonly string[] = ['"', ':', '$'];

/**
 * What could stand at `offset` (UTF-16 code units), best first. The text may be half-typed: accepting a suggestion adds the
 * quotes, colon and commas that it lacks and drops a comma that has become too much. Never throws.
 */
export function completionsAt(
  agent: AnnotatedAgent,
  offset: number,
  capabilities: Capabilities,
  known: ReferenceNames = { secrets: [], env: [] },
): Completion[] {
  const { text, refusal } = agent.document;
  const position = refusal ? undefined : positionIn(agent.document, offset);
  if (!position) return [];
  const request: Request = {
    text,
    agent: withoutTyped(agent, position),
    position,
    snippets: capabilities.snippets,
    references: known,
  };
  return providers
    .flatMap((provider) => provider(request))
    .map((offer, index) => suggestion(position, offer, index));
}

/** The agent with something valid in place of what is half-typed, or the rest of it would be lost on the parser. */
function withoutTyped({ document, schema, options }: AnnotatedAgent, position: Position): AnnotatedAgent {
  const { edit, additionalEdits } = placeText(position, neutralText(position));
  const text = applyEdits(document.text, [edit, ...additionalEdits]);
  return annotate(parseAgent(text, document), schema, options);
}

function neutralText({ kind, lacks }: Position): string {
  if (kind === 'value') return 'null';
  return { nothing: '""', colon: '"":', value: '"": null' }[lacks];
}

function suggestion(position: Position, offer: CompletionCandidate, index: number): Completion {
  const { text, within, matches } = offer;
  const { edit, additionalEdits } = within
    ? { edit: { offset: within.offset, length: within.length, newText: text }, additionalEdits: [] }
    : placeText(position, text);
  return {
    label: offer.label,
    kind: offer.kind,
    note: offer.note,
    deprecated: offer.deprecated === true,
    detail: offer.detail,
    documentation: offer.documentation,
    filterText: within ? matches.join(' ') : filterText(position, matches),
    sortText: String(index).padStart(4, '0'),
    edit,
    snippet: offer.snippet,
    additionalEdits,
    triggerSuggest: offer.triggerSuggest,
  };
}

/** Editors match this against all that is replaced before the cursor, an opening quote included. */
function filterText({ typed }: Position, [name = '', ...others]: readonly string[]): string {
  // `null` stands where nothing is chosen yet: all that could be chosen matches it.
  if (typed === 'null') return typed;
  const first = typed.startsWith('"') ? `"${name}"` : name;
  return [first, ...others.filter((other) => other !== name)].join(' ');
}
