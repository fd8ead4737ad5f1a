import type { PushPlan } from '#sync/model';
import type { PushAnswer } from '#sync/ports';

/** A user who sends changes only rather than bet on what a server does with secrets that a PUT leaves out. */
export function careful({ atRisk, method }: PushPlan): PushAnswer {
  if (atRisk.length === 0) return { kind: 'push' };
  return { kind: method === 'put' ? 'patch' : 'cancel' };
}
