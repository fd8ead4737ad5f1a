import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Question } from '#sync/messages/describeQuestion';
import type { Previews } from './previews';
import { sanitizeMessage } from './sanitize';

export interface Choice<Value> {
  readonly label: string;
  /** An explanation, if the label is not sufficient. */
  readonly detail?: string;
  readonly value: Value;
}

/** A question about changes that can be reviewed in a diff editor. */
export interface ChangesQuestion<Value> extends Pick<Question, 'title' | 'details'> {
  /** The target of the changes, or a note that nothing is sent. */
  readonly destination: string;
  readonly choices: readonly Choice<Value>[];
  /** Whether the first button changes nothing. */
  readonly isRisky: boolean;
  /** Opens the diff and returns its right side. */
  readonly showDiff: () => Promise<vscode.Uri>;
}

/**
 * Asks in a dialog that lists all consequences. *Review Changes* opens the diff, from where *Continue…* asks again; closing the diff
 * cancels. Undefined if the user cancels.
 */
export async function askAboutChanges<Value>(
  previews: Previews,
  question: ChangesQuestion<Value>,
): Promise<Value | undefined> {
  const review = l10n.t('Review Changes');
  const labels = question.choices.map(({ label }) => label);
  const [first, ...others] = labels;
  const buttons = question.isRisky ? [review, ...labels] : [first ?? '', review, ...others];
  const answer = await showDialog(question, buttons);
  return answer === review ? askAfterReview(previews, question, labels) : choiceValue(question, answer);
}

async function askAfterReview<Value>(
  previews: Previews,
  question: ChangesQuestion<Value>,
  labels: readonly string[],
): Promise<Value | undefined> {
  const right = await question.showDiff();
  try {
    return (await previews.review(right))
      ? choiceValue(question, await showDialog(question, labels))
      : undefined;
  } finally {
    await previews.close(right);
  }
}

function showDialog<Value>(
  { title, destination, details, choices, isRisky }: ChangesQuestion<Value>,
  buttons: readonly string[],
): Thenable<string | undefined> {
  const explained = choices.flatMap(({ label, detail }) => (detail ? [`${label}: ${detail}`] : []));
  const lines = [destination, ...details, '', ...explained].map(sanitizeMessage);
  const options = { modal: true, detail: lines.join('\n').trim() };
  const message = sanitizeMessage(title);
  return isRisky
    ? vscode.window.showWarningMessage(message, options, ...buttons)
    : vscode.window.showInformationMessage(message, options, ...buttons);
}

function choiceValue<Value>(
  { choices }: ChangesQuestion<Value>,
  answer: string | undefined,
): Value | undefined {
  return choices.find(({ label }) => label === answer)?.value;
}
