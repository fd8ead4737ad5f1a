import * as vscode from 'vscode';
import { explainFailure } from '#api/keyFailures';
import { agentDisplayName } from '#sync/content/agentText';
import { projectIn } from '#sync/projects/keys';
import { projectName, projectNameFor } from '#sync/projects/names';
import { fetchesOnFocus } from '../../state/settings';
import type { AgentFileState, AgentStates } from '../../state/agentStates';
import type { ApiClientProvider } from '../../state/apiClient';
import { summaryOfState } from '../statusText';
import { type TreeFile, type TreeInput, type TreeNode, agentTree, changedRows } from './model';

const viewId = 'agentJson.agents';

/** The interval of automatic fetches, in ms. */
const fetchIntervalMs = 60_000;

/** The tree item of a row. It is the same object when the row changes, and the argument of commands. */
class Row {
  constructor(public node: TreeNode) {}

  get uri(): string | undefined {
    return this.node.uri;
  }

  get agent(): string | undefined {
    return this.node.agent;
  }
}

/** The Agents view: the workspace's agent files with their states, and the agents on Cekura that have no file. */
export class AgentsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private rows = new Map<string, Row>();
  private readonly view: vscode.TreeView<Row>;
  private readonly disposables: vscode.Disposable[];
  private tree: readonly TreeNode[] = [];
  private fetchedAt = 0;

  constructor(
    private readonly states: AgentStates,
    private readonly api: ApiClientProvider,
  ) {
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    const fetch = () => void this.fetchIfDue();
    this.disposables = [
      this.changed,
      this.view,
      states.onDidChange(() => this.update()),
      this.view.onDidChangeVisibility(fetch),
      vscode.window.onDidChangeWindowState(fetch),
    ];
    this.update();
  }

  getChildren(row?: Row): Row[] {
    return (row ? row.node.children : this.tree).map((node) => this.rowOf(node));
  }

  getTreeItem({ node }: Row): vscode.TreeItem {
    const state =
      node.children.length === 0
        ? vscode.TreeItemCollapsibleState.None
        : vscode.TreeItemCollapsibleState.Expanded;
    const item = new vscode.TreeItem(node.label, state);
    const { id, description, tooltip = node.label, icon, color, context } = node;
    const label = description === undefined ? node.label : `${node.label}, ${description}`;
    const themeColor = color === undefined ? undefined : new vscode.ThemeColor(color);
    const iconPath = icon === undefined ? undefined : new vscode.ThemeIcon(icon, themeColor);
    Object.assign(item, { id, description, tooltip, iconPath, contextValue: context });
    item.accessibilityInformation = { label };
    const command = commandOf(node);
    if (command) item.command = command;
    return item;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private update(): void {
    const before = this.tree;
    this.tree = agentTree(this.input());
    this.setContexts();
    const changes = changedRows(before, this.tree);
    this.rows = new Map(allNodes(this.tree).map((node) => [node.id, this.rowOf(node)]));
    if (changes === 'root') this.changed.fire(undefined);
    else for (const id of changes) this.changed.fire(this.rows.get(id));
    // Called after an API key was set.
    void this.fetchIfDue();
  }

  private rowOf(node: TreeNode): Row {
    const row = this.rows.get(node.id) ?? new Row(node);
    row.node = node;
    return row;
  }

  /** Sets the context keys for the welcome views. */
  private setContexts(): void {
    const set = (name: string, value: boolean) =>
      void vscode.commands.executeCommand('setContext', `agentJson.${name}`, value);
    set('hasApiKey', this.states.keys.length > 0);
  }

  /** Fetches while the view is visible, or when the window gets the focus if the setting is enabled; at most once a minute. */
  private async fetchIfDue(): Promise<void> {
    const { keys } = this.states;
    const isEnabled = (this.view.visible || fetchesOnFocus()) && vscode.window.state.focused;
    const isDue = Date.now() - this.fetchedAt >= fetchIntervalMs;
    if (!isEnabled || !isDue || !vscode.workspace.isTrusted || keys.length === 0) return;
    this.fetchedAt = Date.now();
    await vscode.window.withProgress({ location: { viewId } }, () => this.states.fetch());
  }

  private input(): TreeInput {
    const { files, fetched, keys, withoutFile } = this.states;
    return {
      files: files.map(treeFile),
      remote: withoutFile.map(({ id, agent }) => {
        const project = projectIn(agent);
        const name = agentDisplayName(agent, { origin: '', id });
        return { id, name, project: project === undefined ? undefined : projectNameFor(keys, project) };
      }),
      failures: fetched.lists.flatMap(({ response, key }) => {
        if (response.ok) return [];
        const { host = '' } = this.api.usableAddress ?? {};
        return [explainFailure({ failure: response.failure, host, key, project: undefined }).text];
      }),
      remoteState: keys.length === 0 ? 'no-key' : fetched.lists.length === 0 ? 'not-fetched' : 'fetched',
    };
  }
}

function allNodes(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

function commandOf({ command, uri, label }: TreeNode): vscode.Command | undefined {
  if (command) return { command, title: label };
  if (uri === undefined) return undefined;
  return { command: 'vscode.open', title: label, arguments: [vscode.Uri.parse(uri)] };
}

function treeFile({ uri, name, link, project, state }: AgentFileState): TreeFile {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? vscode.workspace.getWorkspaceFolder(uri)?.name : undefined;
  return {
    uri: uri.toString(),
    path: vscode.workspace.asRelativePath(uri, false),
    folder,
    name,
    isLinked: link !== undefined,
    project: project && projectName(project),
    summary: summaryOfState(state),
  };
}
