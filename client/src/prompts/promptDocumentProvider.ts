import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parseAgent } from '#language/syntax/document';
import { fromPointer } from '#language/syntax/json';
import { editPromptText, promptTextAt } from '#language/features/prompts';
import { rangeOf } from '../editor/agentFile';
import { readPromptDocumentUri } from './promptDocumentUri';

const encoder = new TextEncoder();
/** A byte order mark is part of the prompt. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The last read version of a prompt. */
interface PromptContent {
  readonly text: string;
  /** Milliseconds since 1970, increasing with each text: VS Code compares it to notice that a document has changed. */
  readonly mtime: number;
}

/**
 * Prompts of agent files as Markdown documents. Saving one changes only that string in its agent file, and an edit of the agent file shows
 * in the document. Prompts are not stored separately.
 */
export class PromptDocumentProvider implements vscode.Disposable {
  private readonly contents = new Map<string, PromptContent>();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly registrations: readonly { dispose(): unknown }[];

  readonly onDidChangeFile = this.changes.event;

  constructor() {
    this.registrations = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.fireChanges(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.contents.delete(uri.toString())),
      this.changes,
    ];
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, mtime } = await this.read(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: encoder.encode(text).length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return encoder.encode((await this.read(uri)).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { file, pointer } = readPromptDocumentUri(uri);
    const document = await vscode.workspace.openTextDocument(file);
    const prompt = decoder.decode(content);
    const edits = editPromptText(parseAgent(document.getText()), fromPointer(pointer), prompt);
    if (!edits) {
      const name = vscode.workspace.asRelativePath(file);
      throw vscode.FileSystemError.Unavailable(
        l10n.t`${name} no longer has a string at ${pointer}. Fix it there and save again.`,
      );
    }
    if (edits.length === 0) return;
    const wasDirty = document.isDirty;
    const edit = new vscode.WorkspaceEdit();
    for (const { offset, length, newText } of edits) {
      edit.replace(file, rangeOf(document, offset, length), newText);
    }
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw vscode.FileSystemError.Unavailable(l10n.t('The agent file changed while saving. Save again.'));
    }
    // Unsaved edits of the agent file stay unsaved.
    if (!wasDirty) await document.save();
  }

  dispose(): void {
    vscode.Disposable.from(...this.registrations).dispose();
  }

  private async read(uri: vscode.Uri): Promise<PromptContent> {
    const { file, pointer } = readPromptDocumentUri(uri);
    const document = await vscode.workspace.openTextDocument(file);
    const text = promptTextAt(parseAgent(document.getText()), fromPointer(pointer));
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const cached = this.contents.get(uri.toString());
    if (cached?.text === text) return cached;
    const current = { text, mtime: Math.max(Date.now(), (cached?.mtime ?? 0) + 1) };
    this.contents.set(uri.toString(), current);
    return current;
  }

  /** Fires for the prompts that have changed. A missing prompt may be half-typed, so its document is unchanged. */
  private fireChanges(document: vscode.TextDocument): void {
    const prompts = [...this.contents].map(([uri, content]) => ({ uri: vscode.Uri.parse(uri), content }));
    const affected = prompts.filter(
      ({ uri }) => readPromptDocumentUri(uri).file.toString() === document.uri.toString(),
    );
    if (affected.length === 0) return;
    const agent = parseAgent(document.getText());
    const changed = affected.filter(({ uri, content }) => {
      const text = promptTextAt(agent, fromPointer(readPromptDocumentUri(uri).pointer));
      return text !== undefined && text !== content.text;
    });
    this.changes.fire(changed.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }
}
