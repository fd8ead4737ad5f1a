import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type JsonObject, stringAt } from '#language/syntax/json';
import { idOf } from '#api/responses';
import { pagesOf } from '#sync/pages';
import { type KeyRecord, projectIn } from '#sync/projects/keys';
import { projectNameFor } from '#sync/projects/names';
import { sanitizeLabel } from '../../ui/sanitize';
import { failureError } from './failures';
import { linkedFiles } from '../../editor/workspaceAgents';
import { allTargets } from './apiKeys';
import type { Services } from './services';
import type { Target } from './target';

export interface PickedAgent {
  readonly id: string;
  readonly label: string;
  /** The key that listed it. */
  readonly target: Target;
  /** The file that is already linked to it. */
  readonly file: vscode.Uri | undefined;
}

export interface AgentItem extends PickedAgent, vscode.QuickPickItem {
  readonly label: string;
  /** The digits of its project ID. */
  readonly project: string | undefined;
}

/**
 * Lets the user select agents on Cekura; none if they cancel. The list is filled page by page, so that it can be filtered while it is
 * loading.
 */
export async function chooseAgents(
  services: Services,
  { many, placeholder }: { readonly many: boolean; readonly placeholder: string },
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
  const selection = new Promise<readonly AgentItem[]>((resolve) => {
    list.onDidAccept(() => {
      // Pressing Enter in an empty list selects nothing and doesn't close it.
      if (list.selectedItems.length > 0) resolve(list.selectedItems);
    });
    list.onDidHide(() => resolve([]));
  });
  list.show();
  try {
    return await Promise.race([
      selection,
      addAllAgents(services, list, files, closed.signal).then(() => selection),
    ]);
  } finally {
    closed.abort();
    list.dispose();
  }
}

async function addAllAgents(
  services: Services,
  list: vscode.QuickPick<AgentItem>,
  files: ReadonlyMap<string, vscode.Uri>,
  closed: AbortSignal,
): Promise<void> {
  list.busy = true;
  const targets = await allTargets(services);
  const keys = targets.map(({ key }) => key);
  const failures: Error[] = [];
  for (const target of targets) {
    const failure = await addAgents(target, keys, list, files, closed);
    if (closed.aborted) return;
    if (failure) failures.push(failure);
  }
  list.busy = false;
  const [first] = failures;
  // An invalid key must not hide the agents of other keys.
  if (first && list.items.length === 0) throw first;
}

/** Adds the agents that one key can list, page by page; returns the error if that fails. */
async function addAgents(
  target: Target,
  keys: readonly KeyRecord[],
  list: vscode.QuickPick<AgentItem>,
  files: ReadonlyMap<string, vscode.Uri>,
  closed: AbortSignal,
): Promise<Error | undefined> {
  for await (const page of pagesOf(target.client, {}, closed)) {
    if (closed.aborted) return undefined;
    if (!page.ok) return failureError(target, page.failure);
    const { selectedItems } = list;
    const listed = new Set(list.items.map(({ id }) => id));
    const items = page.value.agents.map((agent) => agentItem(agent, target, keys, files));
    list.items = [...list.items, ...items.filter(({ id }) => !listed.has(id))];
    list.selectedItems = selectedItems;
  }
  return undefined;
}

function agentItem(
  agent: JsonObject,
  target: Target,
  keys: readonly KeyRecord[],
  files: ReadonlyMap<string, vscode.Uri>,
): AgentItem {
  const id = idOf(agent) ?? '';
  const file = files.get(id);
  const project = projectIn(agent);
  const details = [id, ...(project === undefined ? [] : [sanitizeLabel(projectNameFor(keys, project))])];
  if (file) details.push(l10n.t`already in ${vscode.workspace.asRelativePath(file)}`);
  return {
    label: sanitizeLabel(stringAt(agent, 'agent_name') ?? ''),
    description: details.join(' · '),
    id,
    project,
    target,
    file,
  };
}
