import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import { type WorkspaceAgent, linkedFiles } from '../../editor/workspaceAgents';
import { actionButton } from '../../ui/errorBoundary';
import { stackWithoutMessage } from '#language/text/errorStack';
import { withHost } from '../../ui/notify';
import { type Outcome, notification, opened } from '../../ui/outcome';
import type { ProgressNotification } from '../../ui/progress';
import { sanitizeLabel } from '../../ui/sanitize';
import { CanceledByUser, UserError } from '../../ui/userError';
import { hasUnsavedEdits } from './saveDocument';
import type { Services } from './services';
import {
  type BatchFileResult,
  type BatchOperation,
  type BatchResultKind,
  resultLabel,
  batchResultOf,
  batchSummary,
} from './summary';

/** The result for one file, with the file to open it. */
export interface BatchResult extends BatchFileResult {
  readonly uri: vscode.Uri;
}

export interface FileOutcome {
  readonly result: BatchResultKind;
  readonly reason: string;
}

export function fileOutcome(outcome: PushOutcome | PullOutcome, reason: string): FileOutcome {
  return { result: batchResultOf(outcome), reason };
}

/** The agent files of the workspace; throws if none is linked. */
export async function linkedAgents({ api }: Services): Promise<WorkspaceAgent[]> {
  const files = await linkedFiles(api.address.origin);
  if (files.length === 0)
    throw new UserError(l10n.t('No linked agents in this workspace. Create or pull one first.'));
  return files;
}

/**
 * Processes files one after the other, because each may ask a question, and simultaneous questions would hide each other. If the progress
 * is canceled, the remaining files are skipped.
 */
export async function forEachFile(
  services: Services,
  progress: ProgressNotification,
  uris: readonly vscode.Uri[],
  process: (document: vscode.TextDocument) => Promise<FileOutcome>,
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for (const uri of uris) {
    const name = vscode.workspace.asRelativePath(uri);
    progress.report(l10n.t`${results.length + 1} of ${uris.length}, ${name}`);
    const { result, reason } = await processFile(uri, progress, process);
    services.log.info(`${name}: ${result}. ${reason}`);
    results.push({ uri, name, result, reason });
  }
  return results;
}

async function processFile(
  uri: vscode.Uri,
  progress: ProgressNotification,
  process: (document: vscode.TextDocument) => Promise<FileOutcome>,
): Promise<FileOutcome> {
  if (progress.cancellation.aborted) return { result: 'skipped', reason: l10n.t('Not started (canceled).') };
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    if (hasUnsavedEdits(document))
      return { result: 'skipped', reason: l10n.t('The file has unsaved changes.') };
    return await process(document);
  } catch (error) {
    if (error instanceof CanceledByUser) return { result: 'skipped', reason: error.message };
    // An internal error for one file must not stop the others.
    const reason = error instanceof UserError ? error.message : stackWithoutMessage(error);
    return { result: 'failed', reason };
  }
}

/** The summary of all files, with a button that lists them. */
export function batchResult(
  { api, log }: Services,
  operation: BatchOperation,
  results: readonly BatchResult[],
): Outcome {
  const show = actionButton(log, l10n.t('Show Results'), () => showResults(operation, results));
  return notification(withHost(api.address.host, batchSummary(operation, results)), [show]);
}

/** A list of the results and their reasons; choosing one opens the file. */
async function showResults(operation: BatchOperation, results: readonly BatchResult[]): Promise<Outcome> {
  const items = results.map(({ uri, name, result, reason = '' }) => ({
    label: name,
    description: resultLabel(result, operation),
    detail: sanitizeLabel(reason),
    uri,
  }));
  const selection = await vscode.window.showQuickPick(items, {
    title: l10n.t('Results'),
    matchOnDetail: true,
  });
  if (selection) await vscode.window.showTextDocument(selection.uri);
  return opened;
}
