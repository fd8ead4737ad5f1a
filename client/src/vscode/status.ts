import * as vscode from 'vscode';
import { agentSchema } from '../../../server/src/language/bundledSchema';
import { readAgentText } from '../sync/agentText';
import { standing } from '../sync/standing';
import { isAgentFile } from './agentFile';
import type { StoredBaselines } from './baselines';
import { linkIn } from './linkIn';
import type { Remote } from './remote';
import { type FileState, stateWords } from './statusWords';
import { Refusal } from './refusal';

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
    const words = stateWords(state);
    this.item.text = words.text;
    this.item.tooltip = words.tooltip;
    this.item.show();
  }

  private async stateOf(document: vscode.TextDocument): Promise<FileState> {
    const address = this.addressOrNone();
    if (!address) return { kind: 'no-address' };
    const { host, origin } = address;
    const read = readAgentText(document.getText());
    if (!read.ok) return { kind: 'unreadable', host };
    const link = linkIn(document.getText(), origin);
    if (!link) return { kind: 'unlinked', host };
    const baseline = await this.baselines.get(link);
    if (!baseline) return { kind: 'never-synced', host };
    // Against the agent as it was last seen: what changed since then only a pull can tell.
    const { remote } = baseline;
    const known = standing({ schema: agentSchema, origin, file: read.agent, remote, baseline });
    return { kind: 'known', host, standing: known };
  }

  private addressOrNone() {
    try {
      return this.remote.address;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
}
