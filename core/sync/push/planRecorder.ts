import type { PushPlan } from '../model';
import type { Confirm, PushAnswer } from '../ports';

/** Records the plan of a push instead of asking, and cancels, so that nothing is written. */
export class PlanRecorder implements Confirm {
  plan: PushPlan | undefined;

  push(plan: PushPlan): Promise<PushAnswer> {
    this.plan = plan;
    return Promise.resolve({ kind: 'cancel' });
  }

  pull(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
