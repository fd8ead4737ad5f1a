import * as l10n from '@vscode/l10n';
import { sanitizeLabel } from '../../ui/sanitize';
import type { StateKind, StateSummary } from '../statusText';

/** A row of the view as plain data. */
export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly color?: string | undefined;
  /** The context value for menus in the manifest. */
  readonly context: 'group' | 'linkedFile' | 'unlinkedFile' | 'remoteAgent' | 'action';
  /** The agent file of the row. */
  readonly uri?: string;
  /** The ID of an agent on Cekura without a linked file. */
  readonly agent?: string;
  /** The command to run on a click instead of opening the file. */
  readonly command?: 'agentJson.setApiKey' | 'agentJson.fetch';
  readonly children: readonly TreeNode[];
}

export interface TreeFile {
  readonly uri: string;
  /** Relative to its workspace folder. */
  readonly path: string;
  /** The name of its workspace folder if there are several. */
  readonly folder: string | undefined;
  readonly name: string | undefined;
  readonly isLinked: boolean;
  readonly project: string | undefined;
  readonly summary: StateSummary;
}

export interface TreeInput {
  readonly files: readonly TreeFile[];
  /** Agents that no file is linked to. */
  readonly remote: readonly {
    readonly id: string;
    readonly name: string;
    readonly project: string | undefined;
  }[];
  /** Why projects could not be listed. */
  readonly failures: readonly string[];
  readonly remoteState: 'no-key' | 'not-fetched' | 'fetched';
}

interface Appearance {
  readonly icon: string;
  readonly color?: string;
  /** The badge in the Explorer, at most two characters. */
  readonly badge?: string;
}

/** Icon and color for each state, in all views. Names of files get the color as well, so it must be one for text. */
export const stateIcons: Readonly<Record<StateKind, Appearance>> = {
  'in-sync': { icon: 'pass', color: 'testing.iconPassed' },
  ahead: { icon: 'arrow-up', color: 'gitDecoration.modifiedResourceForeground', badge: '↑' },
  behind: { icon: 'arrow-down', color: 'gitDecoration.submoduleResourceForeground', badge: '↓' },
  diverged: { icon: 'arrow-swap', color: 'gitDecoration.submoduleResourceForeground', badge: '↕' },
  conflict: { icon: 'warning', color: 'list.warningForeground', badge: '!' },
  'never-synced': { icon: 'question', color: 'descriptionForeground' },
  'not-on-cekura': { icon: 'circle-outline', color: 'gitDecoration.untrackedResourceForeground' },
  deleted: { icon: 'trash', color: 'gitDecoration.deletedResourceForeground', badge: '×' },
  error: { icon: 'error', color: 'list.errorForeground' },
};

/** The rows of the view: files by project, then the agents without a file. None if a welcome view is shown. */
export function agentTree(input: TreeInput): readonly TreeNode[] {
  const { files, remoteState } = input;
  if (files.length === 0 && remoteState !== 'fetched') return [];
  const projects = groupBy(files, ({ project }) => project ?? '').map(([project, projectFiles]) =>
    groupNode(`project:${project}`, project === '' ? l10n.t('No Project') : project, byFolder(projectFiles)),
  );
  return [...projects, onCekura(input)];
}

/** The rows to update: changed rows, and rows with different children. `root`: whether the first level has changed. */
export function changedRows(
  before: readonly TreeNode[],
  after: readonly TreeNode[],
): 'root' | readonly string[] {
  if (!sameIds(before, after)) return 'root';
  return after.flatMap((node, index) => changedIn(before[index], node));
}

function changedIn(before: TreeNode | undefined, after: TreeNode): readonly string[] {
  if (!before || !isSameRow(before, after)) return [after.id];
  const below = changedRows(before.children, after.children);
  return below === 'root' ? [after.id] : below;
}

function isSameRow(before: TreeNode, after: TreeNode): boolean {
  const [oldRow, newRow] = [before, after].map((node) => JSON.stringify({ ...node, children: [] }));
  return oldRow === newRow;
}

function sameIds(before: readonly TreeNode[], after: readonly TreeNode[]): boolean {
  return before.map(({ id }) => id).join('\n') === after.map(({ id }) => id).join('\n');
}

function byFolder(files: readonly TreeFile[]): readonly TreeNode[] {
  return groupBy(files, ({ folder }) => folder ?? '').flatMap(([folder, folderFiles]) => {
    const rows = fileRows(folderFiles);
    const project = folderFiles[0]?.project ?? '';
    return folder === '' ? rows : [groupNode(`folder:${project}:${folder}`, folder, rows)];
  });
}

function fileRows(files: readonly TreeFile[]): readonly TreeNode[] {
  const names = files.map(({ name }) => name);
  const rows = files.map((file) => fileRow(file, names.filter((name) => name === file.name).length > 1));
  return rows.sort((a, b) => a.label.localeCompare(b.label));
}

function fileRow(
  { uri, path, project = '', name, isLinked, summary }: TreeFile,
  isAmbiguous: boolean,
): TreeNode {
  const label = sanitizeLabel(name ?? path);
  const { icon, color } = stateIcons[summary.kind];
  return {
    // VS Code rejects a row that moves to another group with the same ID.
    id: `file:${project}:${uri}`,
    label,
    description: isAmbiguous ? `${summary.short} · ${path}` : summary.short,
    tooltip: `${path}\n${summary.sentence}`,
    icon,
    color,
    context: isLinked ? 'linkedFile' : 'unlinkedFile',
    uri,
    children: [],
  };
}

/** The agents without a file, grouped by project if there are several. */
function onCekura({ remote, failures, remoteState }: TreeInput): TreeNode {
  const groups = groupBy(remote, ({ project }) => project ?? '');
  const children =
    groups.length === 1
      ? remote.map(agentRow)
      : groups.map(([project, projectAgents]) =>
          groupNode(`remote:${project}`, project || l10n.t('No Project'), projectAgents.map(agentRow)),
        );
  const failed = failures.map((text, index) =>
    actionNode(`failure:${index}`, sanitizeLabel(text), 'warning', 'agentJson.fetch'),
  );
  const node = groupNode('remote', l10n.t('On Cekura'), [...failed, ...children]);
  switch (remoteState) {
    case 'no-key':
      return {
        ...node,
        children: [actionNode('set-key', l10n.t('Set API Key…'), 'key', 'agentJson.setApiKey')],
      };
    case 'not-fetched':
      return { ...node, children: [actionNode('fetch', l10n.t('Fetch'), 'refresh', 'agentJson.fetch')] };
    case 'fetched':
      return node.children.length > 0 ? node : { ...node, description: l10n.t('All agents have a file') };
  }
}

function agentRow({ id, name, project = '' }: TreeInput['remote'][number]): TreeNode {
  return {
    id: `agent:${project}:${id}`,
    label: sanitizeLabel(name),
    description: id,
    tooltip: l10n.t('No file in this workspace.'),
    icon: 'cloud',
    context: 'remoteAgent',
    agent: id,
    children: [],
  };
}

function groupNode(id: string, label: string, children: readonly TreeNode[]): TreeNode {
  return { id, label: sanitizeLabel(label), context: 'group', children };
}

function actionNode(id: string, label: string, icon: string, command: TreeNode['command']): TreeNode {
  return { id, label, icon, context: 'action', ...(command ? { command } : {}), children: [] };
}

/** Grouped by key, sorted, with the empty key last. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): (readonly [string, readonly T[]])[] {
  const keys = [...new Set(items.map(keyOf))].sort((a, b) =>
    a === '' || b === '' ? b.length - a.length : a.localeCompare(b),
  );
  return keys.map((key) => [key, items.filter((item) => keyOf(item) === key)]);
}
