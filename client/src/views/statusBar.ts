import * as vscode from 'vscode';
import { isAgentFile, promptScheme } from '../editor/agentFile';
import { agentFileOf } from '../editor/openAgentFiles';
import { documentWithPrompts } from '../editor/workspaceAgents';
import type { AgentStates } from '../state/agentStates';
import type { ApiClientProvider } from '../state/apiClient';
import { isProtectedProject, onProtectionChange } from '../state/protectedProjects';
import { statusBarText } from './statusText';

/** The delay after the last keystroke before the state is computed again, in ms. */
const debounceMs = 300;

/** Project, host and sync state of the agent in the active editor, or whose prompt document that is. Sends no requests. */
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
    private readonly states: AgentStates,
  ) {
    this.item.name = 'Agent JSON';
    this.item.command = 'agentJson.showMenu';
    this.listeners = [
      states.onDidChange(() => this.refresh()),
      onProtectionChange(() => this.refresh()),
      api.onDidChangeConnectivity(() => this.refresh()),
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (states.isAgentOrPrompt(document)) this.refreshSoon();
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
    const file = document && (await this.states.stateOf(await documentWithPrompts(document)));
    // Another editor may have become active meanwhile.
    if (round !== this.round) return;
    if (!file) {
      this.item.hide();
      return;
    }
    const { project, state } = file;
    const status = statusBarText(state, { offline: this.api.offline, project });
    this.item.text = status.text;
    this.item.tooltip = status.tooltip;
    // Screen readers can't read the symbols in the text.
    this.item.accessibilityInformation = { label: status.tooltip };
    this.item.backgroundColor =
      project && isProtectedProject(project)
        ? new vscode.ThemeColor('statusBarItem.warningBackground')
        : undefined;
    this.item.show();
  }
}

/** The agent file that a document is, or whose prompt it is. */
async function agentDocumentOf(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (isAgentFile(document)) return document;
  if (document.uri.scheme !== promptScheme) return undefined;
  return vscode.workspace.openTextDocument(agentFileOf(document.uri));
}
