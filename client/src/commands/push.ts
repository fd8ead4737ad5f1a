import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { push, undoPush } from '#sync/push/apply';
import {
  type Message,
  type FailureFormatter,
  describePushOutcome,
  describeUndoOutcome,
} from '#sync/messages/describe';
import type { Discrepancy, PushOutcome } from '#sync/outcomes';
import { showPushDiff } from '../ui/confirm';
import { tickOff } from '../views/walkthrough';
import { requireKey } from './apiKey';
import { blockButtons } from './shared/blockButtons';
import { readyToPush } from './shared/prePushChecks';
import type { Parts } from './shared/services';
import type { Started } from './shared/commandArgs';
import { type Title, afterFailure, sayHowItEnded, syncOne } from './shared/syncOne';
import { requireTrust, targetFile } from './shared/targetDocument';
import {
  type Button,
  actionButton,
  at,
  commandButton,
  problemsButton,
  sayingFailuresOf,
  tell,
} from '../ui/notify';

/** Makes the agent on Cekura what the file says. */
export async function pushFile(parts: Parts, started: Started): Promise<PushOutcome['kind']> {
  requireTrust();
  const document = await readyToPush(await targetFile(started));
  if (!document) return 'cancelled';
  await requireKey(parts);
  return carryOut(parts, document, pushing);
}

/** Makes the agent what it was before the last push. */
export async function undoLastPush(parts: Parts, started: Started): Promise<PushOutcome['kind']> {
  const document = await targetFile(started);
  requireTrust();
  await requireKey(parts);
  return carryOut(parts, document, undoing);
}

/** A way of writing to Cekura, and its words. */
interface Task {
  readonly command: string;
  readonly act: typeof push;
  /** What the progress says. */
  readonly title: Title;
  describe(outcome: PushOutcome, formatFailure: FailureFormatter): Message;
}

const pushing: Task = {
  command: 'agentJson.push',
  act: push,
  title: (file, host) => l10n.t`Pushing ${file} (${host})…`,
  describe: describePushOutcome,
};
const undoing: Task = {
  command: 'agentJson.rollBack',
  act: undoPush,
  title: (file, host) => l10n.t`Rolling back ${file} (${host})…`,
  describe: describeUndoOutcome,
};

async function carryOut(
  parts: Parts,
  document: vscode.TextDocument,
  task: Task,
): Promise<PushOutcome['kind']> {
  const { title, act: sync } = task;
  const outcome = await syncOne(parts, document, { title, sync }, (end) => show(parts, document, task, end));
  return outcome.kind;
}

async function show(
  parts: Parts,
  document: vscode.TextDocument,
  task: Task,
  outcome: PushOutcome,
): Promise<void> {
  if (outcome.kind === 'cancelled') return;
  if (outcome.kind === 'pushed' || outcome.kind === 'in-sync') tickOff('push');
  if (task === pushing) markRefusals(parts, document, outcome);
  const message = task.describe(outcome, sayingFailuresOf(parts.remote.address.host));
  await sayHowItEnded(parts, document, outcome, message, buttonsFor(parts, document.uri, task, outcome));
}

/** Marks what the server refuses of a file, until it takes the file or somebody mends that. */
export function markRefusals(
  { rejections }: Parts,
  document: vscode.TextDocument,
  outcome: PushOutcome,
): void {
  if (outcome.kind === 'rejected') rejections.show(document, outcome.rejections);
  else if (outcome.kind !== 'failed') rejections.clear(document.uri);
}

/** Says how the push of one file among many ended, with what helps. */
export function sayAfterPush(parts: Parts, file: vscode.Uri, outcome: PushOutcome, message: Message): void {
  tell(at(parts.remote.address.host, message), buttonsFor(parts, file, pushing, outcome));
}

function buttonsFor(parts: Parts, file: vscode.Uri, task: Task, outcome: PushOutcome): Button[] {
  switch (outcome.kind) {
    case 'pushed':
      return [
        actionButton(parts, l10n.t('View Diff'), () => showPushDiff(parts.previews, outcome.plan)),
        ...(task === pushing ? [commandButton(l10n.t('Undo'), 'agentJson.rollBack', file)] : []),
      ];
    case 'verification-failed':
      return [
        ...reenterButton(file, outcome.discrepancy),
        commandButton(l10n.t('Compare'), 'agentJson.compare', file),
      ];
    case 'unverified':
    case 'unknown':
      return [
        commandButton(l10n.t('Compare'), 'agentJson.compare', file),
        commandButton(l10n.t('Show Log'), 'agentJson.showLog'),
      ];
    case 'in-sync':
      return outcome.incoming > 0 ? [commandButton(l10n.t('Pull'), 'agentJson.pull', file)] : [];
    case 'rejected':
      return task === pushing ? [problemsButton()] : [];
    case 'stale':
      return [
        task === pushing
          ? commandButton(l10n.t('Push Again'), 'agentJson.push', file)
          : commandButton(l10n.t('Compare'), 'agentJson.compare', file),
      ];
    case 'blocked':
      return blockButtons(file, outcome.causes);
    case 'failed':
    case 'not-applied':
      return [afterFailure(outcome.failure, task.command, file)];
    default:
      return [];
  }
}

/** For the first secret that a write lost. The message names the others, which *Set Secret…* takes as well. */
export function reenterButton(file: vscode.Uri, { lostSecrets: [pointer] }: Discrepancy): Button[] {
  if (pointer === undefined) return [];
  const about = { uri: file.toString(), pointer };
  return [commandButton(l10n.t('Re-enter Secret'), 'agentJson.setSecret', about)];
}
