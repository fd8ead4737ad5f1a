import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { agentFilePattern } from '#server/protocol';
import { isAgentFile, syncedScheme } from '../editor/agentFile';
import type { StoredBaselines } from '../state/baselines';
import { fileStateOf } from '../editor/fileState';
import { linkIn } from '../editor/linkIn';
import type { ApiClientProvider } from '../state/apiClient';
import { stateWords } from './statusText';
import { syncedText } from '../editor/syncedText';
import { linkedFiles } from '../editor/workspaceAgents';

/**
 * The workspace's agents in the source control view, grouped into those to push and to pull, and quick diff marks beside the lines that were
 * edited since the last sync. Makes no request.
 */
export class AgentSourceControl
  implements vscode.QuickDiffProvider, vscode.TextDocumentContentProvider, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly control = vscode.scm.createSourceControl('agentJson', 'Cekura');
  private readonly toPush = this.control.createResourceGroup('toPush', l10n.t('To Push'));
  private readonly toPull = this.control.createResourceGroup('toPull', l10n.t('To Pull'));
  private readonly disposables: vscode.Disposable[];
  private round = 0;

  constructor(
    private readonly api: ApiClientProvider,
    private readonly baselines: StoredBaselines,
  ) {
    this.control.quickDiffProvider = this;
    this.control.inputBox.visible = false;
    for (const group of [this.toPush, this.toPull]) group.hideWhenEmpty = true;
    const files = vscode.workspace.createFileSystemWatcher(agentFilePattern);
    const refresh = () => void this.refresh();
    this.disposables = [
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
    this.toPush.resourceStates = found.flatMap(({ state, push }) => (push ? [state] : []));
    this.toPull.resourceStates = found.flatMap(({ state, pull }) => (pull ? [state] : []));
    for (const { uri } of vscode.workspace.textDocuments.filter(isAgentFile)) {
      this.changed.fire(originalOf(uri));
    }
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private async states() {
    const address = this.api.usableAddress;
    if (!address) return [];
    const files = await linkedFiles(address.origin);
    const all = files.map(async ({ uri, text }) => {
      const known = await fileStateOf(text, address, this.baselines.for(uri));
      const { kind } = known.kind === 'known' ? known.status : { kind: undefined };
      return {
        state: resourceState(uri, stateWords(known, this.api).tooltip),
        push: kind === 'local-ahead' || kind === 'diverged',
        pull: kind === 'remote-ahead' || kind === 'diverged',
      };
    });
    return Promise.all(all);
  }

  private async baselineOf(document: vscode.TextDocument) {
    const address = this.api.usableAddress;
    const link = address && linkIn(document.getText(), address.origin);
    return link && this.baselines.for(document.uri).get(link);
  }
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
