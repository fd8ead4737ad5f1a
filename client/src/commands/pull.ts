import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pull } from '#sync/pull/pull';
import { describePullOutcome } from '#sync/messages/describe';
import type { PullOutcome } from '#sync/outcomes';
import type { PullPlan } from '#sync/model';
import type { Baseline } from '#sync/ports';
import { linkIn } from '../editor/linkIn';
import { tickOff } from '../views/walkthrough';
import { requireKey } from './apiKey';
import { blockButtons } from './shared/blockButtons';
import { type Spared, keepButton } from './shared/keepCredentials';
import { type Parts, refreshStates } from './shared/services';
import { revealPlace } from './shared/reveal';
import type { Started } from './shared/commandArgs';
import { conflictsIn } from './shared/summary';
import { afterFailure, sayHowItEnded, syncOne } from './shared/syncOne';
import { requireTrust, saved, targetFile } from './shared/targetDocument';
import { type Button, actionButton, commandButton, sayingFailuresOf } from '../ui/notify';

/** Brings what changed on Cekura into the file. */
export async function pullFile(parts: Parts, started: Started): Promise<PullOutcome['kind']> {
  requireTrust();
  const document = await readyToPull(await targetFile(started));
  if (!document) return 'cancelled';
  await requireKey(parts);
  return carryOut(parts, document);
}

/** Unsaved edits take part in the merge, but they are not saved without a word. */
async function readyToPull(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (!document.isDirty) return document;
  const go = l10n.t('Save and Pull');
  const text = l10n.t('The file has unsaved changes. They are kept and merged with the changes from Cekura.');
  return (await vscode.window.showWarningMessage(text, go)) === go ? saved(document) : undefined;
}

async function carryOut(parts: Parts, document: vscode.TextDocument): Promise<PullOutcome['kind']> {
  const link = linkIn(document.getText(), parts.remote.address.origin);
  const before = link && (await parts.baselines.get(link));
  const title = (file: string, host: string) => l10n.t`Pulling ${file} (${host})…`;
  const outcome = await syncOne(parts, document, { title, sync: pull }, (end) =>
    show(parts, document, end, before),
  );
  return outcome.kind;
}

async function show(
  parts: Parts,
  document: vscode.TextDocument,
  outcome: PullOutcome,
  before: Baseline | undefined,
): Promise<void> {
  if (outcome.kind === 'cancelled') return;
  if (outcome.kind === 'pulled' || outcome.kind === 'nothing-to-pull') tickOff('pull');
  const [conflict] = conflictsIn(outcome);
  if (conflict) await revealPlace(document, conflict.path);
  const message = describePullOutcome(outcome, sayingFailuresOf(parts.remote.address.host));
  await sayHowItEnded(parts, document, outcome, message, buttonsFor(parts, document, outcome, before));
}

function buttonsFor(
  parts: Parts,
  document: vscode.TextDocument,
  outcome: PullOutcome,
  before: Baseline | undefined,
): Button[] {
  switch (outcome.kind) {
    case 'pulled':
      return [
        ...keepButton(parts, [sparedBy(document.uri, outcome.plan)]),
        actionButton(parts, l10n.t('View Diff'), () => showPullDiff(parts, document, outcome.plan)),
        actionButton(parts, l10n.t('Undo'), () => undoPull(parts, document, outcome.plan, before)),
      ];
    case 'blocked':
      return blockButtons(document.uri, outcome.causes);
    case 'stale':
      return [commandButton(l10n.t('Pull Again'), 'agentJson.pull', document.uri)];
    case 'failed':
      return [afterFailure(outcome.failure, 'agentJson.pull', document.uri)];
    default:
      return [];
  }
}

function sparedBy(file: vscode.Uri, { madeFrom: { remote }, withheld }: PullPlan): Spared {
  return { file, remote, withheld };
}

async function showPullDiff(
  { previews }: Parts,
  document: vscode.TextDocument,
  { agentName, madeFrom }: PullPlan,
): Promise<void> {
  const left = previews.add(l10n.t`${agentName} (before pull)`, madeFrom.text);
  await previews.diff(left, document.uri, l10n.t`${agentName}: before pull ↔ local file`);
}

/** Takes the pull back, and with it the memory of having synced: else the next push would take the changes back, too. */
async function undoPull(
  parts: Parts,
  document: vscode.TextDocument,
  { link, text }: PullPlan,
  before: Baseline | undefined,
): Promise<void> {
  if (document.getText() !== text) {
    void vscode.window.showWarningMessage(
      l10n.t('The file was edited after the pull. Use Undo in the editor instead.'),
    );
    return;
  }
  // First, for without it the file must stay as it is.
  if (!(await (before ? parts.baselines.put(link, before) : parts.baselines.forget(link)))) return;
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  await document.save();
  refreshStates(parts);
}
