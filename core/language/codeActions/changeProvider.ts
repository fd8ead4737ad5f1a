import * as l10n from '@vscode/l10n';
import {
  type AnnotatedAgent,
  assistantProvider,
  jsonAt,
  hasValueOrIsStored,
  allowedValues,
  annotatedNodeAt,
} from '../annotate';
import type { Span } from '../syntax/document';
import { type Json, type Path, toPointer } from '../syntax/json';
import { isBlank } from '../diagnostics/strings';
import type { Provider } from '../schema/schema';
import { labelOf } from '../schema/localizedSchema';
import { fillIn } from './placeholders';
import type { Fix } from './fix';

const assistant = 'assistant_provider';
const transcript = 'transcript_provider';

/** "Change provider to …" for each other provider, where the cursor is on the provider. */
export function changeProvider(agent: AnnotatedAgent, span: Span): Fix[] {
  if (annotatedNodeAt(agent, span.offset)?.path.join('/') !== assistant) return [];
  const from = assistantProvider(agent);
  return [...agent.schema.providers.values()]
    .filter(({ id }) => id !== from)
    .map((to) => ({
      title: l10n.t`Change provider to ${labelOf(to)}`,
      kind: 'refactor.rewrite',
      ...fillIn(agent, toFillIn(agent, from, to), [
        { path: [assistant], value: to.id },
        ...transcriptChange(agent, from, to),
      ]),
      preferred: false,
    }));
}

/** What the new provider lacks, and the ids that both use: those that are there belong to the old one. No key is carried over. */
function toFillIn(agent: AnnotatedAgent, from: string | undefined, to: Provider): string[] {
  const shared = sharedIds(agent, from, to);
  const isThere = (pointer: string) => !shared.includes(pointer) && hasValueOrIsStored(agent, pointer);
  const lacking = to.requires.filter(({ any }) => !any.some(isThere)).flatMap(({ any }) => any.slice(0, 1));
  return [...new Set([...lacking, ...shared])];
}

function sharedIds(agent: AnnotatedAgent, from: string | undefined, to: Provider): string[] {
  if (from === undefined) return [];
  return [...agent.schema.root.properties.values()]
    .filter(({ usedBy }) => usedBy.includes(from) && usedBy.includes(to.id))
    .map(({ name }) => toPointer([name]))
    .filter((pointer) => !isBlank(jsonAt(agent, pointer)));
}

/** Most agents take transcripts from the provider they run at; then the one follows the other. */
function transcriptChange(
  agent: AnnotatedAgent,
  from: string | undefined,
  to: Provider,
): { path: Path; value: Json }[] {
  if (from === undefined || jsonAt(agent, toPointer([transcript])) !== from) return [];
  const known = allowedValues(agent.schema.atPointer(toPointer([transcript])), agent.options);
  return [{ path: [transcript], value: known.some(({ value }) => value === to.id) ? to.id : '' }];
}
