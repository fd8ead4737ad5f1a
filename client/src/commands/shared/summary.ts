import * as l10n from '@vscode/l10n';
import type { Message } from '#sync/messages/describe';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { Conflict } from '#sync/model';

/**
 * What became of one file of many. `open`: what could be done was done, and a person has to look; `skipped`: nothing was done, because
 * the user said so or time ran out.
 */
export type Result = 'done' | 'same' | 'open' | 'skipped' | 'failed';

export interface FileResult {
  readonly name: string;
  readonly result: Result;
}

/** How a push or a pull of one file counts among many. */
export function resultOf(outcome: PushOutcome | PullOutcome): Result {
  if (conflictsIn(outcome).length > 0) return 'open';
  switch (outcome.kind) {
    case 'pushed':
    case 'pulled':
      return 'done';
    case 'in-sync':
    case 'nothing-to-pull':
    case 'nothing-to-undo':
      return 'same';
    case 'verification-failed':
    case 'unverified':
    case 'unknown':
      return 'open';
    case 'cancelled':
      return 'skipped';
    default:
      return 'failed';
  }
}

/** What a pull left for somebody to decide. */
export function conflictsIn(outcome: PushOutcome | PullOutcome): readonly Conflict[] {
  if (outcome.kind === 'pulled') return outcome.plan.conflicts;
  return outcome.kind === 'nothing-to-pull' ? outcome.conflicts : [];
}

/** Many results in a sentence or two: what was done, what not, and which files to look at. */
export function summaryOf(done: 'pushed' | 'pulled', results: readonly FileResult[]): Message {
  const toLookAt = results.flatMap(({ name, result }) =>
    result === 'failed' || result === 'open' ? [name] : [],
  );
  const text = countsOf(results, done);
  if (toLookAt.length === 0) return { level: 'info', text };
  const shown = toLookAt.slice(0, 3).join(', ');
  const look =
    toLookAt.length > 3 ? l10n.t`Check ${shown} and ${toLookAt.length - 3} more.` : l10n.t`Check ${shown}.`;
  return { level: 'warning', text: `${text} ${look}` };
}

/** `Of 4 agents: 2 pushed, 1 skipped, 1 failed.`: each result that occurs. */
function countsOf(results: readonly FileResult[], done: 'pushed' | 'pulled'): string {
  const [only, ...others] = results;
  if (only && others.length === 0) return wordsForOne(only.result, done);
  const words: Readonly<Record<Result, (count: number) => string>> = {
    done: (count) => (done === 'pushed' ? l10n.t`${count} pushed` : l10n.t`${count} pulled`),
    same: (count) => l10n.t`${count} unchanged`,
    open: (count) => l10n.t`${count} needing attention`,
    skipped: (count) => l10n.t`${count} skipped`,
    failed: (count) => l10n.t`${count} failed`,
  };
  const order = ['done', 'same', 'open', 'skipped', 'failed'] as const;
  const counts = order.flatMap((wanted) => {
    const count = results.filter(({ result }) => result === wanted).length;
    return count > 0 ? [words[wanted](count)] : [];
  });
  return l10n.t`${results.length} agents: ${counts.join(', ')}.`;
}

function wordsForOne(result: Result, done: 'pushed' | 'pulled'): string {
  switch (result) {
    case 'done':
      return done === 'pushed' ? l10n.t('1 agent pushed.') : l10n.t('1 agent pulled.');
    case 'same':
      return l10n.t('1 agent unchanged.');
    case 'open':
      return l10n.t('1 agent needs attention.');
    case 'skipped':
      return l10n.t('1 agent skipped.');
    case 'failed':
      return l10n.t('1 agent failed.');
  }
}
