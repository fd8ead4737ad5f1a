import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { toPointer } from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import { conflictMessage, conflictTitle } from '#sync/messages/describeConflict';
import { unresolvedConflicts } from '#sync/conflicts';
import type { Conflict } from '#sync/model';
import { isAgentFile, languageId, rangeOf } from '../editor/agentFile';
import type { AgentStates } from '../state/agentStates';
import type { StoredBaselines } from '../state/baselines';
import { DocumentFile } from '../editor/documentFile';
import { findLink } from '../editor/agentLink';
import { sanitizeLabel, sanitizeMessage } from '../ui/sanitize';
import { spanFor } from '../editor/serverErrorMarks';
import type { ApiClientProvider } from '../state/apiClient';

/** The delay after the last keystroke before conflicts are computed again, in ms. */
const debounceMs = 300;

/**
 * Shows conflicts at their properties, as code lenses for the mouse and as problems with quick fixes for the keyboard. They are computed
 * from the stored baseline, so they are still shown after a reload, and are removed when file or baseline change accordingly.
 */
export class Conflicts implements vscode.CodeLensProvider, vscode.CodeActionProvider, vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('Cekura conflicts');
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly disposables: vscode.Disposable[];
  /** The conflicts that are shown, by URI, as JSON. */
  private readonly shown = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly api: ApiClientProvider,
    private readonly baselines: StoredBaselines,
    states: AgentStates,
  ) {
    const files = { language: languageId };
    const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    this.disposables = [
      this.collection,
      this.changed,
      vscode.languages.registerCodeLensProvider(files, this),
      vscode.languages.registerCodeActionsProvider(files, this, kinds),
      vscode.workspace.onDidOpenTextDocument((document) => void this.update(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (states.isAgentOrPrompt(document)) this.refreshSoon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.collection.delete(uri);
        this.shown.delete(uri.toString());
      }),
    ];
    void this.refresh();
  }

  /** Updates the conflicts of all open files. */
  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    await Promise.all(vscode.workspace.textDocuments.map((document) => this.update(document)));
  }

  /** The unresolved conflicts of a file, with the unsaved edits of its prompt documents. */
  async unresolvedIn(document: vscode.TextDocument): Promise<readonly Conflict[]> {
    const address = this.api.usableAddress;
    if (!address || !isAgentFile(document)) return [];
    const text = await new DocumentFile(document.uri).read();
    const link = findLink(text, address.origin);
    const baseline = link && (await this.baselines.for(document.uri).get(link));
    const read = readAgentText(text);
    return baseline && read.ok ? unresolvedConflicts(agentSchema, read.agent, baseline) : [];
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const conflicts = await this.unresolvedIn(document);
    return conflicts.flatMap((conflict) => {
      const range = rangeFor(document, conflict);
      const title = { title: sanitizeLabel(conflictTitle(conflict)), command: '' };
      return [title, ...commandsFor(document, conflict)].map(
        (command) => new vscode.CodeLens(range, command),
      );
    });
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const conflicts = await this.unresolvedIn(document);
    const inRange = conflicts.filter(
      (conflict) => rangeFor(document, conflict).intersection(range) !== undefined,
    );
    return inRange.flatMap((conflict) => {
      const diagnostics = [problemFor(document, conflict)];
      const kind = vscode.CodeActionKind.QuickFix;
      return commandsFor(document, conflict).map((command) => ({
        title: command.title,
        kind,
        diagnostics,
        command,
      }));
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), debounceMs);
  }

  private async update(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const conflicts = await this.unresolvedIn(document);
    // A newer version is handled by its own update.
    if (document.version !== version || document.isClosed) return;
    this.collection.set(
      document.uri,
      conflicts.map((conflict) => problemFor(document, conflict)),
    );
    // VS Code requests the code lenses itself after an edit, and again for each event.
    const uri = document.uri.toString();
    const serialized = JSON.stringify(conflicts);
    if (serialized === (this.shown.get(uri) ?? noConflicts)) return;
    this.shown.set(uri, serialized);
    this.changed.fire();
  }
}

const noConflicts = JSON.stringify([]);

function commandsFor({ uri }: vscode.TextDocument, { path }: Conflict): vscode.Command[] {
  const target = { uri: uri.toString(), pointer: toPointer(path) };
  return [
    { title: l10n.t('Keep Local Value'), command: 'agentJson.keepLocal', arguments: [target] },
    { title: l10n.t('Use Remote Value'), command: 'agentJson.useRemote', arguments: [target] },
    { title: l10n.t('Compare Values'), command: 'agentJson.compareValues', arguments: [target] },
  ];
}

function problemFor(document: vscode.TextDocument, conflict: Conflict): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(
    rangeFor(document, conflict),
    sanitizeMessage(conflictMessage(conflict)),
    vscode.DiagnosticSeverity.Warning,
  );
  problem.source = 'Cekura';
  return problem;
}

function rangeFor(document: vscode.TextDocument, { path }: Conflict): vscode.Range {
  const { offset, length } = spanFor(document.getText(), path);
  return rangeOf(document, offset, length);
}
