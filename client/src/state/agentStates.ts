import * as vscode from 'vscode';
import { isEmptyDraft } from '#language/agentFile';
import type { JsonObject } from '#language/syntax/json';
import { agentFilePattern } from '#server/protocol';
import { agentName, readAgentText } from '#sync/content/agentText';
import type { AgentLink } from '#sync/ports';
import { type KeyRecord, type Project, projectIn } from '#sync/projects/keys';
import { listsFor } from '#sync/projects/lists';
import { isAgentFile, promptScheme } from '../editor/agentFile';
import { type FileState, fileStateOf } from '../editor/fileState';
import { linkOfAgent } from '../editor/agentLink';
import { promptUrisIn } from '../editor/promptUri';
import { type WorkspaceFile, agentFiles } from '../editor/workspaceAgents';
import type { ApiClientProvider } from './apiClient';
import type { StoredBaselines } from './baselines';
import type { Credentials } from './credentials';
import { type Fetched, FetchedAgents, fetchList } from './fetchedAgents';
import { knownProject, projectOfFile, withProjectName } from './fileProjects';
import { onSettingChange } from './settings';

/** The delay before files are read again after a change on disk, in ms, because a checkout changes many files. */
const debounceMs = 100;

export interface AgentFileState {
  readonly uri: vscode.Uri;
  /** The agent's name in the file; undefined if it has none or can't be read. */
  readonly name: string | undefined;
  readonly link: AgentLink | undefined;
  readonly project: Project | undefined;
  /** URIs of the prompt files that it refers to, whether or not they exist. */
  readonly prompts: readonly string[];
  readonly state: FileState;
}

/**
 * The sync states of the workspace's agent files, for all views. They are computed from the file, the stored baseline and the agent as of
 * the last fetch; only `fetch` makes requests.
 */
export class AgentStates implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly disposables: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private round = 0;
  /** The agent files, without those of other formats. */
  files: readonly AgentFileState[] = [];
  fetched = new FetchedAgents([], 0);
  keys: readonly KeyRecord[] = [];
  /** Counts syncs and fetches: a clock could give both the same time. */
  private sequence = 0;
  /** Agent ID → sequence number of its last sync. Its baseline is newer than agents fetched before. */
  private readonly syncedAt = new Map<string, number>();

  constructor(
    private readonly api: ApiClientProvider,
    private readonly baselines: StoredBaselines,
    private readonly credentials: Credentials,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(agentFilePattern);
    const refreshSoon = () => this.refreshSoon();
    this.disposables = [
      this.changed,
      watcher,
      watcher.onDidCreate(refreshSoon),
      watcher.onDidChange(refreshSoon),
      watcher.onDidDelete(refreshSoon),
      baselines.onDidChange(({ id }) => this.syncedAt.set(id, ++this.sequence)),
      ...this.watchPrompts(),
      onSettingChange('files.exclude', refreshSoon),
    ];
    void this.refresh();
  }

  /** Reads the files and computes their states again, without a request. */
  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    const round = ++this.round;
    const keys = await this.storedKeys();
    const files = await Promise.all((await agentFiles()).map((file) => this.stateWith(keys, file)));
    // A later call has read newer files.
    if (round !== this.round) return;
    this.keys = keys;
    this.files = files.filter(({ state }) => state.kind !== 'foreign');
    this.changed.fire();
  }

  /** Requests one list of agents per project, and updates the states. Changes no file and no baseline. */
  async fetch(): Promise<void> {
    const address = this.api.usableAddress;
    if (!address) return;
    const startedAt = ++this.sequence;
    const keys = await this.credentials.records(address.origin);
    const projects = this.files.flatMap(({ project }) => (project ? [project.id] : []));
    const lists = listsFor(keys, projects).map((request) =>
      fetchList(request, this.api.clientFor(address, request.key.slot)),
    );
    this.fetched = new FetchedAgents(await Promise.all(lists), startedAt);
    await this.refresh();
  }

  /** Clears fetched agents when the API URL changes. */
  async reset(): Promise<void> {
    this.fetched = new FetchedAgents([], 0);
    await this.refresh();
  }

  async stateOf(file: WorkspaceFile): Promise<AgentFileState> {
    return this.stateWith(await this.storedKeys(), file);
  }

  private async storedKeys(): Promise<readonly KeyRecord[]> {
    const address = this.api.usableAddress;
    return address ? this.credentials.records(address.origin) : [];
  }

  private async stateWith(
    keys: readonly KeyRecord[],
    { uri, text, source, unresolved }: WorkspaceFile,
  ): Promise<AgentFileState> {
    const address = this.api.usableAddress;
    const prompts = promptUrisIn(uri, source).map(String);
    if (!address)
      return { uri, name: undefined, link: undefined, project: undefined, prompts, state: noAddress };
    const read = readAgentText(text);
    const link = linkOfAgent(read, address.origin);
    const named = projectOfFile(this.credentials, keys, address, uri, read);
    const listed = link && this.fetched.find(link, named?.id);
    const isOutdated = link && (this.syncedAt.get(link.id) ?? 0) > this.fetched.startedAt;
    const fetched = isOutdated ? undefined : listed;
    const project = named ?? (link && (await this.projectOfAgent(keys, link, listed)));
    const destination = withProjectName(address, project);
    const state: FileState = isEmptyDraft(uri.toString(), text)
      ? { kind: 'unlinked', host: destination.host }
      : await fileStateOf(read, destination, this.baselines.for(uri), fetched, unresolved);
    return { uri, name: read.ok ? agentName(read.agent) : undefined, link, project, prompts, state };
  }

  /** The project of the fetched agent, or else of the last synced one. */
  private async projectOfAgent(
    keys: readonly KeyRecord[],
    link: AgentLink,
    fetched: Fetched,
  ): Promise<Project | undefined> {
    const agent =
      fetched === undefined || fetched === 'deleted' ? (await this.baselines.get(link))?.remote : fetched;
    const id = agent && projectIn(agent);
    return id === undefined ? undefined : knownProject(keys, id);
  }

  /** The agents of the last fetch that no file is linked to. */
  get withoutFile(): readonly { readonly agent: JsonObject; readonly key: KeyRecord; readonly id: string }[] {
    const linked = new Set(this.files.map(({ link }) => link?.id));
    const all = this.fetched.lists.flatMap(({ key, response }) =>
      response.ok ? [...response.value].map(([id, agent]) => ({ id, agent, key })) : [],
    );
    return all.filter(({ id }) => !linked.has(id));
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Refreshes when a prompt file changes, on disk or in an editor. */
  private watchPrompts(): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{md,markdown,txt}');
    const refreshIfPrompt = (uri: vscode.Uri) => {
      if (this.isPrompt(uri)) this.refreshSoon();
    };
    return [
      watcher,
      watcher.onDidCreate(refreshIfPrompt),
      watcher.onDidChange(refreshIfPrompt),
      watcher.onDidDelete(refreshIfPrompt),
      vscode.workspace.onDidChangeTextDocument(({ document }) => refreshIfPrompt(document.uri)),
    ];
  }

  /** Whether a document is an agent file or contains a prompt of one. */
  isAgentOrPrompt(document: vscode.TextDocument): boolean {
    return isAgentFile(document) || document.uri.scheme === promptScheme || this.isPrompt(document.uri);
  }

  /** Whether an agent file refers to a file as its prompt. */
  private isPrompt(uri: vscode.Uri): boolean {
    return this.files.some(({ prompts }) => prompts.includes(uri.toString()));
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), debounceMs);
  }
}

const noAddress: FileState = { kind: 'no-address' };
