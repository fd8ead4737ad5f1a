import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExpandedAgent } from '#language/promptFiles/expand';
import { agentSchema } from '#language/schema/bundledSchema';
import { applyEdits } from '#language/syntax/edit';
import { readExpanded } from '#sync/promptFiles/agentWithPrompts';
import { isAgentFile, syncedScheme } from '../editor/agentFile';
import { openDocumentOf } from '../editor/files';
import { readPrompt } from '../editor/promptFolder';
import type { StoredBaselines } from '../state/baselines';
import { findLink } from '../editor/agentLink';
import type { SyncStatus } from '#sync/status';
import type { ApiClientProvider } from '../state/apiClient';
import type { AgentFileState, AgentStates } from '../state/agentStates';
import { type GroupedFile, ProjectGroups, type Task } from './projectGroups';
import { summaryOfState } from './statusText';
import { syncedEdits, syncedText } from '../editor/syncedText';

/**
 * The workspace's agents in the source control view, grouped by project into those to push and to pull, and quick diff decorations for the
 * lines that were edited since the last sync. Sends no requests.
 */
export class AgentSourceControl
  implements vscode.QuickDiffProvider, vscode.TextDocumentContentProvider, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly control = vscode.scm.createSourceControl('agentJson', 'Cekura');
  private readonly groups = new ProjectGroups(this.control);
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly api: ApiClientProvider,
    private readonly baselines: StoredBaselines,
    private readonly states: AgentStates,
  ) {
    this.control.quickDiffProvider = this;
    this.control.inputBox.visible = false;
    this.disposables = [
      this.groups,
      this.control,
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(syncedScheme, this),
      states.onDidChange(() => this.update()),
    ];
  }

  /** The document that quick diff compares with; none for files that were never synced. */
  async provideOriginalResource(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    const document = openDocumentOf(uri);
    if (!document || !isAgentFile(document) || !(await this.baselineOf(document))) return undefined;
    return originalOf(uri, sides.quickDiff);
  }

  async provideTextDocumentContent({ query, fragment: side }: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(query));
    const agent = await expandedDocument(document);
    if (side === sides.local) return agent.text;
    const baseline = await this.baselineOf(document);
    const isWithPrompts = side === sides.synced;
    if (!baseline) return isWithPrompts ? agent.text : document.getText();
    return isWithPrompts
      ? applyEdits(agent.text, syncedEdits(agentSchema, agent.text, baseline))
      : syncedText(agentSchema, agent, baseline);
  }

  private update(): void {
    const linked = this.states.files.filter(({ link }) => link !== undefined);
    this.groups.show(linked.map(groupedFile), this.api.usableAddress?.host ?? 'Cekura');
    for (const { uri } of vscode.workspace.textDocuments.filter(isAgentFile))
      for (const side of Object.values(sides)) this.changed.fire(originalOf(uri, side));
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async baselineOf(document: vscode.TextDocument) {
    const address = this.api.usableAddress;
    const link = address && findLink(document.getText(), address.origin);
    return link && this.baselines.for(document.uri).get(link);
  }
}

function groupedFile(file: AgentFileState): GroupedFile {
  const { project, state } = file;
  const tasks = state.kind === 'known' ? tasksOf(state.status) : [];
  return { state: resourceState(file), project, tasks };
}

function tasksOf(status: SyncStatus): Task[] {
  if (status.kind === 'diverged') return status.conflicts > 0 ? ['conflicts'] : ['toPush', 'toPull'];
  if (status.kind === 'local-ahead') return ['toPush'];
  return status.kind === 'remote-ahead' ? ['toPull'] : [];
}

function resourceState({ uri, prompts, state }: AgentFileState): vscode.SourceControlResourceState {
  const title = l10n.t('Show Changes Since Last Sync');
  const name = l10n.t`${vscode.workspace.asRelativePath(uri)} (since last sync)`;
  const [left, right] =
    prompts.length > 0
      ? [originalOf(uri, sides.synced), originalOf(uri, sides.local)]
      : [originalOf(uri, sides.quickDiff), uri];
  return {
    resourceUri: uri,
    decorations: { tooltip: summaryOfState(state).sentence },
    command: { command: 'vscode.diff', title, arguments: [left, right, name] },
  };
}

/** The compared texts, as fragments of the URIs: the synced file, or the synced and current file with prompts. */
const sides = { quickDiff: '', synced: 'synced', local: 'local' } as const;

function originalOf(uri: vscode.Uri, side: (typeof sides)[keyof typeof sides]): vscode.Uri {
  return uri.with({ scheme: syncedScheme, authority: '', query: uri.toString(), fragment: side });
}

async function expandedDocument(document: vscode.TextDocument): Promise<ExpandedAgent> {
  return readExpanded(agentSchema, document.getText(), (file) => readPrompt(document.uri, file));
}
