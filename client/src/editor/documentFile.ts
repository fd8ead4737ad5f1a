import * as vscode from 'vscode';
import type { TextEdit } from '#language/syntax/edit';
import type { AgentFile } from '#sync/ports';
import { textWithPages } from '../prompts/openPages';
import { rangeOf } from './agentFile';
import { saveIfDirty } from './saved';

/** An agent file as the editor has it, open or not, with the unsaved edits of its prompt pages. */
export class DocumentFile implements AgentFile {
  constructor(readonly uri: vscode.Uri) {}

  get name(): string {
    return vscode.workspace.asRelativePath(this.uri);
  }

  async read(): Promise<string> {
    return textWithPages(await this.document());
  }

  /** Edits are made for a saved file: while a prompt page has unsaved edits, its text isn't the one they were made for. */
  async edit(edits: readonly TextEdit[], madeFor: string): Promise<boolean> {
    const document = await this.document();
    if (document.getText() !== madeFor || textWithPages(document) !== madeFor) return false;
    if (edits.length === 0) return true;
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      this.uri,
      edits.map((one) => vscode.TextEdit.replace(rangeOf(document, one.offset, one.length), one.newText)),
    );
    // One WorkspaceEdit is one undo. VS Code rejects it when the document has changed since it was made.
    return (await vscode.workspace.applyEdit(edit)) && (await saveIfDirty(document));
  }

  document(): Thenable<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(this.uri);
  }
}
