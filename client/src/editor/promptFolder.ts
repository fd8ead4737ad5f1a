import * as vscode from 'vscode';
import { LocalPromptFolder } from '#files/promptFolder';
import { type PromptFile, maxPromptBytes } from '#language/promptFiles/promptText';
import {
  type FolderEntry,
  type PromptFolder,
  isOtherwiseSpelled,
  readPromptFile,
} from '#language/promptFiles/read';
import { pathInFolder, promptFolderOf, promptUrisIn } from './promptUri';

/** The prompt that a reference in an agent file refers to, with the unsaved edits of its file. */
export function readPrompt(agent: vscode.Uri, file: string): Promise<PromptFile> {
  const folder = promptFolderOf(agent);
  return readPromptFile(new EditedPromptFolder(folder), pathInFolder(folder, agent), file);
}

/** The open documents of the prompt files of an agent file that have unsaved edits. */
export function unsavedPromptFiles(agent: vscode.TextDocument): vscode.TextDocument[] {
  const uris = new Set(promptUrisIn(agent.uri, agent.getText()).map(String));
  return vscode.workspace.textDocuments.filter(({ uri, isDirty }) => isDirty && uris.has(uri.toString()));
}

/** Prompt files in a workspace folder on any file system. Uses the editor content of open files. */
class EditedPromptFolder implements PromptFolder {
  constructor(private readonly folder: vscode.Uri) {}

  async read(path: string): Promise<PromptFile> {
    const file = await this.readSaved(path);
    if (file.kind !== 'text') return file;
    const uri = vscode.Uri.joinPath(this.folder, path).toString();
    const text = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri)?.getText();
    if (text === undefined) return file;
    return text.length > maxPromptBytes ? { kind: 'too-large' } : { kind: 'text', text };
  }

  async list(path: string): Promise<readonly FolderEntry[]> {
    try {
      const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(this.folder, path));
      return entries.map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 }));
    } catch {
      return [];
    }
  }

  private async readSaved(path: string): Promise<PromptFile> {
    const uri = vscode.Uri.joinPath(this.folder, path);
    try {
      const { type, size } = await vscode.workspace.fs.stat(uri);
      if (await this.hasLink(path)) return await this.readLinked(path);
      if ((type & vscode.FileType.File) === 0) return { kind: 'not-a-file' };
      if (size > maxPromptBytes) return { kind: 'too-large' };
      if (await isOtherwiseSpelled(this, path)) return { kind: 'wrong-case' };
    } catch {
      return { kind: 'missing' };
    }
    return decode(await vscode.workspace.fs.readFile(uri).then(undefined, () => undefined));
  }

  /** Whether the file or one of its parent folders is a link. */
  private async hasLink(path: string): Promise<boolean> {
    const segments = path.split('/');
    for (let count = 1; count <= segments.length; count++) {
      const part = vscode.Uri.joinPath(this.folder, ...segments.slice(0, count));
      if (((await vscode.workspace.fs.stat(part)).type & vscode.FileType.SymbolicLink) !== 0) return true;
    }
    return false;
  }

  /** Links can only be resolved on the local disk. */
  private readLinked(path: string): Promise<PromptFile> {
    const { scheme, fsPath } = this.folder;
    return scheme === 'file'
      ? new LocalPromptFolder(fsPath).read(path)
      : Promise.resolve({ kind: 'outside' });
  }
}

function decode(bytes: Uint8Array | undefined): PromptFile {
  if (!bytes) return { kind: 'unreadable' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'not-utf8' };
  }
}
