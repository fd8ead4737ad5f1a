import type * as vscode from 'vscode';
import { push, undoPush } from '../sync/apply';
import { type Message, type SayFailure, describePushOutcome, describeUndoOutcome } from '../sync/describe';
import type { PushOutcome } from '../sync/outcomes';
import { showPushDiff } from '../vscode/confirm';
import { requireKey } from './apiKey';
import { blockButtons } from './blockButtons';
import { isFitToPush } from './localProblems';
import type { Parts } from './parts';
import type { Started } from './started';
import { sayHowItEnded, syncOne } from './syncOne';
import { requireTrust, saved, targetFile } from './target';
import { type Button, commandButton, sayingFailuresOf } from './tell';

/** Makes the agent on Cekura what the file says. */
export async function pushFile(parts: Parts, started: Started): Promise<PushOutcome['kind']> {
  requireTrust();
  const document = await saved(await targetFile(started));
  if (!document || !(await isFitToPush(document))) return 'cancelled';
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
  readonly act: typeof push;
  readonly doing: string;
  describe(outcome: PushOutcome, sayFailure: SayFailure): Message;
}

const pushing: Task = { act: push, doing: 'Pushing', describe: describePushOutcome };
const undoing: Task = { act: undoPush, doing: 'Undoing the push of', describe: describeUndoOutcome };

async function carryOut(
  parts: Parts,
  document: vscode.TextDocument,
  task: Task,
): Promise<PushOutcome['kind']> {
  const { doing, act: sync } = task;
  const outcome = await syncOne(parts, document, { doing, sync }, (end) => show(parts, document, task, end));
  return outcome.kind;
}

async function show(
  parts: Parts,
  document: vscode.TextDocument,
  task: Task,
  outcome: PushOutcome,
): Promise<void> {
  if (outcome.kind === 'cancelled') return;
  if (outcome.kind === 'rejected') parts.rejections.show(document, outcome.rejections);
  else if (outcome.kind !== 'failed') parts.rejections.clear(document.uri);
  const message = task.describe(outcome, sayingFailuresOf(parts.remote.address.host));
  await sayHowItEnded(parts, document, outcome, message, buttonsFor(parts, document.uri, task, outcome));
}

function buttonsFor(parts: Parts, file: vscode.Uri, task: Task, outcome: PushOutcome): Button[] {
  switch (outcome.kind) {
    case 'pushed':
      return [
        { label: 'View Diff', run: () => showPushDiff(parts.previews, outcome.plan) },
        ...(task === pushing ? [commandButton('Undo', 'agentJson.undoPush', file)] : []),
      ];
    case 'pushed-differently':
    case 'unverified':
    case 'unclear':
      return [
        commandButton('Compare', 'agentJson.compare', file),
        commandButton('Show Log', 'agentJson.showLog'),
      ];
    case 'in-sync':
      return outcome.incoming > 0 ? [commandButton('Pull', 'agentJson.pull', file)] : [];
    case 'moved':
      return [commandButton('Push Again', 'agentJson.push', file)];
    case 'blocked':
      return blockButtons(file, outcome.causes);
    case 'failed':
    case 'not-applied':
      return outcome.failure.kind === 'unauthorized'
        ? [commandButton('Set API Key', 'agentJson.setApiKey')]
        : [];
    default:
      return [];
  }
}
