import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { stringAt } from '#language/syntax/json';
import { describeBlock } from '#sync/messages/describeBlock';
import { omittedSentence } from '#sync/messages/format';
import type { Message } from '#sync/messages/message';
import { filesToWrite, planNewFile } from '#sync/pull/newFiles';
import { preferredColumn } from '../editor/tabs';
import { fileNamesIn, writeText } from '../editor/files';
import { pullsPromptsAsFiles } from '../state/settings';
import { withHost } from '../ui/notify';
import { type Outcome, notification } from '../ui/outcome';
import { sanitizeLabel } from '../ui/sanitize';
import { CanceledByUser, UserError } from '../ui/userError';
import { completeWalkthroughStep } from '../views/walkthrough';
import { type PickedAgent, chooseAgents } from './shared/agentPicker';
import { requireKeys } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { failureFormatter } from './shared/failures';
import { fileNameFor } from '#sync/pull/fileNames';
import { type PulledWithoutCredentials, saveCredentialsButton } from './shared/pulledCredentials';
import { type Services, syncWithProgress } from './shared/services';
import { type BatchFileResult, batchSummary, pullingTitle } from './shared/summary';
import type { CommandKeys } from './shared/target';
import { requireTrust } from './shared/targetDocument';

/** Lets the user select agents on Cekura, unless the argument names one, and writes a new file for each. */
export async function pullFromList(services: Services, { agent }: CommandArgs): Promise<Outcome> {
  requireTrust();
  const folder = await chooseFolder();
  const keys = await requireKeys(services);
  const placeholder = l10n.t('Select agents (filter by name or project)');
  const selectedAgents =
    agent === undefined
      ? await chooseAgents(services, { many: true, placeholder })
      : fetchedAgent(services, keys, agent);
  if (selectedAgents.length === 0) throw new CanceledByUser(l10n.t('Canceled. No file was created.'));
  const { host } = services.api.address;
  return syncWithProgress(services, pullingTitle(selectedAgents.length, host), async (progress) => {
    const results: ListResult[] = [];
    for (const item of selectedAgents) {
      progress.report(l10n.t`${results.length + 1} of ${selectedAgents.length}, ${item.label}`);
      results.push(await pullOne(services, folder, item, progress.cancellation));
    }
    const pulled = results.flatMap(({ written }) => (written ? [written] : []));
    completeWalkthroughStep('create');
    const message = withHost(host, withOmittedCredentials(batchSummary('pull', results), results));
    return notification(message, saveCredentialsButton(services, pulled));
  });
}

/** An agent of the Agents view; none if its item is outdated. */
function fetchedAgent(services: Services, keys: CommandKeys, id: string): readonly PickedAgent[] {
  const listed = services.states.withoutFile.find((entry) => entry.id === id);
  if (!listed) return [];
  const label = sanitizeLabel(stringAt(listed.agent, 'agent_name') ?? '');
  return [{ id, label, target: keys.targetWith(listed.key), file: undefined }];
}

interface ListResult extends BatchFileResult {
  readonly written?: WrittenFile | undefined;
}

interface WrittenFile extends PulledWithoutCredentials {
  /** Pointers of other properties that were not written to the file because they contain credentials. */
  readonly omittedCredentials: readonly string[];
}

/** The summary, and the credentials that were not written to each file. */
function withOmittedCredentials(summary: Message, results: readonly ListResult[]): Message {
  const sentences = results.flatMap(({ name, written }) =>
    (written ? omittedSentence(written) : []).map((sentence) =>
      results.length === 1 ? sentence : `${name}: ${sentence}`,
    ),
  );
  return { ...summary, text: [summary.text, ...sentences].join(' ') };
}

/** Writes an agent to a new file, or opens the file that is already linked to it. */
async function pullOne(
  services: Services,
  folder: vscode.Uri,
  { id, file, label, target }: PickedAgent,
  cancellation: AbortSignal,
): Promise<ListResult> {
  if (cancellation.aborted)
    return { name: label, result: 'skipped', reason: l10n.t('Not started (canceled).') };
  if (file) {
    await open(file);
    return { name: label, result: 'unchanged' };
  }
  const response = await target.client.get(id, cancellation);
  if (!response.ok) {
    const { failure } = response;
    const reason = failureFormatter(target)(failure);
    services.log.warn(`${label}: ${reason}`);
    return { name: label, result: failure.kind === 'canceled' ? 'skipped' : 'failed', reason };
  }
  const plan = planNewFile(agentSchema, response.value);
  if (!plan.ok) return { name: label, result: 'failed', reason: describeBlock(plan.cause) };
  const written = await writeNewFiles(folder, stringAt(response.value, 'agent_name') ?? '', plan.text);
  await services.baselines.for(written).put({ origin: services.api.address.origin, id }, plan.baseline);
  await open(written);
  const { omittedSecrets, omittedCredentials } = plan;
  return {
    name: label,
    result: 'done',
    written: { file: written, remote: response.value, omittedSecrets, omittedCredentials },
  };
}

async function open(file: vscode.Uri): Promise<void> {
  const viewColumn = preferredColumn();
  await vscode.window.showTextDocument(file, { preview: false, preserveFocus: true, viewColumn });
}

/** The folder for new files; asks if the workspace has several. */
async function chooseFolder(): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only, ...others] = folders;
  if (!only) throw new UserError(l10n.t('Open a folder first.'), ['open-folder']);
  if (others.length === 0) return only.uri;
  const selectedFolder = await vscode.window.showWorkspaceFolderPick();
  if (!selectedFolder) throw new CanceledByUser(l10n.t('Canceled. No file was created.'));
  return selectedFolder.uri;
}

/** Writes a new agent file, and its prompt files where the setting says so. Existing files are never overwritten. */
async function writeNewFiles(folder: vscode.Uri, name: string, text: string): Promise<vscode.Uri> {
  const usedNames = await fileNamesIn(folder);
  const fileName = fileNameFor(name, usedNames);
  const newFile = { name: fileName, text };
  for (const file of filesToWrite(agentSchema, newFile, usedNames, pullsPromptsAsFiles(folder))) {
    await writeText(vscode.Uri.joinPath(folder, file.name), file.text);
  }
  return vscode.Uri.joinPath(folder, fileName);
}
