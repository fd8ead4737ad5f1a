import * as vscode from 'vscode';
import { isAgentFile } from '../editor/agentFile';
import type { StoredBaselines } from '../state/baselines';
import { type FileState, fileStateOf } from '../editor/fileState';
import type { Remote } from '../state/apiClient';
import { stateWords } from './statusText';

/** Milliseconds without a keystroke before the state is worked out again. */
const calm = 300;

/** Host and state of the agent in the active editor, at the right of the status bar. Never asks the network. */
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
    private readonly remote: Remote,
    private readonly baselines: StoredBaselines,
  ) {
    this.item.name = 'Agent JSON';
    this.item.command = 'agentJson.compare';
    this.listeners = [
      remote.onDidChangeReach(() => this.refresh()),
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.refreshSoon();
      }),
    ];
    this.refresh();
  }

  refresh(): void {
    clearTimeout(this.timer);
    const document = vscode.window.activeTextEditor?.document;
    if (isAgentFile(document)) void this.show(document);
    else this.item.hide();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), calm);
  }

  private async show(document: vscode.TextDocument): Promise<void> {
    const round = ++this.round;
    const state = await this.stateOf(document);
    // The user may have moved on while the snapshot was read.
    if (round !== this.round) return;
    const words = stateWords(state, this.remote);
    this.item.text = words.text;
    this.item.tooltip = words.tooltip;
    // The text holds signs that a screen reader can't say.
    this.item.accessibilityInformation = { label: words.tooltip };
    this.item.show();
  }

  private async stateOf(document: vscode.TextDocument): Promise<FileState> {
    const { addressIfUsable: address } = this.remote;
    return address
      ? fileStateOf(document.getText(), address, this.baselines.for(document.uri))
      : { kind: 'no-address' };
  }
}
