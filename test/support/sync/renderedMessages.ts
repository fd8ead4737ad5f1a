import { failureSentence } from '#api/failures';
import type { CreateOutcome, CreatePlan } from '#sync/create/create';
import { describePullOutcome, describePushOutcome, describeUndoOutcome } from '#sync/messages/describe';
import { describeBlock } from '#sync/messages/describeBlock';
import { conflictMessage, conflictTitle, conflictText } from '#sync/messages/describeConflict';
import { describeCreation, describePull, describePush } from '#sync/messages/describeQuestion';
import { pushDiff } from '#sync/messages/renderDiff';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { BlockCause, Conflict, PullPlan, PushPlan } from '#sync/model';
import type { ApiFailure } from '#sync/ports';
import { toJsonText } from '#language/syntax/json';
import { agentSchema } from '../language/agents';

/** What a user reads before a push: the question, and both sides of the difference. */
export function shownBeforePush(plan: PushPlan): string {
  const { title, details, action } = describePush(plan);
  const { before, after } = pushDiff(agentSchema, plan);
  return [title, ...details, action, before, after].join('\n');
}

/** What a user reads before a pull, besides the file's own text. */
export function shownBeforePull(plan: PullPlan): string {
  const { title, details, action } = describePull(plan);
  return [title, ...details, action].join('\n');
}

/** What there is to show before a creation. */
export function shownBeforeCreation(plan: CreatePlan): string {
  return [plan.agentName, toJsonText(plan.shown), ...describeCreation(plan)].join('\n');
}

/** What a user reads when a push or an undo has ended: the message, and what stands in the file. */
export function shownAfterPush(outcome: PushOutcome): string {
  const messages = [describePushOutcome(outcome, said), describeUndoOutcome(outcome, said)];
  return [...messages.map(({ text }) => text), ...inTheFile(outcome)].join('\n');
}

/** The same after a pull. */
export function shownAfterPull(outcome: PullOutcome): string {
  return [describePullOutcome(outcome, said).text, ...inTheFile(outcome)].join('\n');
}

/** What is shown in the file after a creation; its messages are put together where they are shown. */
export function shownAfterCreation(outcome: CreateOutcome): string {
  return inTheFile(outcome).join('\n');
}

function said(failure: ApiFailure): string {
  return failureSentence(failure, 'api.example.com');
}

/** What marks, lenses and comparisons say about an outcome. */
function inTheFile(outcome: PushOutcome | PullOutcome | CreateOutcome): string[] {
  switch (outcome.kind) {
    case 'rejected':
      return outcome.rejections.map(({ text }) => text);
    case 'blocked':
      return outcome.causes.flatMap((cause) => [describeBlock(cause), ...conflictsIn(cause)]);
    case 'nothing-to-pull':
      return outcome.conflicts.flatMap(shownOf);
    case 'pulled':
      return outcome.plan.conflicts.flatMap(shownOf);
    default:
      return [];
  }
}

function conflictsIn(cause: BlockCause): string[] {
  return cause.kind === 'conflict' ? shownOf(cause.conflict) : [];
}

function shownOf(conflict: Conflict): string[] {
  const { local, remote } = conflict;
  return [conflictTitle(conflict), conflictMessage(conflict), conflictText(local), conflictText(remote)];
}
