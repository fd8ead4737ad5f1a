import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { describePullOutcome } from '#sync/messages/describe';
import type { Message } from '#sync/messages/message';
import type { PullPlan } from '#sync/model';
import type { PullOutcome } from '#sync/outcomes';
import { DocumentFile } from '../../editor/documentFile';
import { actionButton } from '../../ui/errorBoundary';
import { type Button, commandButton, problemsButton } from '../../ui/notify';
import { type Outcome, notification, opened } from '../../ui/outcome';
import { completeWalkthroughStep } from '../../views/walkthrough';
import { blockButtons } from './blockButtons';
import { failureButtons, failureFormatter } from './failures';
import { saveCredentialsButton } from './pulledCredentials';
import { recordSync } from './recordSync';
import { revealCause, revealPath } from './reveal';
import { saveFileButton } from './saveDocument';
import type { Services } from './services';
import { conflictsIn } from './summary';
import { type Target, withDestination } from './target';

/** The message for the outcome of a pull. Reveals a conflict or the cause of a failure in the file. */
export async function pullResult(
  services: Services,
  target: Target,
  document: vscode.TextDocument,
  outcome: PullOutcome,
): Promise<Outcome> {
  const message = isUnsaved(document, outcome)
    ? unsavedMessage(document)
    : describePullOutcome(outcome, failureFormatter(target));
  await recordSync(services, target, document.uri, 'pull', outcome);
  if (outcome.kind === 'canceled') return { kind: 'canceled', text: message.text };
  if (outcome.kind === 'pulled' || outcome.kind === 'nothing-to-pull') completeWalkthroughStep('pull');
  if (outcome.kind === 'blocked') await revealCause(document, outcome.causes[0]);
  const [conflict] = conflictsIn(outcome);
  if (conflict) await revealPath(document, conflict.path);
  const isLocal = outcome.kind === 'blocked' || outcome.kind === 'stale';
  const fullMessage = isLocal ? message : withDestination(target, message);
  return notification(fullMessage, pullButtons(services, target, document, outcome));
}

function pullButtons(
  services: Services,
  target: Target,
  document: vscode.TextDocument,
  outcome: PullOutcome,
): Button[] {
  const { log } = services;
  const retry = () => vscode.commands.executeCommand('agentJson.pull', document.uri);
  switch (outcome.kind) {
    case 'pulled':
      return [
        ...saveCredentialsButton(services, [
          {
            file: document.uri,
            remote: outcome.plan.basedOn.remote,
            omittedSecrets: outcome.plan.omittedSecrets,
          },
        ]),
        actionButton(log, l10n.t('View Diff'), () => showPullDiff(services, document, outcome.plan)),
        commandButton(l10n.t('Undo'), 'agentJson.rollBackFile', document.uri),
      ];
    case 'nothing-to-pull':
      return outcome.conflicts.length > 0 ? [problemsButton()] : [];
    case 'blocked':
      return blockButtons(services, document.uri, outcome.causes, retry);
    case 'stale':
      return isUnsaved(document, outcome)
        ? [saveFileButton(document.uri)]
        : [{ label: l10n.t('Pull Again'), run: retry }];
    case 'failed':
      return failureButtons(target, outcome.failure, document.uri, retry);
    default:
      return [];
  }
}

/** Whether the pulled changes are in the editor but the file could not be saved, for example because it is read-only. */
function isUnsaved({ isDirty }: vscode.TextDocument, { kind }: PullOutcome): boolean {
  return kind === 'stale' && isDirty;
}

function unsavedMessage({ uri }: vscode.TextDocument): Message {
  const name = vscode.workspace.asRelativePath(uri);
  return { level: 'error', text: l10n.t`Not pulled: ${name} could not be saved. Save it, then pull again.` };
}

async function showPullDiff(
  { previews }: Services,
  document: vscode.TextDocument,
  { agentName, basedOn }: PullPlan,
): Promise<Outcome> {
  const left = previews.add(l10n.t`${agentName} (before pull)`, basedOn.text);
  const text = await new DocumentFile(document.uri).read();
  const right =
    text === document.getText() ? document.uri : previews.add(l10n.t`${agentName} (local file)`, text);
  await previews.diff(left, right, l10n.t`${agentName}: before pull ↔ local file`);
  return opened;
}
