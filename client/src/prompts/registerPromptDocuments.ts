import * as vscode from 'vscode';
import { promptScheme } from '../editor/agentFile';
import type { PromptDocumentProvider } from './promptDocumentProvider';

/**
 * Registers the file system of prompt documents immediately, since one may be open when VS Code starts; `load` is called when the first
 * one is read.
 */
export function registerPromptDocuments(load: () => Promise<PromptDocumentProvider>): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  let loaded: Promise<PromptDocumentProvider> | undefined;
  const provider = () =>
    (loaded ??= load().then((promptDocuments) => {
      promptDocuments.onDidChangeFile((changed) => changes.fire(changed));
      return promptDocuments;
    }));
  const notSupported = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    stat: async (uri) => (await provider()).stat(uri),
    readFile: async (uri) => (await provider()).readFile(uri),
    writeFile: async (uri, content) => (await provider()).writeFile(uri, content),
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
