import * as vscode from 'vscode';
import { promptScheme } from '../editor/agentFile';
import type { PromptPages } from './promptPages';

/**
 * Registers the file system of prompt pages immediately, since a page may be open when VS Code starts; `load` is called when the first
 * page is read.
 */
export function registerPromptPages(load: () => Promise<PromptPages>): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  let loaded: Promise<PromptPages> | undefined;
  const pages = () =>
    (loaded ??= load().then((found) => {
      found.onDidChangeFile((changed) => changes.fire(changed));
      return found;
    }));
  const notSupported = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    stat: async (uri) => (await pages()).stat(uri),
    readFile: async (uri) => (await pages()).readFile(uri),
    writeFile: async (uri, content) => (await pages()).writeFile(uri, content),
    watch: () => new vscode.Disposable(() => undefined),
    readDirectory: () => [],
    createDirectory: notSupported,
    delete: notSupported,
    rename: notSupported,
  };
  const registration = vscode.workspace.registerFileSystemProvider(promptScheme, files, {
    isCaseSensitive: true,
  });
  return vscode.Disposable.from(registration, changes);
}
