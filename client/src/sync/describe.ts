import { type Path, toPointer } from '../../../server/src/language/json';
import { dotted } from '../../../server/src/language/names';
import { referenceText } from '../../../server/src/language/secrets';
import type { Discrepancy, PullOutcome, PushOutcome } from './outcomes';
import type { BlockCause, PullPlan, PushPlan, RiskReason, SecretStep } from './plan';
import type { ApiFailure } from './ports';

/** A message for people. `error` and `warning` want something done, `info` doesn't. */
export interface Message {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** What to ask before a push. */
export interface Question {
  readonly title: string;
  /** What there is to know before saying yes, the gravest first; one sentence each. */
  readonly details: readonly string[];
  /** The label of the button that writes. */
  readonly action: string;
}

/** Says a failure of the API in words, next step included. */
export type SayFailure = (failure: ApiFailure) => string;

/** A pushed plan as a question. No value appears in it. */
export function describePush(plan: PushPlan): Question {
  const what = countOf(effectsOf(plan), 'change');
  return {
    title: `Push ${what} to ${plan.agentName}?`,
    details: plan.reasons.flatMap((reason) => sentencesFor(reason, plan)),
    action: `Push ${what}`,
  };
}

export function describePull(plan: PullPlan): Question {
  const what = countOf(plan.changes.length, 'change');
  return {
    title: `Pull ${what} of ${plan.agentName} into the file?`,
    details: withheldSentence(plan),
    action: `Pull ${what}`,
  };
}

/** Members and secrets that a push changes. */
function effectsOf({ changes, secrets }: PushPlan): number {
  return changes.length + secrets.filter(({ intent }) => intent !== 'keep').length;
}

function sentencesFor(reason: RiskReason, plan: PushPlan): string[] {
  switch (reason) {
    case 'secret-clear':
      return [`Cleared for good: ${listed(secretNames(plan, (step) => step.intent === 'clear'))}.`];
    case 'override':
      return ['Replaces what someone else changed on Cekura since the last sync.'];
    case 'unproven':
      return [
        `May be lost: ${listed(plan.unproven.map(dotted))}. Cekura was not seen to keep secrets left out.`,
      ];
    case 'no-base':
      return ['This file was never synced from here, so the whole difference counts as yours.'];
    case 'merge':
      return [
        `Keeps ${countOf(plan.incoming.length, 'change')} made on Cekura meanwhile, and adds them to the file.`,
      ];
    case 'secret-set':
      return [`Set: ${secretsSet(plan).join(', ')}.`];
    case 'deletion':
      return [
        `Cleared: ${listed(plan.changes.filter(({ after }) => isEmpty(after)).map(({ path }) => dottedPath(path)))}.`,
      ];
    case 'identity':
      return ['Changes which agent is called: a provider, an id, a number or an address.'];
    case 'rewritten':
      return ['Cekura rewrites some of this by itself: automatic updates are on for this agent.'];
  }
}

function secretNames({ secrets }: PushPlan, wanted: (step: SecretStep) => boolean): string[] {
  return secrets.filter(wanted).map(({ path }) => dottedPath(path));
}

function secretsSet({ secrets }: PushPlan): string[] {
  return secrets.flatMap((step) =>
    step.intent === 'set' ? [`${dottedPath(step.path)} ${sourceWords(step)}`] : [],
  );
}

/** Where the value of a secret that is set comes from. */
export function sourceWords(step: Extract<SecretStep, { intent: 'set' }>): string {
  switch (step.source.kind) {
    case 'reference':
      return `from ${referenceText(step.source.reference)}`;
    case 'literal':
      return 'from the file';
    case 'stored':
      return 'from secret storage';
    case 'entered':
      return 'as entered';
  }
}

/** Why nothing was sent, and the way on. */
export function describeBlock(cause: BlockCause): string {
  switch (cause.kind) {
    case 'unreadable':
      return 'The file is not valid JSON. Mend the syntax first.';
    case 'unlinked':
      return 'The file has no "id", so there is no agent to sync with. Create it on Cekura or add the id.';
    case 'bad-id':
      return 'The file\'s "id" is no agent id. It is a whole number, as Cekura returns it.';
    case 'placeholder':
      return `${dotted(cause.pointer)} still holds a placeholder. Write the real value first.`;
    case 'mask':
      return `${dotted(cause.pointer)} holds a mask, not a secret. Remove it to keep the stored one, or set a reference.`;
    case 'empty-secret':
      return `${dotted(cause.pointer)} is empty. Remove it to keep the stored secret; null clears it.`;
    case 'bad-reference':
      return `${dotted(cause.pointer)} is no readable reference. Write \${env:NAME} or \${secret:NAME} and nothing else.`;
    case 'missing-reference':
      return `${referenceText(cause.reference)} has no usable value for ${dotted(cause.pointer)}. Set it, then push again.`;
    case 'refused-reference':
      return `${referenceText(cause.reference)} is not approved for ${dotted(cause.pointer)}, so nothing was sent.`;
    case 'conflict':
      return `${dotted(cause.pointer)} was changed here and on Cekura. Choose whose value counts.`;
  }
}

/** How a push ended, in a sentence or two. */
export function describePushOutcome(outcome: PushOutcome, sayFailure: SayFailure): Message {
  switch (outcome.kind) {
    case 'in-sync':
      return info(inSync(outcome));
    case 'nothing-to-undo':
      return info('There is no push to undo.');
    case 'pushed':
      return pushed(outcome.plan, outcome.fileMoved);
    case 'pushed-differently':
      return error(`Pushed to ${outcome.plan.agentName}, but ${describeDiscrepancy(outcome.discrepancy)}`);
    case 'unverified':
      return warning(
        `Pushed to ${outcome.plan.agentName}, but not read back: ${sayFailure(outcome.failure)}`,
      );
    case 'unclear':
      return error(
        `It is unclear whether ${outcome.plan.agentName} was written. Compare before you push again.`,
      );
    case 'not-applied':
      return error(`Not applied, ${outcome.plan.agentName} is as it was: ${sayFailure(outcome.failure)}`);
    case 'blocked':
      return error(blocked(outcome.causes));
    case 'moved':
      return warning(moved(outcome.what));
    case 'rejected':
      return error(
        `Cekura refused the agent: ${countOf(outcome.rejections.length, 'problem')}, shown in the file.`,
      );
    case 'failed':
      return error(sayFailure(outcome.failure));
    case 'cancelled':
      return info('Cancelled. Nothing was sent.');
  }
}

/** How an undo of a push ended. */
export function describeUndoOutcome(outcome: PushOutcome, sayFailure: SayFailure): Message {
  switch (outcome.kind) {
    case 'pushed':
      return info(
        `${outcome.plan.agentName} is as it was before the push. Secrets stay as the push left them.`,
      );
    case 'moved':
      return warning(
        'The agent or the file changed since the push, so nothing was undone. Compare them first.',
      );
    default:
      return describePushOutcome(outcome, sayFailure);
  }
}

/** How a pull ended. */
export function describePullOutcome(outcome: PullOutcome, sayFailure: SayFailure): Message {
  switch (outcome.kind) {
    case 'nothing-to-pull':
      return outcome.contested.length > 0
        ? warning(contestedSentence(outcome.contested.length))
        : info(`Nothing to pull: ${outcome.agentName} has no news.`);
    case 'pulled':
      return pulled(outcome.plan);
    case 'blocked':
      return error(blocked(outcome.causes));
    case 'moved':
      return warning(moved(outcome.what));
    case 'failed':
      return error(sayFailure(outcome.failure));
    case 'cancelled':
      return info('Cancelled. The file is as it was.');
  }
}

function inSync({ agentName, incoming }: Extract<PushOutcome, { kind: 'in-sync' }>): string {
  return incoming > 0
    ? `Nothing to push. ${agentName} has ${countOf(incoming, 'change')} to pull.`
    : `In sync: ${agentName} already says the same.`;
}

function pushed(plan: PushPlan, fileMoved: boolean): Message {
  const text = `Pushed ${countOf(effectsOf(plan), 'change')} to ${plan.agentName}.`;
  return fileMoved
    ? warning(`${text} Others' changes did not go into the file. Pull to get them.`)
    : info(text);
}

/** What is amiss after a write, as the end of a sentence. */
export function describeDiscrepancy({ lostSecrets, notTaken }: Discrepancy): string {
  const lost =
    lostSecrets.length > 0 ? [`${listed(lostSecrets.map(dotted))} is no longer stored. Re-enter it.`] : [];
  const other = notTaken.length > 0 ? [`${listed(notTaken.map(dotted))} differs from what was sent.`] : [];
  return [...lost, ...other].join(' ');
}

function pulled(plan: PullPlan): Message {
  const text = [
    `Pulled ${countOf(plan.changes.length, 'change')} of ${plan.agentName}.`,
    ...withheldSentence(plan),
  ];
  if (plan.contested.length === 0) return info(text.join(' '));
  return warning([...text, contestedSentence(plan.contested.length)].join(' '));
}

function withheldSentence({ withheld }: PullPlan): string[] {
  return withheld.length > 0 ? [`Left out of the file: credentials in ${listed(withheld.map(dotted))}.`] : [];
}

function contestedSentence(count: number): string {
  return `${countOf(count, 'member')} changed on both sides. Choose whose value counts.`;
}

function blocked(causes: readonly BlockCause[]): string {
  const [first] = causes;
  const more = causes.length - 1;
  const rest = more > 0 ? ` (and ${more} more)` : '';
  return first ? describeBlock(first) + rest : 'Nothing was sent.';
}

function moved(what: 'file' | 'agent'): string {
  return what === 'file'
    ? 'The file changed in the meantime, so nothing was done. Try again.'
    : 'The agent changed on Cekura in the meantime, so nothing was sent. Try again.';
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function dottedPath(path: Path): string {
  return dotted(toPointer(path));
}

/** At most three names, so that messages stay short. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function info(text: string): Message {
  return { level: 'info', text };
}

function warning(text: string): Message {
  return { level: 'warning', text };
}

function error(text: string): Message {
  return { level: 'error', text };
}
