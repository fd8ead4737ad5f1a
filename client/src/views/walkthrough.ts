import * as vscode from 'vscode';

/**
 * Completes a step of the walkthrough. With a completion event for the command, VS Code would take the focus from the question that the
 * command shows, and complete the step even if the command was canceled.
 */
export function completeWalkthroughStep(step: 'fix' | 'key' | 'create' | 'compare' | 'push' | 'pull'): void {
  void vscode.commands.executeCommand('setContext', `agentJson.walkthrough.${step}`, true);
}
