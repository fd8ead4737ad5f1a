import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, topLevelProperty } from '../annotate';
import { foreignFileIn } from '../foreign/detect';
import { spanOf, textOf } from '../syntax/document';
import { oneLine } from './messages';
import type { Problem, RuleSettings } from './problem';

/** The one rule that looks at more than one file; everything else about it is as with the others. */
export const duplicateId = { id: 'duplicate-id', severity: 'warning' } as const;

/** The id by which a file finds its agent on Cekura, as digits, however they are written; undefined where it has none. */
export function agentIdOf(agent: AnnotatedAgent): string | undefined {
  if (foreignFileIn(agent.schema, agent.document)) return undefined;
  const value = topLevelProperty(agent, 'id')?.value;
  if (value?.type !== 'number') return undefined;
  return Number.isSafeInteger(value.value) ? String(value.value) : textOf(agent.document, value);
}

/** What is wrong with an agent whose id stands in other files too. `others`: what those files are called. */
export function duplicateIdProblems(
  agent: AnnotatedAgent,
  others: readonly string[],
  settings: RuleSettings = {},
): Problem[] {
  const severity = settings[duplicateId.id] ?? duplicateId.severity;
  const value = topLevelProperty(agent, 'id')?.value;
  if (!value || others.length === 0 || severity === 'off') return [];
  const message = oneLine(messageFor(others));
  return [{ rule: duplicateId.id, severity, message, span: spanOf(value), path: ['id'] }];
}

function messageFor(files: readonly string[]): string {
  const [file = ''] = files;
  return files.length === 1
    ? l10n.t`${file} has the same ID. Pushing one file overwrites the other.`
    : l10n.t`${files.length} other files have the same ID. Pushing one file overwrites the others.`;
}
