import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, topLevelProperty } from '../annotate';
import { foreignFileIn } from '../foreign/detect';
import { spanOf, textOf } from '../syntax/document';
import { oneLine } from './messages';
import type { Problem, RuleSettings } from './problem';

/** The only rule that depends on several files. */
export const duplicateId = { id: 'duplicate-id', severity: 'warning' } as const;

/** The ID of the agent on Cekura, as digits; undefined if the file has none. */
export function agentIdOf(agent: AnnotatedAgent): string | undefined {
  if (foreignFileIn(agent.schema, agent.document)) return undefined;
  const value = topLevelProperty(agent, 'id')?.value;
  if (value?.type !== 'number') return undefined;
  return Number.isSafeInteger(value.value) ? String(value.value) : textOf(agent.document, value);
}

/** The problem of an agent whose ID is in other files as well. `others`: their names. */
export function duplicateIdProblems(
  agent: AnnotatedAgent,
  others: readonly string[],
  settings: RuleSettings = {},
): Problem[] {
  const severity = settings[duplicateId.id] ?? duplicateId.severity;
  const value = topLevelProperty(agent, 'id')?.value;
  if (!value || others.length === 0 || severity === 'off') return [];
  const message = oneLine(duplicateIdMessage(others));
  return [{ rule: duplicateId.id, severity, message, span: spanOf(value), path: ['id'] }];
}

function duplicateIdMessage(files: readonly string[]): string {
  const [file = ''] = files;
  return files.length === 1
    ? l10n.t`${file} has the same ID. Pushing one file overwrites the other.`
    : l10n.t`${files.length} other files have the same ID. Pushing one file overwrites the others.`;
}
