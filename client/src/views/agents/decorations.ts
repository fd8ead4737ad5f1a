import * as vscode from 'vscode';
import type { AgentStates } from '../../state/agentStates';
import { summaryOfState } from '../statusText';
import { stateIcons } from './model';

/** The sync states of agent files in the Explorer and on tabs: a badge and a color. Files in sync have neither. */
export class AgentDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.changed.event;
  private readonly disposables: vscode.Disposable[];
  private badges: ReadonlyMap<string, string> = new Map();

  constructor(private readonly states: AgentStates) {
    this.disposables = [
      this.changed,
      states.onDidChange(() => this.update()),
      vscode.window.registerFileDecorationProvider(this),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const file = this.states.files.find((candidate) => candidate.uri.toString() === uri.toString());
    if (!file) return undefined;
    const { kind, short } = summaryOfState(file.state);
    const { badge, color } = stateIcons[kind];
    if (badge === undefined) return undefined;
    return new vscode.FileDecoration(
      badge,
      `Cekura: ${short}`,
      color ? new vscode.ThemeColor(color) : undefined,
    );
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Only updates files whose state has changed. */
  private update(): void {
    const before = this.badges;
    const { files } = this.states;
    this.badges = new Map(files.map(({ uri, state }) => [uri.toString(), summaryOfState(state).short]));
    const uris = [...new Set([...before.keys(), ...this.badges.keys()])];
    const changed = uris.filter((uri) => before.get(uri) !== this.badges.get(uri));
    if (changed.length > 0) this.changed.fire(changed.map((uri) => vscode.Uri.parse(uri)));
  }
}
