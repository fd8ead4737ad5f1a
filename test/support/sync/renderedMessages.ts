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

/** What the user sees before a push: the question and both sides of the diff. */
export function shownBeforePush(plan: PushPlan): string {
  const { title, details, action } = describePush(plan);
  const { before, after } = pushDiff(agentSchema, plan);
  return [title, ...details, action, before, after].join('\n');
}

/** What the user sees before a pull, besides the file itself. */
export function shownBeforePull(plan: PullPlan): string {
  const { title, details, action } = describePull(plan);
  return [title, ...details, action].join('\n');
}

/** What the user sees before an agent is created. */
export function shownBeforeCreation(plan: CreatePlan): string {
  return [plan.agentName, toJsonText(plan.display), ...describeCreation(plan)].join('\n');
}

/** What the user sees after a push or an undo: the message, and everything shown in the file. */
export function shownAfterPush(outcome: PushOutcome): string {
  const messages = [
    describePushOutcome(outcome, describeFailure),
    describeUndoOutcome(outcome, describeFailure),
  ];
  return [...messages.map(({ text }) => text), ...shownInFile(outcome)].join('\n');
}

/** What the user sees after a pull. */
export function shownAfterPull(outcome: PullOutcome): string {
  return [describePullOutcome(outcome, describeFailure).text, ...shownInFile(outcome)].join('\n');
}

/** What is shown in the file after an agent was created. The message is not a part of the core. */
export function shownAfterCreation(outcome: CreateOutcome): string {
  return shownInFile(outcome).join('\n');
}

function describeFailure(failure: ApiFailure): string {
  return failureSentence(failure, 'api.example.com');
}

/** Diagnostics, code lenses and comparisons. */
function shownInFile(outcome: PushOutcome | PullOutcome | CreateOutcome): string[] {
  switch (outcome.kind) {
    case 'rejected':
      return outcome.rejections.map(({ text }) => text);
    case 'blocked':
      return outcome.causes.flatMap((cause) => [describeBlock(cause), ...conflictsIn(cause)]);
    case 'nothing-to-pull':
      return outcome.conflicts.flatMap(conflictTexts);
    case 'pulled':
      return outcome.plan.conflicts.flatMap(conflictTexts);
    default:
      return [];
  }
}

function conflictsIn(cause: BlockCause): string[] {
  return cause.kind === 'conflict' ? conflictTexts(cause.conflict) : [];
}

function conflictTexts(conflict: Conflict): string[] {
  const { local, remote } = conflict;
  return [conflictTitle(conflict), conflictMessage(conflict), conflictText(local), conflictText(remote)];
}
