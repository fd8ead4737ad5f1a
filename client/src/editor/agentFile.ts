import * as vscode from 'vscode';
import type { TextEdit } from '#language/syntax/edit';
import type { AgentFile } from '#sync/ports';

export const languageId = 'agent-json';

/** Texts that we only show: sides of a comparison, and a file as it was last synced. */
export const previewScheme = 'agent-json-preview';
export const syncedScheme = 'agent-json-synced';
/** Prompts of agent files as files of their own. */
export const promptScheme = 'agent-json-prompt';

/** Whether a document is an agent file that people edit, not one that we only show. */
export function isAgentFile(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  const { scheme } = document?.uri ?? {};
  return document?.languageId === languageId && scheme !== previewScheme && scheme !== syncedScheme;
}

/** An agent file as the editor has it, opened or not. */
export class DocumentFile implements AgentFile {
  constructor(readonly uri: vscode.Uri) {}

  get name(): string {
    return vscode.workspace.asRelativePath(this.uri);
  }

  async read(): Promise<string> {
    return (await this.document()).getText();
  }

  async edit(edits: readonly TextEdit[], madeFor: string): Promise<boolean> {
    const document = await this.document();
    if (document.getText() !== madeFor) return false;
    if (edits.length === 0) return true;
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      this.uri,
      edits.map((one) => vscode.TextEdit.replace(rangeOf(document, one.offset, one.length), one.newText)),
    );
    // One WorkspaceEdit is one undo. VS Code refuses it when the document has moved since it was made.
    return (await vscode.workspace.applyEdit(edit)) && (await document.save());
  }

  document(): Thenable<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(this.uri);
  }
}

export function rangeOf(document: vscode.TextDocument, offset: number, length: number): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
