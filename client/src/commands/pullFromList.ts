import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { JsonObject } from '#language/syntax/json';
import { failureSentence } from '#api/failures';
import { comparableContent } from '#sync/content/canonical';
import { readAgentText } from '#sync/content/agentText';
import { newFileText, withheldFrom } from '#sync/pull/planPull';
import { Busy } from '../ui/progress';
import { Refusal } from '../ui/userError';
import { columnForTexts } from '../editor/tabs';
import { tickOff } from '../views/walkthrough';
import { namesIn } from '../editor/workspaceAgents';
import { type AgentItem, chooseAgents, nameIn } from './shared/agentPicker';
import { requireKey } from './apiKey';
import { fileNameFor } from './shared/fileNames';
import { type Spared, keepButton } from './shared/keepCredentials';
import { type Parts, refreshStates } from './shared/services';
import { type FileResult, summaryOf } from './shared/summary';
import { requireTrust } from './shared/targetDocument';
import { at, tell } from '../ui/notify';

/** Lets the user choose among the agents on Cekura and writes a new file for each. */
export async function pullFromList(parts: Parts): Promise<void> {
  requireTrust();
  const folder = await chosenFolder();
  if (!folder) return;
  await requireKey(parts);
  const placeholder = l10n.t('Select agents (filter by name or project ID)');
  const chosen = await chooseAgents(parts, { many: true, placeholder });
  if (chosen.length === 0) return;
  const { host } = parts.remote.address;
  const busy = new Busy(
    chosen.length === 1
      ? l10n.t`Pulling 1 agent (${host})…`
      : l10n.t`Pulling ${chosen.length} agents (${host})…`,
  );
  try {
    const results: ListResult[] = [];
    for (const item of chosen) results.push(await pullOne(parts, folder, item, busy.cancellation));
    const spared = results.flatMap((result) => (result.spared ? [result.spared] : []));
    tickOff('place');
    tell(at(host, summaryOf('pulled', results)), keepButton(parts, spared));
  } finally {
    busy.dispose();
    refreshStates(parts);
  }
}

interface ListResult extends FileResult {
  readonly spared?: Spared | undefined;
}

/** Writes one agent into a new file, or opens the file that it has already. */
async function pullOne(
  parts: Parts,
  folder: vscode.Uri,
  { id, file, label }: AgentItem,
  cancellation: AbortSignal,
): Promise<ListResult> {
  if (cancellation.aborted) return { name: label, result: 'skipped' };
  const agent = file ? undefined : await parts.remote.api.get(id, cancellation);
  if (agent && !agent.ok) {
    const { kind } = agent.failure;
    parts.log.warn(`${label}: ${failureSentence(agent.failure, parts.remote.address.host)}`);
    return { name: label, result: kind === 'cancelled' ? 'skipped' : 'failed' };
  }
  const spared = agent && (await writeAgent(parts, folder, id, agent.value));
  const shown = spared?.file ?? file;
  const viewColumn = columnForTexts();
  if (shown) await vscode.window.showTextDocument(shown, { preview: false, preserveFocus: true, viewColumn });
  return { name: label, result: spared ? 'done' : 'same', spared };
}

/** The folder that new files go into; asks when the workspace has several. */
async function chosenFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new Refusal(l10n.t('Open a folder first.'));
  if (folders.length === 1) return folders[0]?.uri;
  return (await vscode.window.showWorkspaceFolderPick())?.uri;
}

/** Writes the agent as a file that nobody had before, and remembers it as synced. */
async function writeAgent(
  { remote, baselines }: Parts,
  folder: vscode.Uri,
  id: string,
  agent: JsonObject,
): Promise<Spared> {
  const { origin } = remote.address;
  const text = newFileText(agentSchema, agent);
  const file = vscode.Uri.joinPath(folder, fileNameFor(nameIn(agent), await namesIn(folder)));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const read = readAgentText(text);
  const written = read.ok ? read.agent : {};
  await baselines
    .for(file)
    .put(
      { origin, id },
      { file: comparableContent(agentSchema, written), remote: comparableContent(agentSchema, agent) },
    );
  return { file, remote: agent, withheld: withheldFrom(agentSchema, written, agent) };
}
