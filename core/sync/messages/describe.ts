import * as l10n from '@vscode/l10n';
import { conflictCauses } from '../conflicts';
import { agentName } from '../content/agentText';
import type { Discrepancy, PullOutcome, PushOutcome } from '../outcomes';
import { countEffects } from './describeQuestion';
import type { Conflict, PullPlan, PushPlan } from '../model';
import { type Rejection, rejectionSentence } from '../rejections';
import { describeBlocks } from './describeBlock';
import { missingSentence, sentenceAbout, sizeSentences, targetName, omittedSentence } from './format';
import { type FailureFormatter, type Message, error, info, warning } from './message';

/** The message for the outcome of a push. */
export function describePushOutcome(outcome: PushOutcome, formatFailure: FailureFormatter): Message {
  switch (outcome.kind) {
    case 'in-sync':
      return info([nothingToPushSentence(outcome), ...missingSentence(outcome)].join(' '));
    case 'nothing-to-undo':
      return info(l10n.t('Nothing to roll back.'));
    case 'pushed':
      return pushedMessage(outcome);
    case 'verification-failed':
      return error(discrepancySentence(outcome.plan, outcome.discrepancy));
    case 'unverified':
      return warning(
        l10n.t`Pushed to ${targetName(outcome.plan)}, but the result could not be verified. ${formatFailure(outcome.failure)}`,
      );
    case 'unknown':
      return error(
        [
          l10n.t`Could not confirm that ${targetName(outcome.plan)} was updated. Compare before pushing again.`,
          ...lostSecretsSentence(outcome.lostSecrets ?? []),
        ].join(' '),
      );
    case 'not-applied':
      return error(
        l10n.t`Push failed; ${targetName(outcome.plan)} is unchanged. ${formatFailure(outcome.failure)}`,
      );
    case 'blocked':
      return error(describeBlocks(outcome.causes));
    case 'stale':
      return warning(staleSentence(outcome.changed));
    case 'rejected':
      return error(rejectedMessage(outcome.rejections.length));
    case 'failed':
      return error(formatFailure(outcome.failure));
    case 'canceled':
      return info(l10n.t('Canceled. Nothing was sent.'));
  }
}

/** The message for the outcome of a rollback. */
export function describeUndoOutcome(outcome: PushOutcome, formatFailure: FailureFormatter): Message {
  switch (outcome.kind) {
    case 'pushed':
      return rolledBackMessage(outcome.plan, outcome.notRestored);
    case 'verification-failed':
      return error(
        [
          l10n.t`Rolled back ${targetName(outcome.plan, newNameOf(outcome.plan))}, with differences.`,
          ...discrepancyMessages(outcome.discrepancy),
          ...notRestoredSentence(outcome.notRestored),
        ].join(' '),
      );
    case 'stale':
      return warning(
        l10n.t(
          'Nothing was rolled back: the agent or the file has changed since the push. Compare them first.',
        ),
      );
    case 'in-sync':
      return info(
        l10n.t("Nothing to roll back: the agent is as before the push. Secrets can't be rolled back."),
      );
    case 'rejected':
      return error(rollBackRejectedMessage(outcome.rejections));
    default:
      return describePushOutcome(outcome, formatFailure);
  }
}

/** The message for the outcome of a pull. */
export function describePullOutcome(outcome: PullOutcome, formatFailure: FailureFormatter): Message {
  switch (outcome.kind) {
    case 'nothing-to-pull':
      return nothingToPullMessage(outcome);
    case 'pulled':
      return pulledMessage(outcome.plan);
    case 'blocked':
      return error(describeBlocks(outcome.causes));
    case 'stale':
      return warning(
        l10n.t('Not pulled: the file has changed or could not be saved. Check it and try again.'),
      );
    case 'failed':
      return error(formatFailure(outcome.failure));
    case 'canceled':
      return info(l10n.t('Canceled. The file is unchanged.'));
  }
}

function nothingToPullMessage(outcome: Extract<PullOutcome, { kind: 'nothing-to-pull' }>): Message {
  const details = [...omittedSentence(outcome), ...missingSentence(outcome)];
  if (outcome.conflicts.length > 0) {
    return warning([conflictsSentence(outcome.conflicts), ...details].join(' '));
  }
  return info([l10n.t('Nothing to pull.'), ...details].join(' '));
}

function nothingToPushSentence({
  agentName: name,
  incomingCount,
}: Extract<PushOutcome, { kind: 'in-sync' }>): string {
  if (incomingCount === 0) return l10n.t('Nothing to push.');
  return incomingCount === 1
    ? l10n.t`Nothing to push. ${name} has 1 change to pull.`
    : l10n.t`Nothing to push. ${name} has ${incomingCount} changes to pull.`;
}

function rolledBackMessage(plan: PushPlan, notRestored: readonly string[] | undefined): Message {
  const details = notRestoredSentence(notRestored);
  const text = [l10n.t`Rolled back ${targetName(plan, newNameOf(plan))}.`, ...details].join(' ');
  return details.length > 0 ? warning(text) : info(text);
}

function notRestoredSentence(notRestored: readonly string[] = []): string[] {
  return sentenceAbout(notRestored, (names) => l10n.t`Not restored: ${names}.`);
}

/** The agent name after a push, which may have changed it. */
export function newNameOf(plan: PushPlan): string {
  return agentName(plan.target) ?? plan.agentName;
}

function pushedMessage({
  plan,
  mergeFailed,
  unconfirmedSecrets = [],
}: Extract<PushOutcome, { kind: 'pushed' }>): Message {
  const count = countEffects(plan);
  const name = targetName(plan, newNameOf(plan));
  const changesSentence =
    count === 1 ? l10n.t`Pushed 1 change to ${name}.` : l10n.t`Pushed ${count} changes to ${name}.`;
  const text = [changesSentence, ...sizeSentences(plan.changes)].join(' ');
  const warnings = [
    ...(mergeFailed ? [l10n.t('Remote changes were not merged into the file. Pull to get them.')] : []),
    ...unconfirmedSecretsSentence(unconfirmedSecrets),
  ];
  return warnings.length > 0 ? warning([text, ...warnings].join(' ')) : info(text);
}

function discrepancySentence(plan: PushPlan, discrepancy: Discrepancy): string {
  const isOldName = discrepancy.mismatches.includes('/agent_name');
  const name = targetName(plan, isOldName ? plan.agentName : newNameOf(plan));
  return [l10n.t`Pushed to ${name}, with differences.`, ...discrepancyMessages(discrepancy)].join(' ');
}

/** Messages about differences after a write. */
export function discrepancyMessages({
  lostSecrets,
  mismatches,
  unconfirmedSecrets = [],
}: Discrepancy): string[] {
  return [
    ...lostSecretsSentence(lostSecrets),
    ...mismatchSentence(mismatches),
    ...unconfirmedSecretsSentence(unconfirmedSecrets),
  ];
}

function lostSecretsSentence(lostSecrets: readonly string[]): string[] {
  return sentenceAbout(lostSecrets, (names) =>
    lostSecrets.length === 1
      ? l10n.t`${names} is not stored. Re-enter it.`
      : l10n.t`${names} are not stored. Re-enter them.`,
  );
}

/** Omitted secrets that are never returned, so it is unknown whether they are still stored. */
function unconfirmedSecretsSentence(unconfirmedSecrets: readonly string[]): string[] {
  return sentenceAbout(
    unconfirmedSecrets,
    (names) => l10n.t`Cekura doesn't report whether this is still stored: ${names}.`,
  );
}

function mismatchSentence(mismatches: readonly string[]): string[] {
  return sentenceAbout(mismatches, (names) =>
    mismatches.length === 1
      ? l10n.t`${names} differs from what was sent.`
      : l10n.t`${names} differ from what was sent.`,
  );
}

function rejectedMessage(problems: number): string {
  return problems === 1
    ? l10n.t('Cekura rejected the agent: 1 problem (see the Problems panel).')
    : l10n.t`Cekura rejected the agent: ${problems} problems (see the Problems panel).`;
}

/** Without locations, because the rejected values are not those of the file. */
function rollBackRejectedMessage([first]: readonly Rejection[]): string {
  const reason = first ? rejectionSentence(first) : '';
  return l10n.t`Nothing was rolled back: Cekura rejected the previous version. ${reason}`;
}

function pulledMessage(plan: PullPlan): Message {
  const count = plan.changes.length;
  const name = targetName(plan);
  const changesSentence =
    count === 1 ? l10n.t`Pulled 1 change from ${name}.` : l10n.t`Pulled ${count} changes from ${name}.`;
  const text = [
    changesSentence,
    ...sizeSentences(plan.changes),
    ...omittedSentence(plan),
    ...missingSentence(plan),
  ];
  if (plan.conflicts.length === 0) return info(text.join(' '));
  return warning([...text, conflictsSentence(plan.conflicts)].join(' '));
}

/** As in the message of a push. */
function conflictsSentence(conflicts: readonly Conflict[]): string {
  return describeBlocks(conflictCauses(conflicts));
}

function staleSentence(changed: 'file' | 'agent'): string {
  return changed === 'file'
    ? l10n.t('Nothing was done: the file has changed. Try again.')
    : l10n.t('Nothing was sent: the agent has changed on Cekura. Try again.');
}
