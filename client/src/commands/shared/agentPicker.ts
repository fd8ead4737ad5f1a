import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type JsonObject, memberOf } from '#language/syntax/json';
import { idOf } from '#api/answers';
import { failureSentence } from '#api/failures';
import { plainLabel } from '../../ui/sanitize';
import { Refusal } from '../../ui/userError';
import { linkedFiles } from '../../editor/workspaceAgents';
import type { Parts } from './services';

/** An agent of the list. */
export interface AgentItem extends vscode.QuickPickItem {
  readonly id: string;
  /** The file that is this agent already. */
  readonly file: vscode.Uri | undefined;
}

interface ListOptions {
  readonly many: boolean;
  readonly placeholder: string;
}

/**
 * Lets the user choose among the agents on Cekura; none when they stop. The list fills page by page, so that one can type and choose
 * while the rest comes in.
 */
export async function chooseAgents(
  parts: Parts,
  { many, placeholder }: ListOptions,
): Promise<readonly AgentItem[]> {
  const { host, origin } = parts.remote.address;
  const files = new Map((await linkedFiles(origin)).map(({ uri, link }) => [link.id, uri]));
  const list = vscode.window.createQuickPick<AgentItem>();
  const closed = new AbortController();
  list.title = l10n.t`Agents on ${host}`;
  list.placeholder = placeholder;
  list.canSelectMany = many;
  list.matchOnDescription = true;
  list.ignoreFocusOut = true;
  const answer = new Promise<readonly AgentItem[]>((resolve) => {
    list.onDidAccept(() => {
      // Enter on a list that is still empty chooses nothing, and is no reason to close it.
      if (list.selectedItems.length > 0) resolve(list.selectedItems);
    });
    list.onDidHide(() => resolve([]));
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
  return { label: plainLabel(nameIn(agent)), description: facts.join(' · '), id, file };
}

/** What an agent is called, as the list says. */
export function nameIn(agent: JsonObject): string {
  const name = memberOf(agent, 'agent_name');
  return typeof name === 'string' ? name : '';
}
