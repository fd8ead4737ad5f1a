import { failureSentence } from '#api/failures';
import type { CreateOutcome, CreatePlan } from '#sync/create/create';
import {
  describeBlock,
  describePullOutcome,
  describePushOutcome,
  describeUndoOutcome,
} from '#sync/messages/describe';
import { disputeProblem, disputeTitle, disputedText } from '#sync/messages/describeConflict';
import { describeCreation, describePull, describePush } from '#sync/messages/describeQuestion';
import { pushDiff } from '#sync/messages/renderDiff';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { BlockCause, Contested, PullPlan, PushPlan } from '#sync/model';
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
      return outcome.causes.flatMap((cause) => [describeBlock(cause), ...disputesIn(cause)]);
    case 'nothing-to-pull':
      return outcome.contested.flatMap(shownOf);
    case 'pulled':
      return outcome.plan.contested.flatMap(shownOf);
    default:
      return [];
  }
}

function disputesIn(cause: BlockCause): string[] {
  return cause.kind === 'conflict' ? shownOf(cause.contested) : [];
}

function shownOf(contested: Contested): string[] {
  const { mine, theirs } = contested;
  return [disputeTitle(contested), disputeProblem(contested), disputedText(mine), disputedText(theirs)];
}
