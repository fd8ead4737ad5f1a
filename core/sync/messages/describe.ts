import * as l10n from '@vscode/l10n';
import { dotted } from '#language/secrets/redact';
import { referenceText } from '#language/secrets/secrets';
import type { Discrepancy, PullOutcome, PushOutcome } from '../outcomes';
import { effectsOf } from './describeQuestion';
import type { BlockCause, PullPlan, PushPlan } from '../model';
import type { ApiFailure } from '../ports';
import { type Rejection, rejectionSentence } from '../rejections';
import { listed, withheldSentence } from './format';

/** A message for people. `error` and `warning` want something done, `info` doesn't. */
export interface Message {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** Says a failure of the API in words, next step included. */
export type SayFailure = (failure: ApiFailure) => string;

/** Why nothing was sent, and the way on. */
export function describeBlock(cause: BlockCause): string {
  switch (cause.kind) {
    case 'unreadable':
      return l10n.t('The file is not valid JSON. Mend the syntax first.');
    case 'unlinked':
      return l10n.t(
        'The file has no "id", so there is no agent to sync with. Create it on Cekura or add the id.',
      );
    case 'bad-id':
      return l10n.t('The file\'s "id" is no agent id. It is a whole number, as Cekura returns it.');
    case 'placeholder':
      return l10n.t`${dotted(cause.pointer)} still holds a placeholder. Write the real value first.`;
    case 'mask':
      return l10n.t`${dotted(cause.pointer)} holds a mask, not a secret. Remove it to keep the stored one, or set a reference.`;
    case 'empty-secret':
      return l10n.t`${dotted(cause.pointer)} is empty. Remove it to keep the stored secret; null clears it.`;
    case 'bad-reference':
      return l10n.t`${dotted(cause.pointer)} is no readable reference. Write \${env:NAME} or \${secret:NAME} and nothing else.`;
    case 'missing-reference':
      return l10n.t`${referenceText(cause.reference)} has no usable value for ${dotted(cause.pointer)}. Set it, then try again.`;
    case 'refused-reference':
      return l10n.t`${referenceText(cause.reference)} is not approved for ${dotted(cause.pointer)}, so nothing was sent.`;
    case 'conflict':
      return l10n.t`${dotted(cause.pointer)} was changed here and on Cekura. Choose whose value counts.`;
  }
}

/** How a push ended, in a sentence or two. */
export function describePushOutcome(outcome: PushOutcome, sayFailure: SayFailure): Message {
  switch (outcome.kind) {
    case 'in-sync':
      return info(inSync(outcome));
    case 'nothing-to-undo':
      return info(l10n.t('There is no push to undo.'));
    case 'pushed':
      return pushed(outcome.plan, outcome.fileMoved);
    case 'pushed-differently':
      return error(discrepancySentence(outcome.plan.agentName, outcome.discrepancy));
    case 'unverified':
      return warning(
        l10n.t`Pushed to ${outcome.plan.agentName}, but not read back: ${sayFailure(outcome.failure)}`,
      );
    case 'unclear':
      return error(
        l10n.t`It is unclear whether ${outcome.plan.agentName} was written. Compare before you push again.`,
      );
    case 'not-applied':
      return error(
        l10n.t`Not applied, ${outcome.plan.agentName} is as it was: ${sayFailure(outcome.failure)}`,
      );
    case 'blocked':
      return error(blocked(outcome.causes));
    case 'moved':
      return warning(moved(outcome.what));
    case 'rejected':
      return error(refusal(outcome.rejections.length));
    case 'failed':
      return error(sayFailure(outcome.failure));
    case 'cancelled':
      return info(l10n.t('Cancelled. Nothing was sent.'));
  }
}

/** How an undo of a push ended. */
export function describeUndoOutcome(outcome: PushOutcome, sayFailure: SayFailure): Message {
  switch (outcome.kind) {
    case 'pushed':
      return info(
        l10n.t`${outcome.plan.agentName} is as it was before the push. Secrets stay as the push left them.`,
      );
    case 'moved':
      return warning(
        l10n.t('The agent or the file changed since the push, so nothing was undone. Compare them first.'),
      );
    case 'in-sync':
      return info(l10n.t('There is nothing to undo: the push set or cleared secrets only, and these stay.'));
    case 'rejected':
      return error(refusalToUndo(outcome.rejections));
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
        : info(l10n.t('Nothing to pull.'));
    case 'pulled':
      return pulled(outcome.plan);
    case 'blocked':
      return error(blocked(outcome.causes));
    case 'moved':
      return warning(
        l10n.t(
          'Not pulled: the file changed in the meantime, or could not be saved. Look at it and try again.',
        ),
      );
    case 'failed':
      return error(sayFailure(outcome.failure));
    case 'cancelled':
      return info(l10n.t('Cancelled. The file is as it was.'));
  }
}

function inSync({ agentName, incoming }: Extract<PushOutcome, { kind: 'in-sync' }>): string {
  if (incoming === 0) return l10n.t('In sync: nothing to push.');
  return incoming === 1
    ? l10n.t`Nothing to push. ${agentName} has 1 change to pull.`
    : l10n.t`Nothing to push. ${agentName} has ${incoming} changes to pull.`;
}

function pushed(plan: PushPlan, fileMoved: boolean): Message {
  const count = effectsOf(plan);
  const text =
    count === 1
      ? l10n.t`Pushed 1 change to ${plan.agentName}.`
      : l10n.t`Pushed ${count} changes to ${plan.agentName}.`;
  if (!fileMoved) return info(text);
  return warning(`${text} ${l10n.t("Others' changes did not go into the file. Pull to get them.")}`);
}

function discrepancySentence(agentName: string, discrepancy: Discrepancy): string {
  return [l10n.t`Pushed to ${agentName}, not as planned.`, ...amissSentences(discrepancy)].join(' ');
}

/** What is amiss after a write; none where nothing is. */
export function amissSentences({ lostSecrets, notTaken }: Discrepancy): string[] {
  return [...lostSentence(lostSecrets), ...notTakenSentence(notTaken)];
}

function lostSentence(lost: readonly string[]): string[] {
  if (lost.length === 0) return [];
  const names = listed(lost.map(dotted));
  return lost.length === 1
    ? [l10n.t`${names} was lost: re-enter it.`]
    : [l10n.t`${names} were lost: re-enter them.`];
}

function notTakenSentence(notTaken: readonly string[]): string[] {
  if (notTaken.length === 0) return [];
  const names = listed(notTaken.map(dotted));
  return notTaken.length === 1
    ? [l10n.t`${names} differs from what was sent.`]
    : [l10n.t`${names} differ from what was sent.`];
}

function refusal(problems: number): string {
  return problems === 1
    ? l10n.t('Cekura refused the agent: 1 problem, shown in the file.')
    : l10n.t`Cekura refused the agent: ${problems} problems, shown in the file.`;
}

/** The values are those of the agent as it was: the file has others. */
function refusalToUndo([first]: readonly Rejection[]): string {
  const why = first ? rejectionSentence(first) : '';
  return l10n.t`Nothing was undone: Cekura does not take the agent as it was. ${why}`;
}

function pulled(plan: PullPlan): Message {
  const count = plan.changes.length;
  const done =
    count === 1
      ? l10n.t`Pulled 1 change of ${plan.agentName}.`
      : l10n.t`Pulled ${count} changes of ${plan.agentName}.`;
  const text = [done, ...withheldSentence(plan)];
  if (plan.contested.length === 0) return info(text.join(' '));
  return warning([...text, contestedSentence(plan.contested.length)].join(' '));
}

function contestedSentence(count: number): string {
  return count === 1
    ? l10n.t('1 member changed on both sides. Choose whose value counts.')
    : l10n.t`${count} members changed on both sides. Choose whose value counts.`;
}

function blocked(causes: readonly BlockCause[]): string {
  const [first] = causes;
  const more = causes.length - 1;
  if (!first) return l10n.t('Nothing was sent.');
  return more > 0 ? l10n.t`${describeBlock(first)} (and ${more} more)` : describeBlock(first);
}

function moved(what: 'file' | 'agent'): string {
  return what === 'file'
    ? l10n.t('The file changed in the meantime, so nothing was done. Try again.')
    : l10n.t('The agent changed on Cekura in the meantime, so nothing was sent. Try again.');
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
