import type { PushPlan } from '#sync/model';
import type { PushAnswer } from '#sync/ports';

/** Answers as a user who sends changes only (PATCH) because a PUT could clear secrets that it omits. */
export function avoidRisk({ secretsAtRisk, method }: PushPlan): PushAnswer {
  if (secretsAtRisk.length === 0) return { kind: 'push' };
  return { kind: method === 'put' ? 'patch' : 'cancel' };
}
