import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { describePushOutcome, describeUndoOutcome } from '#sync/messages/describe';
import type { Message } from '#sync/messages/message';
import type { PushOutcome } from '#sync/outcomes';
import { showPushDiff } from '../../ui/confirm';
import { actionButton } from '../../ui/errorBoundary';
import { type Button, commandButton, problemsButton, withHost } from '../../ui/notify';
import { type Outcome, notification, opened } from '../../ui/outcome';
import { completeWalkthroughStep } from '../../views/walkthrough';
import { blockButtons } from './blockButtons';
import { failureButtons, failureFormatter, recordReadOnlyKey } from './failures';
import { recordSync } from './recordSync';
import { revealCause } from './reveal';
import type { Services } from './services';
import type { Target } from './target';

/** A command that writes to Cekura. */
export type WriteCommand = 'agentJson.push' | 'agentJson.rollBack';

/** The message for the outcome of a push or rollback. Reveals the cause of a failure in the file. */
export async function pushResult(
  services: Services,
  target: Target,
  document: vscode.TextDocument,
  command: WriteCommand,
  outcome: PushOutcome,
): Promise<Outcome> {
  const message = pushMessage(target, command, outcome);
  await recordSync(
    services,
    target,
    document.uri,
    command === 'agentJson.push' ? 'push' : 'roll-back',
    outcome,
  );
  if (outcome.kind === 'failed') await recordReadOnlyKey(services, target, outcome.failure);
  if (outcome.kind === 'canceled') return { kind: 'canceled', text: message.text };
  if (outcome.kind === 'pushed' || outcome.kind === 'in-sync') completeWalkthroughStep('push');
  if (command === 'agentJson.push') markServerErrors(services, document, outcome);
  if (outcome.kind === 'blocked') await revealCause(document, outcome.causes[0]);
  return notification(message, pushButtons(services, target, document.uri, command, outcome));
}

/** The text for a push or rollback, with the host if it is relevant. */
export function pushMessage(target: Target, command: WriteCommand, outcome: PushOutcome): Message {
  const describe = command === 'agentJson.push' ? describePushOutcome : describeUndoOutcome;
  const message = describe(outcome, failureFormatter(target));
  if (isUnapproved(outcome)) return { ...message, level: 'info' };
  const isLocal = ['blocked', 'stale', 'canceled'].includes(outcome.kind);
  return isLocal ? message : withHost(target.address.host, message);
}

/** The user chose to view the file instead of approving a reference, which is not an error. */
function isUnapproved(outcome: PushOutcome): boolean {
  return outcome.kind === 'blocked' && outcome.causes.every(({ kind }) => kind === 'unapproved-reference');
}

/** Shows the server's errors in a file until the server accepts it. */
export function markServerErrors(
  { serverErrors }: Services,
  document: vscode.TextDocument,
  outcome: PushOutcome,
): void {
  if (outcome.kind === 'rejected') serverErrors.show(document, outcome.rejections);
  else if (outcome.kind !== 'failed') serverErrors.clear(document.uri);
}

/** Buttons for the outcome of a push or rollback. */
export function pushButtons(
  services: Services,
  target: Target,
  file: vscode.Uri,
  command: WriteCommand,
  outcome: PushOutcome,
): Button[] {
  const isPush = command === 'agentJson.push';
  const retry = () => vscode.commands.executeCommand(command, file);
  const compare = commandButton(l10n.t('Compare'), 'agentJson.compare', file);
  const logButton = commandButton(l10n.t('Show Log'), 'agentJson.showLog');
  switch (outcome.kind) {
    case 'pushed':
      return [
        viewDiffButton(services, outcome),
        ...(isPush ? [commandButton(l10n.t('Undo'), 'agentJson.rollBack', file)] : []),
      ];
    case 'verification-failed':
      return [...reenterButton(file, outcome.discrepancy), compare];
    case 'unverified':
      return [compare, logButton];
    case 'unknown':
      return [...reenterButton(file, outcome), compare, logButton];
    case 'in-sync':
      return outcome.incomingCount > 0 ? [commandButton(l10n.t('Pull'), 'agentJson.pull', file)] : [];
    case 'rejected':
      return isPush ? [problemsButton()] : [];
    case 'stale':
      return isPush ? [{ label: l10n.t('Push Again'), run: retry }] : [compare];
    case 'blocked':
      return blockButtons(services, file, outcome.causes, retry);
    case 'failed':
    case 'not-applied':
      return failureButtons(target, outcome.failure, file, retry);
    default:
      return [];
  }
}

function viewDiffButton(
  { log, previews }: Services,
  { plan }: Extract<PushOutcome, { kind: 'pushed' }>,
): Button {
  return actionButton(log, l10n.t('View Diff'), async () => {
    await showPushDiff(previews, plan);
    return opened;
  });
}

/** For the first secret that a write cleared. The message names the others, which *Set Secret…* accepts as well. */
export function reenterButton(
  file: vscode.Uri,
  { lostSecrets: [pointer] = [] }: { readonly lostSecrets?: readonly string[] | undefined },
): Button[] {
  if (pointer === undefined) return [];
  const target = { uri: file.toString(), pointer };
  return [commandButton(l10n.t('Re-enter Secret'), 'agentJson.setSecret', target)];
}
