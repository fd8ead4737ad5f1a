import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Message } from '#sync/messages/message';
import type { CommandArgs } from '../commands/shared/commandArgs';
import { type Outcome, succeeded } from './outcome';
import { sanitizeLabel, sanitizeMessage } from './sanitize';

/** A button of a message, and its action. */
export interface Button {
  readonly label: string;
  run(): Thenable<unknown>;
}

/** How long the status bar shows the outcome of a command, in ms. */
const statusMs = 5000;

/** Shows the outcome of a command. Returns immediately, because a message that is never closed must not keep a command running. */
export function showOutcome(outcome: Outcome): void {
  if (outcome.kind === 'notification') notify(outcome.message, outcome.buttons);
  if (outcome.kind === 'status') vscode.window.setStatusBarMessage(sanitizeLabel(outcome.text), statusMs);
  if (outcome.kind === 'canceled') {
    vscode.window.setStatusBarMessage(`$(circle-slash) ${sanitizeLabel(outcome.text)}`, statusMs);
  }
}

/** Shows a message, and runs the button that is pressed. */
export function notify({ level, text }: Message, buttons: readonly Button[] = []): void {
  const labels = buttons.map(({ label }) => label);
  void showMessage(level, sanitizeMessage(text), labels).then((label) =>
    buttons.find((button) => button.label === label)?.run(),
  );
}

function showMessage(
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

/** A message that ends with its host, unless it already contains it: the outcome comes first. */
export function withHost(host: string, message: Message): Message {
  const { text } = message;
  return text.includes(host) ? message : { ...message, text: l10n.t`${text} Host: ${host}.` };
}

/** A button that opens the Problems panel. A message without buttons would be truncated to one line. */
export function problemsButton(): Button {
  const run = () => vscode.commands.executeCommand('workbench.actions.view.problems');
  return { label: l10n.t('Show Problems'), run };
}

/** A button that runs a command of the extension on a file. */
export function commandButton(label: string, command: string, argument?: vscode.Uri | CommandArgs): Button {
  return { label, run: () => vscode.commands.executeCommand(command, argument) };
}

/** A button that runs a command of the extension and, if it succeeds, continues the operation that required it. */
export function commandButtonThen(
  label: string,
  command: string,
  argument: vscode.Uri | CommandArgs | undefined,
  next: () => Thenable<unknown>,
): Button {
  const run = async () => {
    const outcome: unknown = await vscode.commands.executeCommand(command, argument);
    return succeeded(outcome) ? next() : outcome;
  };
  return { label, run };
}
