import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { failureSentence } from '#api/failures';
import type { Message, FailureFormatter } from '#sync/messages/describe';
import { plainWords } from './sanitize';
import { atBorder } from './errorBoundary';
import type { EditingParts } from '../commands/shared/command';
import type { Started } from '../commands/shared/commandArgs';

/** A button of a message, and what it does. */
export interface Button {
  readonly label: string;
  run(): Thenable<unknown>;
}

/** A message that says where it happened, unless its words do so already. */
export function at(host: string, message: Message): Message {
  return message.text.includes(host) ? message : { ...message, text: `${host}: ${message.text}` };
}

/** Failures in words that name the host. */
export function sayingFailuresOf(host: string): FailureFormatter {
  return (failure) => failureSentence(failure, host);
}

/** Shows how something ended. Returns at once: a message that nobody clicks must not keep a command running. */
export function tell({ level, text }: Message, buttons: readonly Button[] = []): void {
  const labels = buttons.map(({ label }) => label);
  void show(level, plainWords(text), labels).then((label) =>
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

/** A button that opens the Problems panel. A message without any button is cut to one line. */
export function problemsButton(): Button {
  const run = () => vscode.commands.executeCommand('workbench.actions.view.problems');
  return { label: l10n.t('Show Problems'), run };
}

/** A button that does something here. `what` names it in the log, should it fail. */
export function actionButton(
  parts: Pick<EditingParts, 'log'>,
  label: string,
  act: () => Thenable<unknown>,
): Button {
  return { label, run: () => atBorder(parts, `The button "${label}"`, act) };
}

/** A button that runs one of our commands on a file. */
export function commandButton(label: string, command: string, about?: vscode.Uri | Started): Button {
  return { label, run: () => vscode.commands.executeCommand(command, about) };
}
