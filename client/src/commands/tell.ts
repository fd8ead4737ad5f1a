import * as vscode from 'vscode';
import { failureSentence } from '../api/failures';
import type { Message, SayFailure } from '../sync/describe';

/** A button of a message, and what it does. */
export interface Button {
  readonly label: string;
  run(): Thenable<unknown>;
}

/** Failures in words that name the host. */
export function sayingFailuresOf(host: string): SayFailure {
  return (failure) => failureSentence(failure, host);
}

/** Shows how something ended. Returns at once: a message that nobody clicks must not keep a command running. */
export function tell(message: Message, host: string, buttons: readonly Button[] = []): void {
  const text = message.text.includes(host) ? message.text : `${host}: ${message.text}`;
  const labels = buttons.map(({ label }) => label);
  void show(message.level, text, labels).then((label) =>
    buttons.find((button) => button.label === label)?.run(),
  );
}

function show(
  level: Message['level'],
  text: string,
  labels: readonly string[],
): Thenable<string | undefined> {
  switch (level) {
    case 'error':
      return vscode.window.showErrorMessage(text, ...labels);
    case 'warning':
      return vscode.window.showWarningMessage(text, ...labels);
    case 'info':
      return vscode.window.showInformationMessage(text, ...labels);
  }
}

/** A button that runs one of our commands on a file. */
export function commandButton(label: string, command: string, file?: vscode.Uri): Button {
  return { label, run: () => vscode.commands.executeCommand(command, file) };
}
