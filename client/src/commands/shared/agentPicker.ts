import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type JsonObject, memberOf } from '#language/syntax/json';
import { idOf } from '#api/answers';
import { sanitizeLabel } from '../../ui/sanitize';
import { failureError } from './failures';
import { linkedFiles } from '../../editor/workspaceAgents';
import type { Services } from './services';

/** An agent in the list. */
export interface AgentItem extends vscode.QuickPickItem {
  readonly id: string;
  /** The file that is linked to it already. */
  readonly file: vscode.Uri | undefined;
}

interface ListOptions {
  readonly many: boolean;
  readonly placeholder: string;
}

/**
 * Lets the user choose among the agents on Cekura; none where they cancel. The list is filled page by page, so that it can be filtered
 * while the rest is loading.
 */
export async function chooseAgents(
  services: Services,
  { many, placeholder }: ListOptions,
): Promise<readonly AgentItem[]> {
  const { host, origin } = services.api.address;
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
      // Enter in a list that is still empty chooses nothing and doesn't close it.
      if (list.selectedItems.length > 0) resolve(list.selectedItems);
    });
    list.onDidHide(() => resolve([]));
  });
  list.show();
  try {
    return await Promise.race([answer, fill(services, list, files, closed.signal).then(() => answer)]);
  } finally {
    closed.abort();
    list.dispose();
  }
}

async function fill(
  services: Services,
  list: vscode.QuickPick<AgentItem>,
  files: ReadonlyMap<string, vscode.Uri>,
  closed: AbortSignal,
): Promise<void> {
  list.busy = true;
  let next: string | undefined;
  do {
    const page = await services.api.client.list({}, next, closed);
    if (closed.aborted) return;
    if (!page.ok) throw await failureError(services, page.failure);
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
  const details = [id, ...(typeof project === 'number' ? [l10n.t`project ${project}`] : [])];
  if (file) details.push(l10n.t`already in ${vscode.workspace.asRelativePath(file)}`);
  return { label: sanitizeLabel(agentName(agent)), description: details.join(' · '), id, file };
}

/** The name of an agent, or an empty string. */
export function agentName(agent: JsonObject): string {
  const name = memberOf(agent, 'agent_name');
  return typeof name === 'string' ? name : '';
}
