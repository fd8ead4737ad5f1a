import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { removeProperties } from '../syntax/edit';
import { displayPath } from '../diagnostics/messages';
import type { Problem } from '../diagnostics';
import { providerName } from '../schema/localizedSchema';
import { type Fix, quickFix } from './fix';
import { removeProblemProperty } from './locate';

/** Removes the property that a problem is about. */
export function removeProperty(agent: AnnotatedAgent, problem: Problem, preferred = false): Fix[] {
  const edits = removeProblemProperty(agent, problem);
  return edits.length === 0
    ? []
    : [quickFix(problem, l10n.t`Remove "${displayPath(problem.path)}"`, edits, preferred)];
}

/** Removes only the marked property, not others of the same name. */
export function removeDuplicate(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const title = l10n.t`Remove duplicate "${displayPath(problem.path)}"`;
  return [quickFix(problem, title, removeProblemProperty(agent, problem), true)];
}

/** Removes the property, or all properties that only this provider uses. */
export function removeProviderProperties(agent: AnnotatedAgent, problem: Problem, provider: string): Fix[] {
  const properties = agent.nodes
    .filter(({ path, schema }) => path.length === 1 && schema?.provider === provider && !schema.readOnly)
    .map(({ property }) => property)
    .filter((property) => property !== undefined);
  const removal = removeProperty(agent, problem);
  if (properties.length < 2) return removal;
  return [
    ...removal,
    quickFix(
      problem,
      l10n.t`Remove all ${providerName(agent.schema, provider)} properties`,
      removeProperties(agent.document, properties),
    ),
  ];
}
