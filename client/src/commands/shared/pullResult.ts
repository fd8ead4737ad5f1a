import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { describePullOutcome } from '#sync/messages/describe';
import type { PullPlan } from '#sync/model';
import type { PullOutcome } from '#sync/outcomes';
import type { Baseline } from '#sync/ports';
import { actionButton } from '../../ui/errorBoundary';
import { type Button } from '../../ui/notify';
import { type Outcome, notification, opened, status, warning } from '../../ui/outcome';
import { UserError } from '../../ui/userError';
import { completeWalkthroughStep } from '../../views/walkthrough';
import { blockButtons } from './blockButtons';
import { failureButtons, failureFormatter } from './failures';
import { type PulledWithoutCredentials, saveCredentialsButton } from './pulledCredentials';
import { recordSync } from './recordSync';
import { revealCause, revealPath } from './reveal';
import { type Services, refreshStates } from './services';
import { conflictsIn } from './summary';
import { type Target, withDestination } from './target';

/** How a pull ended, as the user sees it. A conflict, or what stopped it, is revealed in the file. `before`: the baseline of an undo. */
export async function pullResult(
  services: Services,
  target: Target,
  document: vscode.TextDocument,
  outcome: PullOutcome,
  before: Baseline | undefined,
): Promise<Outcome> {
  const message = describePullOutcome(outcome, failureFormatter(target));
  await recordSync(services, target, document.uri, 'pull', outcome);
  if (outcome.kind === 'cancelled') return { kind: 'canceled', text: message.text };
  if (outcome.kind === 'pulled' || outcome.kind === 'nothing-to-pull') completeWalkthroughStep('pull');
  if (outcome.kind === 'blocked') await revealCause(document, outcome.causes[0]);
  const [conflict] = conflictsIn(outcome);
  if (conflict) await revealPath(document, conflict.path);
  const isLocal = outcome.kind === 'blocked' || outcome.kind === 'stale';
  const shown = isLocal ? message : withDestination(target, message);
  return notification(shown, pullButtons(services, target, document, outcome, before));
}

function pullButtons(
  services: Services,
  target: Target,
  document: vscode.TextDocument,
  outcome: PullOutcome,
  before: Baseline | undefined,
): Button[] {
  const { log } = services;
  const retry = () => vscode.commands.executeCommand('agentJson.pull', document.uri);
  switch (outcome.kind) {
    case 'pulled':
      return [
        ...saveCredentialsButton(services, [pulledFile(document.uri, outcome.plan)]),
        actionButton(log, l10n.t('View Diff'), () => showPullDiff(services, document, outcome.plan)),
        actionButton(log, l10n.t('Undo'), () => undoPull(services, document, outcome.plan, before)),
      ];
    case 'blocked':
      return blockButtons(services, document.uri, outcome.causes, retry);
    case 'stale':
      return [{ label: l10n.t('Pull Again'), run: retry }];
    case 'failed':
      return failureButtons(target, outcome.failure, document.uri, retry);
    default:
      return [];
  }
}

function pulledFile(
  file: vscode.Uri,
  { madeFrom: { remote }, withheld }: PullPlan,
): PulledWithoutCredentials {
  return { file, remote, withheld };
}

async function showPullDiff(
  { previews }: Services,
  document: vscode.TextDocument,
  { agentName, madeFrom }: PullPlan,
): Promise<Outcome> {
  const left = previews.add(l10n.t`${agentName} (before pull)`, madeFrom.text);
  await previews.diff(left, document.uri, l10n.t`${agentName}: before pull ↔ local file`);
  return opened;
}

/** Reverts file and baseline: with the new baseline, the next push would revert the changes on Cekura, too. */
async function undoPull(
  services: Services,
  document: vscode.TextDocument,
  { link, text }: PullPlan,
  before: Baseline | undefined,
): Promise<Outcome> {
  if (document.getText() !== text)
    return warning(l10n.t('The file was edited after the pull. Use Undo in the editor instead.'));
  // The baseline first: without it the file must stay as it is.
  const { baselines } = services;
  if (!(await (before ? baselines.put(link, before) : baselines.forget(link))))
    throw new UserError(l10n.t('The pull was not undone: the sync state could not be saved.'));
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  await document.save();
  refreshStates(services);
  return status(l10n.t('Undid the pull.'));
}
