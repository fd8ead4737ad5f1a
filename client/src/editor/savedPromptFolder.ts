import * as vscode from 'vscode';
import { decodePrompt } from '#files/decodePrompt';
import { type PromptFile, maxPromptBytes } from '#language/promptFiles/promptText';
import { type FolderEntry, type PromptFolder, differsInCase } from '#language/promptFiles/read';

/** Prompt files as they were saved, on any file system of the editor. */
export class SavedPromptFolder implements PromptFolder {
  /** @param readLink reads a file through a link. Without it, links count as outside, because their target is unknown. */
  constructor(
    protected readonly folder: vscode.Uri,
    private readonly readLink?: (path: string) => Promise<PromptFile>,
  ) {}

  async read(path: string): Promise<PromptFile> {
    try {
      if (await this.hasLink(path)) return (await this.readLink?.(path)) ?? { kind: 'outside' };
      const uri = vscode.Uri.joinPath(this.folder, path);
      const { type, size } = await vscode.workspace.fs.stat(uri);
      if (type !== vscode.FileType.File) return { kind: 'not-a-file' };
      if (size > maxPromptBytes) return { kind: 'too-large' };
      if (await differsInCase(this, path)) return { kind: 'wrong-case' };
      return decodePrompt(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      return { kind: isMissing ? 'missing' : 'unreadable' };
    }
  }

  async list(path: string): Promise<readonly FolderEntry[]> {
    try {
      if (path !== '' && (await this.hasLink(path))) return [];
      const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(this.folder, path));
      return entries.map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory }));
    } catch {
      return [];
    }
  }

  /** Whether the file or a folder on the way to it is a link. */
  private async hasLink(path: string): Promise<boolean> {
    const segments = path.split('/');
    const parts = segments.map((_, index) => segments.slice(0, index + 1).join('/'));
    const stats = await Promise.all(
      parts.map((part) => vscode.workspace.fs.stat(vscode.Uri.joinPath(this.folder, part))),
    );
    return stats.some(({ type }) => (type & vscode.FileType.SymbolicLink) !== 0);
  }
}
