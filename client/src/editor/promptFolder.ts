import * as vscode from 'vscode';
import { LocalPromptFolder } from '#files/promptFolder';
import { type PromptFile, isTooLarge } from '#language/promptFiles/promptText';
import { readPromptFile } from '#language/promptFiles/read';
import { openDocumentOf } from './files';
import { pathInFolder, promptFolderOf, promptUrisIn } from './promptUri';
import { SavedPromptFolder } from './savedPromptFolder';

/** The prompt that a reference in an agent file refers to, with the unsaved edits of its file. */
export function readPrompt(agent: vscode.Uri, file: string): Promise<PromptFile> {
  const folder = promptFolderOf(agent);
  return readPromptFile(new EditedPromptFolder(folder), pathInFolder(folder, agent), file);
}

/** The open documents of the prompt files of an agent file. */
export function openPromptFiles(agent: vscode.TextDocument): vscode.TextDocument[] {
  const uris = new Set(promptUrisIn(agent.uri, agent.getText()).map(String));
  return vscode.workspace.textDocuments.filter(({ uri }) => uris.has(uri.toString()));
}

/** Uses the editor content of open files. */
class EditedPromptFolder extends SavedPromptFolder {
  constructor(folder: vscode.Uri) {
    const { scheme, fsPath } = folder;
    // Links can only be resolved on the local disk.
    super(folder, scheme === 'file' ? (path) => new LocalPromptFolder(fsPath).read(path) : undefined);
  }

  override async read(path: string): Promise<PromptFile> {
    const file = await super.read(path);
    if (file.kind !== 'text') return file;
    const text = openDocumentOf(vscode.Uri.joinPath(this.folder, path))?.getText();
    if (text === undefined) return file;
    return isTooLarge(text) ? { kind: 'too-large' } : { ...file, text };
  }
}
