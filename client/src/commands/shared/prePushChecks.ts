import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Problem, RuleSettings } from '#language/diagnostics/index';
import { rangeOf } from '../../editor/agentFile';
import { plainWords } from '../../ui/sanitize';
import { languageSettings } from '../../state/settings';
import { placeholderRule, problemsIn, selectPlaceholder } from './placeholders';
import { reveal } from './reveal';
import { saved } from './targetDocument';
import { type Button, problemsButton, tell } from '../../ui/notify';

/** Rules whose findings may only mean that the API knows more than we do. */
const debatable: ReadonlySet<string> = new Set(['not-in-enum', 'unknown-property']);

/** The file saved and fit to be pushed; undefined where it isn't, or the user stops. Where a draft belongs is not asked in vain. */
export async function readyToPush(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (document.isUntitled) return (await isFitToPush(document)) ? saved(document) : undefined;
  // Saved first: what runs on saving may mend it.
  const onDisk = await saved(document);
  return onDisk && (await isFitToPush(onDisk)) ? onDisk : undefined;
}

/** Whether a file is fit to be pushed by the very rules that the editor shows. Shows the first error where it isn't. */
async function isFitToPush(document: vscode.TextDocument): Promise<boolean> {
  const errors = errorsIn(document);
  const [first] = errors.filter(({ rule }) => !debatable.has(rule)).concat(errors);
  if (!first) return true;
  const isPlaceholder = first.rule === placeholderRule;
  await (isPlaceholder
    ? selectPlaceholder(document, first)
    : reveal(document, rangeOf(document, first.span.offset, first.span.length)));
  const text = plainWords(
    errors.length === 1
      ? l10n.t`Nothing was sent: ${first.message}`
      : l10n.t`Nothing was sent: ${errors.length} problems. ${first.message}`,
  );
  if (!debatable.has(first.rule)) {
    // The Problems panel does not list placeholders.
    tell({ level: 'error', text }, [isPlaceholder ? fillInButton(document, first) : problemsButton()]);
    return false;
  }
  const anyway = l10n.t('Push Anyway');
  return (await vscode.window.showWarningMessage(text, anyway)) === anyway;
}

function fillInButton(document: vscode.TextDocument, problem: Problem): Button {
  return { label: l10n.t('Go to Placeholder'), run: () => selectPlaceholder(document, problem) };
}

/** What the editor's rules call an error in a file, and placeholders: the editor leaves those alone, a push does not. */
export function errorsIn(document: vscode.TextDocument): Problem[] {
  const settings = languageSettings(document.uri);
  const rules: RuleSettings = { ...settings.rules, [placeholderRule]: 'error' };
  return problemsIn(document, { ...settings, rules }).filter(({ severity }) => severity === 'error');
}
