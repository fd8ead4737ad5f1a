import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type Span, endOf, textOf } from '../syntax/document';
import { semanticTokensOf } from './semanticTokens';

/** An occurrence of a `{{variable}}`. */
export interface VariableUse {
  readonly name: string;
  /** The name without braces and spaces. */
  readonly span: Span;
}

/** All uses of variables in document order. */
export function variablesOf(agent: AnnotatedAgent): VariableUse[] {
  const tokens = semanticTokensOf(agent).filter(({ kind }) => kind === 'variable');
  return tokens.map((token) => {
    const inBraces = textOf(agent.document, token).slice(2, -2);
    const name = inBraces.trim();
    return { name, span: { offset: token.offset + 2 + inBraces.indexOf(name), length: name.length } };
  });
}

/** Braces with spaces, and the name. Unlike in JSON, where line breaks are escaped, a name must end in its line. */
const variablePattern = /(\{\{[^\S\n]*)([^{}\s"\\](?:[^{}"\\\n]*[^{}\s"\\])?)[^\S\n]*\}\}/g;

/** The variables in a prompt document with their braces, as they are highlighted. */
export function variableSpansInPrompt(prompt: string): Span[] {
  return Array.from(prompt.matchAll(variablePattern), ({ index, 0: { length } }) => ({
    offset: index,
    length,
  }));
}

/** All uses in a prompt document, with offsets in the page. Characters that JSON escapes are not part of a name. */
export function variablesInPrompt(prompt: string): VariableUse[] {
  return Array.from(prompt.matchAll(variablePattern), ({ index, 1: braces = '', 2: name = '' }) => ({
    name,
    span: { offset: index + braces.length, length: name.length },
  }));
}

/** The use in a prompt document whose name or braces contain `offset`. */
export function variableInPrompt(prompt: string, offset: number): VariableUse | undefined {
  const braces = 2;
  return variablesInPrompt(prompt).find(
    ({ span }) => span.offset - braces <= offset && offset <= endOf(span) + braces,
  );
}

/** The use whose braces contain `offset`. */
export function variableAt(agent: AnnotatedAgent, offset: number): VariableUse | undefined {
  const token = semanticTokensOf(agent).find(
    (candidate) => candidate.kind === 'variable' && candidate.offset <= offset && offset <= endOf(candidate),
  );
  return (
    token && variablesOf(agent).find(({ span }) => span.offset > token.offset && endOf(span) < endOf(token))
  );
}

/** All uses of the variable at `offset`. */
export function usesOfVariableAt(agent: AnnotatedAgent, offset: number): VariableUse[] {
  const use = variableAt(agent, offset);
  return use ? variablesOf(agent).filter(({ name }) => name === use.name) : [];
}

/** Whether a name is valid between braces, in JSON and unescaped. */
export function isVariableName(name: string): boolean {
  return /^[^\s{}"\\\p{Cc}](?:[^{}"\\\p{Cc}]*[^\s{}"\\\p{Cc}])?$/u.test(name);
}

/** Why the variable `name` can't be renamed to `newName`; undefined if it can. */
export function renameError(agent: AnnotatedAgent, name: string, newName: string): string | undefined {
  if (!isVariableName(newName))
    return l10n.t('Enter a name without braces, quotes, backslashes, or line breaks.');
  const nameExists = newName !== name && variablesOf(agent).some((use) => use.name === newName);
  // Renaming back could not separate them again.
  return nameExists
    ? l10n.t`The variable "${newName}" already exists. Renaming would merge the two.`
    : undefined;
}

/** The incomplete variable name after `{{` at the end of `before`; undefined if there is none. */
export function partialVariableIn(before: string): string | undefined {
  const braces = before.lastIndexOf('{{');
  const name = before.slice(braces + 2).trimStart();
  return braces < 0 || /[{}"\\\n]/.test(before.slice(braces + 2)) ? undefined : name;
}
