import * as vscode from 'vscode';

/**
 * Ticks off a step of the walkthrough once it is done. VS Code could do so by itself when a command starts, but then its page takes the focus
 * from whatever that command asks, and the step counts as done when the command did nothing.
 */
export function tickOff(step: 'fix' | 'key' | 'place' | 'compare' | 'push' | 'pull'): void {
  void vscode.commands.executeCommand('setContext', `agentJson.walkthrough.${step}`, true);
}
