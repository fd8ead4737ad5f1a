import * as vscode from 'vscode';

/** The log of the extension and of its language server. Values of secrets and request bodies are never written to it. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Agent JSON', { log: true });
}
