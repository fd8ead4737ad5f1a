import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { toPointer } from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import { conflictMessage, conflictTitle } from '#sync/messages/describeConflict';
import { unresolvedConflicts } from '#sync/conflicts';
import type { Conflict } from '#sync/model';
import { isAgentFile, languageId, rangeOf } from '../editor/agentFile';
import type { StoredBaselines } from '../state/baselines';
import { linkIn } from '../editor/linkIn';
import { plainLabel, plainWords } from '../ui/sanitize';
import { spanFor } from '../editor/serverErrorMarks';
import type { Remote } from '../state/apiClient';

/** Milliseconds without a keystroke before the problems are worked out again. */
const calm = 300;

/**
 * Members that were changed here and on Cekura, where they stand: as lenses for the pointer, as problems with fixes for
 * the keyboard. They come from the base snapshot, so they outlive a reload, and go when text or snapshot say otherwise.
 */
export class Conflicts implements vscode.CodeLensProvider, vscode.CodeActionProvider, vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('Cekura conflicts');
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly parts: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly remote: Remote,
    private readonly baselines: StoredBaselines,
  ) {
    const files = { language: languageId };
    const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    this.parts = [
      ...[this.shown, this.changed],
      vscode.languages.registerCodeLensProvider(files, this),
      vscode.languages.registerCodeActionsProvider(files, this, kinds),
      vscode.workspace.onDidOpenTextDocument((document) => void this.mark(document)),
      vscode.workspace.onDidChangeTextDocument(() => this.refreshSoon()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri)),
    ];
    this.refresh();
  }

  /** Looks at all open files again; after a command. */
  refresh(): void {
    clearTimeout(this.timer);
    this.changed.fire();
    for (const document of vscode.workspace.textDocuments) void this.mark(document);
  }

  /** What of the file waits for a decision. */
  async of(document: vscode.TextDocument): Promise<readonly Conflict[]> {
    const address = this.remote.addressIfUsable;
    if (!address || !isAgentFile(document)) return [];
    const text = document.getText();
    const link = linkIn(text, address.origin);
    const baseline = link && (await this.baselines.for(document.uri).get(link));
    const read = readAgentText(text);
    return baseline && read.ok ? unresolvedConflicts(agentSchema, read.agent, baseline) : [];
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const conflicts = await this.of(document);
    return conflicts.flatMap((one) => {
      const range = rangeFor(document, one);
      const title = { title: plainLabel(conflictTitle(one)), command: '' };
      return [title, ...commandsFor(document, one)].map((command) => new vscode.CodeLens(range, command));
    });
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const conflicts = await this.of(document);
    const here = conflicts.filter((one) => rangeFor(document, one).intersection(range) !== undefined);
    return here.flatMap((one) => {
      const diagnostics = [problemFor(document, one)];
      return commandsFor(document, one).map((command) => ({
        ...{ title: command.title, kind: vscode.CodeActionKind.QuickFix, diagnostics, command },
      }));
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const part of this.parts) part.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), calm);
  }

  private async mark(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const conflicts = await this.of(document);
    // A newer version is looked at by its own turn.
    if (document.version !== version || document.isClosed) return;
    this.shown.set(
      document.uri,
      conflicts.map((one) => problemFor(document, one)),
    );
  }
}

function commandsFor({ uri }: vscode.TextDocument, { path }: Conflict): vscode.Command[] {
  const about = { uri: uri.toString(), pointer: toPointer(path) };
  return [
    { title: l10n.t('Keep Local Value'), command: 'agentJson.keepMine', arguments: [about] },
    { title: l10n.t('Use Remote Value'), command: 'agentJson.takeTheirs', arguments: [about] },
    { title: l10n.t('Compare Values'), command: 'agentJson.compareMember', arguments: [about] },
  ];
}

function problemFor(document: vscode.TextDocument, conflict: Conflict): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(
    rangeFor(document, conflict),
    plainWords(conflictMessage(conflict)),
    vscode.DiagnosticSeverity.Warning,
  );
  problem.source = 'Cekura';
  return problem;
}

function rangeFor(document: vscode.TextDocument, { path }: Conflict): vscode.Range {
  const { offset, length } = spanFor(document.getText(), path);
  return rangeOf(document, offset, length);
}
