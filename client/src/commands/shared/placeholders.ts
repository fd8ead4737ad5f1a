import type * as vscode from 'vscode';
import { type LanguageSettings, createAgentLanguage, defaultSettings } from '#language/index';
import { agentSchema } from '#language/schema/bundledSchema';
import type { Problem } from '#language/diagnostics/index';
import { rangeOf } from '../../editor/agentFile';
import { select } from './reveal';

export const placeholderRule = 'placeholder';

/** The placeholders of a file, in the order of the text. The editor doesn't report them by default. */
export function placeholdersIn(document: vscode.TextDocument): readonly Problem[] {
  const settings: LanguageSettings = { ...defaultSettings, rules: { [placeholderRule]: 'hint' } };
  return placeholderProblems(document, settings).filter(({ rule }) => rule === placeholderRule);
}

function placeholderProblems(document: vscode.TextDocument, settings: LanguageSettings): readonly Problem[] {
  const language = createAgentLanguage(agentSchema, settings);
  return language.problems(language.annotate(language.parse(document.getText())));
}

/** Selects a placeholder without its quotes. */
export function selectPlaceholder(document: vscode.TextDocument, { span }: Problem): Promise<void> {
  return select(document, rangeOf(document, span.offset + 1, span.length - 2));
}
