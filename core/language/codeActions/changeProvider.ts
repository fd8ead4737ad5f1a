import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, annotatedNodeAt } from '../annotate';
import { assistantProvider, jsonAt, hasValueOrIsStored, allowedValues } from '../agentValues';
import type { Span } from '../syntax/document';
import { type Json, type Path, toPointer } from '../syntax/json';
import { isEmptyValue } from '../diagnostics/strings';
import type { Provider } from '../schema/schema';
import { labelOf } from '../schema/localizedSchema';
import { insertPlaceholders } from './placeholders';
import type { Fix } from './fix';

const assistant = 'assistant_provider';
const transcript = 'transcript_provider';

/** "Change provider to …" for each other provider if the cursor is on the provider. */
export function changeProvider(agent: AnnotatedAgent, span: Span): Fix[] {
  if (annotatedNodeAt(agent, span.offset)?.path.join('/') !== assistant) return [];
  const from = assistantProvider(agent);
  return [...agent.schema.providers.values()]
    .filter(({ id }) => id !== from)
    .map((to) => ({
      title: l10n.t`Change provider to ${labelOf(to)}`,
      kind: 'refactor.rewrite',
      ...insertPlaceholders(agent, missingFor(agent, from, to), [
        { path: [assistant], value: to.id },
        ...transcriptChange(agent, from, to),
      ]),
      preferred: false,
    }));
}

/**
 * The required properties that are missing, and the IDs that both providers use, as their values belong to the old one. API keys are not
 * copied.
 */
function missingFor(agent: AnnotatedAgent, from: string | undefined, to: Provider): string[] {
  const shared = sharedIds(agent, from, to);
  const hasUsableValue = (pointer: string) => !shared.includes(pointer) && hasValueOrIsStored(agent, pointer);
  const missing = to.requires
    .filter(({ any }) => !any.some(hasUsableValue))
    .flatMap(({ any }) => any.slice(0, 1));
  return [...new Set([...missing, ...shared])];
}

function sharedIds(agent: AnnotatedAgent, from: string | undefined, to: Provider): string[] {
  if (from === undefined) return [];
  return [...agent.schema.root.properties.values()]
    .filter(({ sharedBy }) => sharedBy.includes(from) && sharedBy.includes(to.id))
    .map(({ name }) => toPointer([name]))
    .filter((pointer) => !isEmptyValue(jsonAt(agent, pointer)));
}

/** If the transcript provider is the assistant provider, it is changed as well. */
function transcriptChange(
  agent: AnnotatedAgent,
  from: string | undefined,
  to: Provider,
): { path: Path; value: Json }[] {
  if (from === undefined || jsonAt(agent, toPointer([transcript])) !== from) return [];
  const allowed = allowedValues(agent.schema.atPointer(toPointer([transcript])), agent.options);
  return [{ path: [transcript], value: allowed.some(({ value }) => value === to.id) ? to.id : '' }];
}
