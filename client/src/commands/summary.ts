import type { Message } from '../sync/describe';
import type { PullOutcome, PushOutcome } from '../sync/outcomes';

/** What became of one file of many. `skipped`: nothing was done, because the user said so or time ran out. */
export type Result = 'done' | 'same' | 'skipped' | 'failed';

export interface FileResult {
  readonly name: string;
  readonly result: Result;
}

/** How a push or a pull of one file counts among many. What needs a person to look counts as failed. */
export function resultOf(kind: PushOutcome['kind'] | PullOutcome['kind']): Result {
  switch (kind) {
    case 'pushed':
    case 'pulled':
      return 'done';
    case 'in-sync':
    case 'nothing-to-pull':
    case 'nothing-to-undo':
      return 'same';
    case 'cancelled':
      return 'skipped';
    default:
      return 'failed';
  }
}

/** Many results in a sentence or two: what was done, what not, and which files to look at. */
export function summaryOf(done: string, results: readonly FileResult[]): Message {
  const named = (wanted: Result) => results.filter(({ result }) => result === wanted).map(({ name }) => name);
  const failed = named('failed');
  const counts = [
    [named('done').length, done],
    [named('same').length, 'unchanged'],
    [named('skipped').length, 'skipped'],
    [failed.length, 'failed'],
  ] as const;
  const said = counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  const text = `Of ${results.length} agents: ${said.join(', ')}.`;
  if (failed.length === 0) return { level: 'info', text };
  const shown = failed.slice(0, 3).join(', ');
  const more = failed.length > 3 ? ` and ${failed.length - 3} more` : '';
  return { level: 'warning', text: `${text} Look at ${shown}${more}.` };
}
