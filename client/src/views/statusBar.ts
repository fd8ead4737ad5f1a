import * as vscode from 'vscode';
import { isAgentFile, promptScheme } from '../editor/agentFile';
import { agentFileOf } from '../editor/openAgentFiles';
import { textWithPages } from '../prompts/openPages';
import type { StoredBaselines } from '../state/baselines';
import { type FileState, fileStateOf } from '../editor/fileState';
import type { ApiClientProvider } from '../state/apiClient';
import type { Project } from '#sync/projects/keys';
import type { Credentials } from '../state/credentials';
import { projectOfFile, withProjectName } from '../state/fileProjects';
import { isProtectedProject, onProtectionChange } from '../state/protectedProjects';
import { stateWords } from './statusText';

/** How long after the last keystroke the state is computed again, in ms. */
const debounceMs = 300;

/** Project, host and sync state of the agent in the active editor, or whose prompt page that is. Makes no request. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'agentJson.state',
    vscode.StatusBarAlignment.Right,
    90,
  );
  private readonly listeners: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private round = 0;

  constructor(
    private readonly api: ApiClientProvider,
    private readonly baselines: StoredBaselines,
    private readonly credentials: Credentials,
  ) {
    this.item.name = 'Agent JSON';
    this.item.command = 'agentJson.compare';
    this.listeners = [
      onProtectionChange(() => this.refresh()),
      api.onDidChangeConnectivity(() => this.refresh()),
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isAgentFile(document) || document.uri.scheme === promptScheme) this.refreshSoon();
      }),
    ];
    this.refresh();
  }

  refresh(): void {
    clearTimeout(this.timer);
    void this.show(vscode.window.activeTextEditor?.document);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), debounceMs);
  }

  private async show(active: vscode.TextDocument | undefined): Promise<void> {
    const round = ++this.round;
    const document = active && (await agentDocumentOf(active));
    const project = document && (await this.projectOf(document));
    const state = document && (await this.stateOf(document, project));
    // Another editor may be active by now.
    if (round !== this.round) return;
    if (!state) {
      this.item.hide();
      return;
    }
    const words = stateWords(state, this.api);
    this.item.text = words.text;
    this.item.tooltip = words.tooltip;
    // The text contains symbols that a screen reader can't read.
    this.item.accessibilityInformation = { label: words.tooltip };
    this.item.backgroundColor =
      project && isProtectedProject(project)
        ? new vscode.ThemeColor('statusBarItem.warningBackground')
        : undefined;
    this.item.show();
  }

  private async projectOf(document: vscode.TextDocument): Promise<Project | undefined> {
    const address = this.api.usableAddress;
    return address && projectOfFile(this.credentials, address, document.uri, textWithPages(document));
  }

  private async stateOf(document: vscode.TextDocument, project: Project | undefined): Promise<FileState> {
    const { usableAddress: address } = this.api;
    return address
      ? fileStateOf(
          textWithPages(document),
          withProjectName(address, project),
          this.baselines.for(document.uri),
        )
      : { kind: 'no-address' };
  }
}

/** The agent file that a document is, or whose prompt it is. */
async function agentDocumentOf(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (isAgentFile(document)) return document;
  if (document.uri.scheme !== promptScheme) return undefined;
  return vscode.workspace.openTextDocument(agentFileOf(document.uri));
}
