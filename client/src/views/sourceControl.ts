import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { agentFilePattern } from '#server/protocol';
import { isAgentFile, syncedScheme } from '../editor/agentFile';
import type { StoredBaselines } from '../state/baselines';
import { fileStateOf } from '../editor/fileState';
import { linkIn } from '../editor/linkIn';
import type { ApiClientProvider } from '../state/apiClient';
import type { SyncStatus } from '#sync/status';
import type { Credentials } from '../state/credentials';
import { projectOfFile, withProjectName } from '../state/fileProjects';
import { type Direction, type GroupedFile, ProjectGroups } from './projectGroups';
import { stateWords } from './statusText';
import { syncedText } from '../editor/syncedText';
import { linkedFiles } from '../editor/workspaceAgents';

/**
 * The workspace's agents in the source control view, grouped by project into those to push and to pull, and quick diff marks beside the lines that were
 * edited since the last sync. Makes no request.
 */
export class AgentSourceControl
  implements vscode.QuickDiffProvider, vscode.TextDocumentContentProvider, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly control = vscode.scm.createSourceControl('agentJson', 'Cekura');
  private readonly groups = new ProjectGroups(this.control);
  private readonly disposables: vscode.Disposable[];
  private round = 0;

  constructor(
    private readonly api: ApiClientProvider,
    private readonly baselines: StoredBaselines,
    private readonly credentials: Credentials,
  ) {
    this.control.quickDiffProvider = this;
    this.control.inputBox.visible = false;
    const files = vscode.workspace.createFileSystemWatcher(agentFilePattern);
    const refresh = () => void this.refresh();
    this.disposables = [
      this.groups,
      this.control,
      this.changed,
      files,
      vscode.workspace.registerTextDocumentContentProvider(syncedScheme, this),
      files.onDidCreate(refresh),
      files.onDidChange(refresh),
      files.onDidDelete(refresh),
    ];
    refresh();
  }

  /** The document that quick diff compares with; none for files that were never synced. */
  async provideOriginalResource(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (!document || !isAgentFile(document) || !(await this.baselineOf(document))) return undefined;
    return originalOf(uri);
  }

  async provideTextDocumentContent(original: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(original.query));
    const text = document.getText();
    const baseline = await this.baselineOf(document);
    return baseline ? syncedText(agentSchema, text, baseline) : text;
  }

  /** Computes the states of all agent files again; after a command, a save, or a created or deleted file. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    const found = await this.states();
    // A later round has read newer files.
    if (round !== this.round) return;
    this.groups.show(found);
    for (const { uri } of vscode.workspace.textDocuments.filter(isAgentFile)) {
      this.changed.fire(originalOf(uri));
    }
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private async states(): Promise<GroupedFile[]> {
    const address = this.api.usableAddress;
    if (!address) return [];
    const files = await linkedFiles(address.origin);
    const all = files.map(async ({ uri, text }) => {
      const project = await projectOfFile(this.credentials, address, uri, text);
      const known = await fileStateOf(text, withProjectName(address, project), this.baselines.for(uri));
      const state = resourceState(uri, stateWords(known, this.api).tooltip);
      return { state, project, directions: known.kind === 'known' ? directionsOf(known.status) : [] };
    });
    return Promise.all(all);
  }

  private async baselineOf(document: vscode.TextDocument) {
    const address = this.api.usableAddress;
    const link = address && linkIn(document.getText(), address.origin);
    return link && this.baselines.for(document.uri).get(link);
  }
}

function directionsOf({ kind }: SyncStatus): Direction[] {
  if (kind === 'diverged') return ['toPush', 'toPull'];
  if (kind === 'local-ahead') return ['toPush'];
  return kind === 'remote-ahead' ? ['toPull'] : [];
}

function resourceState(resourceUri: vscode.Uri, tooltip: string): vscode.SourceControlResourceState {
  const title = l10n.t('Show Changes Since Last Sync');
  const name = l10n.t`${vscode.workspace.asRelativePath(resourceUri)} (since last sync)`;
  return {
    resourceUri,
    decorations: { tooltip },
    command: { command: 'vscode.diff', title, arguments: [originalOf(resourceUri), resourceUri, name] },
  };
}

function originalOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: syncedScheme, authority: '', query: uri.toString() });
}
