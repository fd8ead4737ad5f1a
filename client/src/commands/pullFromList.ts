import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '../../../server/src/language/bundledSchema';
import { type JsonObject, memberOf } from '../../../server/src/language/json';
import { idOf } from '../api/answers';
import { failureSentence } from '../api/failures';
import { contentOf } from '../sync/canonical';
import { readAgentText } from '../sync/agentText';
import { newFileText } from '../sync/planPull';
import { Busy } from '../vscode/busy';
import { Refusal } from '../vscode/refusal';
import { linkedFiles } from '../vscode/workspaceAgents';
import { requireKey } from './apiKey';
import { fileNameFor } from './fileNames';
import { type Parts, refreshStates } from './parts';
import { type FileResult, summaryOf } from './summary';
import { requireTrust } from './target';
import { at, tell } from './tell';

interface AgentItem extends vscode.QuickPickItem {
  readonly id: string;
  /** The file that is this agent already. */
  readonly file: vscode.Uri | undefined;
}

/** Lets the user choose among the agents on Cekura and writes a new file for each. */
export async function pullFromList(parts: Parts): Promise<void> {
  requireTrust();
  const folder = await chosenFolder();
  if (!folder) return;
  await requireKey(parts);
  const chosen = await chosenAgents(parts);
  if (!chosen || chosen.length === 0) return;
  const { host } = parts.remote.address;
  const busy = new Busy(
    chosen.length === 1
      ? l10n.t`Pulling 1 agent (${host})…`
      : l10n.t`Pulling ${chosen.length} agents (${host})…`,
  );
  try {
    const results: FileResult[] = [];
    for (const item of chosen) results.push(await pullOne(parts, folder, item, busy.cancellation));
    tell(at(host, summaryOf('pulled', results)));
  } finally {
    busy.dispose();
    refreshStates(parts);
  }
}

/** Writes one agent into a new file, or opens the file that it has already. */
async function pullOne(
  parts: Parts,
  folder: vscode.Uri,
  { id, file, label }: AgentItem,
  cancellation: AbortSignal,
): Promise<FileResult> {
  const agent = file ? undefined : await parts.remote.api.get(id, cancellation);
  if (agent && !agent.ok) {
    const { kind } = agent.failure;
    parts.log.warn(`${label}: ${failureSentence(agent.failure, parts.remote.address.host)}`);
    return { name: label, result: kind === 'cancelled' ? 'skipped' : 'failed' };
  }
  const written = agent && (await writeAgent(parts, folder, id, agent.value));
  const shown = written ?? file;
  if (shown) await vscode.window.showTextDocument(shown, { preview: false, preserveFocus: true });
  return { name: label, result: written ? 'done' : 'same' };
}

/** The folder that new files go into; asks when the workspace has several. */
async function chosenFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    throw new Refusal(l10n.t('No folder is open. Open the folder that the agents belong into.'));
  if (folders.length === 1) return folders[0]?.uri;
  return (await vscode.window.showWorkspaceFolderPick())?.uri;
}

/** A list that fills page by page, so that one can type and choose while the rest comes in. */
async function chosenAgents(parts: Parts): Promise<readonly AgentItem[] | undefined> {
  const { host, origin } = parts.remote.address;
  const files = new Map((await linkedFiles(origin)).map(({ uri, link }) => [link.id, uri]));
  const list = vscode.window.createQuickPick<AgentItem>();
  const closed = new AbortController();
  list.title = l10n.t`Agents on ${host}`;
  list.placeholder = l10n.t('Type a part of the name, or a project number');
  list.canSelectMany = true;
  list.matchOnDescription = true;
  list.ignoreFocusOut = true;
  const answer = new Promise<readonly AgentItem[] | undefined>((resolve) => {
    list.onDidAccept(() => resolve(list.selectedItems));
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  try {
    return await Promise.race([answer, fill(parts, list, files, closed.signal).then(() => answer)]);
  } finally {
    closed.abort();
    list.dispose();
  }
}

async function fill(
  { remote }: Parts,
  list: vscode.QuickPick<AgentItem>,
  files: ReadonlyMap<string, vscode.Uri>,
  closed: AbortSignal,
): Promise<void> {
  list.busy = true;
  let next: string | undefined;
  do {
    const page = await remote.api.list({}, next, closed);
    if (closed.aborted) return;
    if (!page.ok) throw new Refusal(failureSentence(page.failure, remote.address.host), ['set-api-key']);
    const { selectedItems } = list;
    list.items = [...list.items, ...page.value.agents.map((agent) => itemFor(agent, files))];
    list.selectedItems = selectedItems;
    next = page.value.next;
  } while (next !== undefined);
  list.busy = false;
}

function itemFor(agent: JsonObject, files: ReadonlyMap<string, vscode.Uri>): AgentItem {
  const id = idOf(agent) ?? '';
  const file = files.get(id);
  const project = memberOf(agent, 'project');
  const facts = [id, ...(typeof project === 'number' ? [l10n.t`project ${project}`] : [])];
  if (file) facts.push(l10n.t`already in ${vscode.workspace.asRelativePath(file)}`);
  return { label: nameIn(agent), description: facts.join(' · '), id, file };
}

function nameIn(agent: JsonObject): string {
  const name = memberOf(agent, 'agent_name');
  return typeof name === 'string' ? name : '';
}

/** Writes the agent as a file that nobody had before, and remembers it as synced. */
async function writeAgent(
  { remote, baselines }: Parts,
  folder: vscode.Uri,
  id: string,
  agent: JsonObject,
): Promise<vscode.Uri> {
  const { origin } = remote.address;
  const text = newFileText(agentSchema, agent);
  const taken = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const file = vscode.Uri.joinPath(folder, fileNameFor(nameIn(agent), taken));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const read = readAgentText(text);
  await baselines.put(
    { origin, id },
    {
      file: contentOf(agentSchema, read.ok ? read.agent : {}),
      remote: contentOf(agentSchema, agent),
    },
  );
  return file;
}
