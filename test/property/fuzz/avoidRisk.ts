import type { PushPlan } from '#sync/model';
import type { PushAnswer } from '#sync/ports';

/** Answers as a user who sends changes only (PATCH) because a PUT could clear secrets that it omits. */
export function avoidRisk({ atRisk, method }: PushPlan): PushAnswer {
  if (atRisk.length === 0) return { kind: 'push' };
  return { kind: method === 'put' ? 'patch' : 'cancel' };
}
