import * as vscode from 'vscode';
import { toFileText } from '#language/promptFiles/promptText';
import { agentSchema } from '#language/schema/bundledSchema';
import { type TextEdit, textReplacement } from '#language/syntax/edit';
import type { EditResult } from '#sync/ports';
import {
  type AgentFileStorage,
  AgentWithPrompts,
  type FileChanges,
  type PromptChange,
  changedFileText,
} from '#sync/promptFiles/agentWithPrompts';
import type { SharedPrompt } from '#sync/promptFiles/sharedPrompts';
import { textWithOpenPrompts } from '../prompts/openPromptDocuments';
import { askAboutSharedPrompts } from '../ui/sharedPromptQuestion';
import { rangeOf } from './agentFile';
import { readPrompt } from './promptFolder';
import { promptUri } from './promptUri';
import { saveIfDirty } from './saveIfDirty';
import { promptsSharedWithOthers } from './workspaceAgents';

export interface DocumentFileOptions {
  /** Edits stay unsaved. */
  readonly keepsUnsaved?: boolean;
  /** Asks whether prompt files may change that other agents use as well. */
  readonly confirmSharedPrompts?: (shared: readonly SharedPrompt[]) => Promise<boolean>;
}

/** An agent file, open or not, with its prompt files and the unsaved edits of its prompt documents. */
export class DocumentFile extends AgentWithPrompts {
  constructor(
    readonly uri: vscode.Uri,
    options: DocumentFileOptions = {},
  ) {
    super(agentSchema, new EditorFiles(uri, options));
  }
}

class EditorFiles implements AgentFileStorage {
  constructor(
    private readonly uri: vscode.Uri,
    private readonly options: DocumentFileOptions,
  ) {}

  get name(): string {
    return vscode.workspace.asRelativePath(this.uri);
  }

  async readText(): Promise<string> {
    return textWithOpenPrompts(await this.document());
  }

  readonly readPrompt = (file: string) => readPrompt(this.uri, file);

  /** Edits are computed for a saved file, so they are stale if a prompt document has unsaved edits. */
  async write({ text, edits, prompts }: FileChanges): Promise<EditResult> {
    if (!(await this.confirmSharedChanges(prompts))) return 'canceled';
    const document = await this.document();
    if (document.getText() !== text || textWithOpenPrompts(document) !== text) return 'stale';
    const changed: FileChange[] = edits.length > 0 ? [{ document, edits }] : [];
    for (const prompt of prompts) {
      const change = await this.changeOf(prompt);
      if (!change) return 'stale';
      changed.push(change);
    }
    return changed.length === 0 || (await this.apply(changed)) ? 'done' : 'stale';
  }

  private document(): Thenable<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(this.uri);
  }

  private async confirmSharedChanges(prompts: readonly PromptChange[]): Promise<boolean> {
    const files = prompts.flatMap(({ file }) => promptUri(this.uri, file) ?? []);
    const shared = files.length > 0 ? await promptsSharedWithOthers(this.uri, files) : [];
    return shared.length === 0 || (this.options.confirmSharedPrompts ?? askAboutSharedPrompts)(shared);
  }

  /** The smallest edit of a prompt file; undefined if the file has changed since it was read. */
  private async changeOf(change: PromptChange): Promise<FileChange | undefined> {
    const uri = promptUri(this.uri, change.file);
    if (!uri) return undefined;
    if (change.before === undefined) return { uri, text: toFileText(change.after) };
    const document = await vscode.workspace.openTextDocument(uri);
    const text = document.getText();
    const newText = changedFileText(change, { kind: 'text', text });
    return newText === undefined ? undefined : { document, edits: textReplacement(text, newText) };
  }

  private async apply(changed: readonly FileChange[]): Promise<boolean> {
    const edit = new vscode.WorkspaceEdit();
    for (const change of changed) addChange(edit, change);
    // VS Code rejects a WorkspaceEdit if a document has changed since it was made.
    if (!(await vscode.workspace.applyEdit(edit))) return false;
    if (this.options.keepsUnsaved) return true;
    const documents = changed.flatMap((change) => ('document' in change ? [change.document] : []));
    const saved = await Promise.all(documents.map(saveIfDirty));
    return saved.every(Boolean);
  }
}

/** Edits of a file, or a new file. */
type FileChange =
  | { readonly document: vscode.TextDocument; readonly edits: readonly TextEdit[] }
  | { readonly uri: vscode.Uri; readonly text: string };

function addChange(workspaceEdit: vscode.WorkspaceEdit, change: FileChange): void {
  if ('document' in change) {
    const { document, edits } = change;
    const replacements = edits.map(({ offset, length, newText }) =>
      vscode.TextEdit.replace(rangeOf(document, offset, length), newText),
    );
    workspaceEdit.set(document.uri, replacements);
  } else workspaceEdit.createFile(change.uri, { contents: new TextEncoder().encode(change.text) });
}
