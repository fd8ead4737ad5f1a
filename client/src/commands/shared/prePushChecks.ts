import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Problem, RuleSettings } from '#language/diagnostics/index';
import { createAgentLanguage } from '#language/index';
import { agentSchema } from '#language/schema/bundledSchema';
import { rangeOf } from '../../editor/agentFile';
import { documentWithPrompts } from '../../editor/workspaceAgents';
import { languageSettings } from '../../state/settings';
import { type Button, problemsButton } from '../../ui/notify';
import { sanitizeMessage } from '../../ui/sanitize';
import { CanceledByUser, UserError } from '../../ui/userError';
import { placeholderRule, selectPlaceholder } from './placeholders';
import { reveal } from './reveal';
import { saveDocument } from './saveDocument';

/** Rules whose problems may only mean that the API accepts more than the schema. */
const overridableRules: ReadonlySet<string> = new Set(['not-in-enum', 'unknown-property']);

export type Purpose = 'push' | 'create';

/** The saved file without errors; throws if it has errors, or if the user cancels. */
export async function readyToSend(
  document: vscode.TextDocument,
  purpose: Purpose,
): Promise<vscode.TextDocument> {
  if (document.isUntitled) {
    // Checked first, so that the user isn't asked where to save a file that can't be pushed.
    await requireNoErrors(document, purpose);
    return saveDocument(document);
  }
  // Saved first, because actions on save may fix it.
  const saved = await saveDocument(document);
  await requireNoErrors(saved, purpose);
  return saved;
}

/** Applies the rules as in the editor. Reveals the first error, and asks if all of them may be false positives. */
async function requireNoErrors(document: vscode.TextDocument, purpose: Purpose): Promise<void> {
  const errors = await errorsIn(document);
  const [first] = errors.filter(({ rule }) => !overridableRules.has(rule)).concat(errors);
  if (!first) return;
  const isPlaceholder = first.rule === placeholderRule;
  await (isPlaceholder
    ? selectPlaceholder(document, first)
    : reveal(document, rangeOf(document, first.span.offset, first.span.length)));
  const text = problemMessage(purpose, first, errors.length);
  if (!overridableRules.has(first.rule)) {
    // The Problems panel does not list placeholders.
    throw new UserError(text, [isPlaceholder ? placeholderButton(document, first) : problemsButton()]);
  }
  const anyway = purpose === 'push' ? l10n.t('Push Anyway') : l10n.t('Create Anyway');
  if ((await vscode.window.showWarningMessage(sanitizeMessage(text), anyway)) !== anyway)
    throw new CanceledByUser(l10n.t('Canceled. Nothing was sent.'));
}

function problemMessage(purpose: Purpose, { message }: Problem, count: number): string {
  if (purpose === 'push') {
    return count === 1
      ? l10n.t`Nothing was sent: ${message}`
      : l10n.t`Nothing was sent: ${count} problems. ${message}`;
  }
  return count === 1 ? l10n.t`Not created: ${message}` : l10n.t`Not created: ${count} problems. ${message}`;
}

function placeholderButton(document: vscode.TextDocument, problem: Problem): Button {
  return { label: l10n.t('Go to Placeholder'), run: () => selectPlaceholder(document, problem) };
}

/** Errors in a file and its prompts according to the rules, and placeholders, which block a push regardless of their severity. */
export async function errorsIn(document: vscode.TextDocument): Promise<Problem[]> {
  const settings = languageSettings(document.uri);
  const rules: RuleSettings = { ...settings.rules, [placeholderRule]: 'error' };
  const language = createAgentLanguage(agentSchema, { ...settings, rules });
  const expanded = await documentWithPrompts(document);
  const agent = language.annotate(language.parse(expanded.text));
  return language.problemsWithPrompts(expanded, agent).filter(({ severity }) => severity === 'error');
}
