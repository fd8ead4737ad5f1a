import * as vscode from 'vscode';

/**
 * Completes a step of the walkthrough. VS Code could do so itself when a command starts, but then its page takes the focus from what the
 * command asks, and the step counts as done when the command was canceled.
 */
export function completeWalkthroughStep(step: 'fix' | 'key' | 'place' | 'compare' | 'push' | 'pull'): void {
  void vscode.commands.executeCommand('setContext', `agentJson.walkthrough.${step}`, true);
}
