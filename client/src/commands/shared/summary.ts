import * as l10n from '@vscode/l10n';
import type { Message } from '#sync/messages/message';
import type { Conflict } from '#sync/model';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';

/**
 * The result for one of several files. `needs-attention`: done, but something needs attention; `skipped`: nothing was done because the user skipped it
 * or canceled.
 */
export type BatchResultKind = 'done' | 'unchanged' | 'needs-attention' | 'skipped' | 'failed';

export interface BatchFileResult {
  readonly name: string;
  readonly result: BatchResultKind;
  /** The reason, for results that need an explanation. */
  readonly reason?: string | undefined;
}

/** What is done with each file. */
export type BatchOperation = 'push' | 'pull';

/** The maximum number of reasons in the message. */
const maxReasons = 3;

/** The result of a push or a pull of one file. */
export function batchResultOf(outcome: PushOutcome | PullOutcome): BatchResultKind {
  if (conflictsIn(outcome).length > 0) return 'needs-attention';
  switch (outcome.kind) {
    case 'pushed':
    case 'pulled':
      return 'done';
    case 'in-sync':
    case 'nothing-to-pull':
    case 'nothing-to-undo':
      return 'unchanged';
    case 'verification-failed':
    case 'unverified':
    case 'unknown':
      return 'needs-attention';
    case 'canceled':
      return 'skipped';
    default:
      return 'failed';
  }
}

/** Conflicts of a pull that the user has to resolve. */
export function conflictsIn(outcome: PushOutcome | PullOutcome): readonly Conflict[] {
  if (outcome.kind === 'pulled') return outcome.plan.conflicts;
  return outcome.kind === 'nothing-to-pull' ? outcome.conflicts : [];
}

/** A summary of results: the number of each kind, and the reasons for failures. */
export function batchSummary(operation: BatchOperation, results: readonly BatchFileResult[]): Message {
  const unfinished = results.filter(({ result }) => result !== 'done' && result !== 'unchanged');
  const reasons = unfinished.flatMap(({ name, reason }) =>
    reason === undefined ? [] : [`${name}: ${reason}`],
  );
  const listed = reasons.slice(0, maxReasons);
  const remaining = reasons.length - listed.length;
  const parts = [
    countsOf(results, operation),
    ...listed,
    ...(remaining > 0 ? [l10n.t`And ${remaining} more.`] : []),
  ];
  const needsAttention = unfinished.some(({ result }) => result !== 'skipped');
  return { level: needsAttention ? 'warning' : 'info', text: parts.join(' ') };
}

/** `4 agents: 2 pushed, 1 skipped, 1 failed.`: each result that occurs. */
function countsOf(results: readonly BatchFileResult[], operation: BatchOperation): string {
  const [only, ...others] = results;
  if (only && others.length === 0) return countOfOne(only.result, operation);
  const order = ['done', 'unchanged', 'needs-attention', 'skipped', 'failed'] as const;
  const counts = order.flatMap((kind) => {
    const count = results.filter(({ result }) => result === kind).length;
    return count > 0 ? [resultCount(kind, count, operation)] : [];
  });
  return l10n.t`${results.length} agents: ${counts.join(', ')}.`;
}

function resultCount(result: BatchResultKind, count: number, operation: BatchOperation): string {
  switch (result) {
    case 'done':
      return operation === 'push' ? l10n.t`${count} pushed` : l10n.t`${count} pulled`;
    case 'unchanged':
      return l10n.t`${count} unchanged`;
    case 'needs-attention':
      return l10n.t`${count} need attention`;
    case 'skipped':
      return l10n.t`${count} skipped`;
    case 'failed':
      return l10n.t`${count} failed`;
  }
}

function countOfOne(result: BatchResultKind, operation: BatchOperation): string {
  switch (result) {
    case 'done':
      return operation === 'push' ? l10n.t('1 agent pushed.') : l10n.t('1 agent pulled.');
    case 'unchanged':
      return l10n.t('1 agent unchanged.');
    case 'needs-attention':
      return l10n.t('1 agent needs attention.');
    case 'skipped':
      return l10n.t('1 agent skipped.');
    case 'failed':
      return l10n.t('1 agent failed.');
  }
}

/** The title of the progress of pulling agents. */
export function pullingTitle(count: number, host: string): string {
  return count === 1 ? l10n.t`Pulling 1 agent (${host})…` : l10n.t`Pulling ${count} agents (${host})…`;
}

/** The label of a result in a list. */
export function resultLabel(result: BatchResultKind, operation: BatchOperation): string {
  switch (result) {
    case 'done':
      return operation === 'push' ? l10n.t('pushed') : l10n.t('pulled');
    case 'unchanged':
      return l10n.t('unchanged');
    case 'needs-attention':
      return l10n.t('needs attention');
    case 'skipped':
      return l10n.t('skipped');
    case 'failed':
      return l10n.t('failed');
  }
}
