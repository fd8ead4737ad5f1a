import * as l10n from '@vscode/l10n';
import { annotate } from '../annotate';
import { parseAgent } from '../syntax/document';
import { isSecretAt } from '../secrets/secrets';
import { semanticTokensOf } from '../features/semanticTokens';
import { partialVariableIn } from '../features/variables';
import type { CompletionCandidate, Request } from './item';

/** After `{{` in a string: the variables that the agent uses. */
export function variableCandidates(request: Request): CompletionCandidate[] {
  const { position, schema, text } = request;
  const typed = position.typed.startsWith('"') ? partialVariableIn(position.typed) : undefined;
  if (position.kind !== 'value' || typed === undefined || isSecretAt(schema, position.path)) return [];
  const cursor = position.span.offset + position.typed.length;
  const rest = /^[\w.-]*(?:[ \t]*\}\})?/.exec(text.slice(cursor, cursor + 300))?.[0] ?? '';
  const within = { offset: cursor - typed.length, length: typed.length + rest.length };
  const names = variableNames(request, text.slice(0, within.offset) + text.slice(cursor + rest.length));
  return [...new Set([...names, ...(request.references.variables ?? [])])].map((name) => ({
    label: name,
    kind: 'variable',
    note: undefined,
    detail: l10n.t('used in this agent'),
    documentation: () => '',
    matches: [name],
    text: `${name}}}`,
    snippet: false,
    triggerSuggest: false,
    within,
  }));
}

/** The unique names of variables in a text, in order. */
function variableNames({ schema, options }: Request, text: string): string[] {
  const agent = annotate(parseAgent(text), schema, options);
  const names = semanticTokensOf(agent)
    .filter(({ kind }) => kind === 'variable')
    .map(({ offset, length }) => text.slice(offset + 2, offset + length - 2).trim());
  return [...new Set(names)];
}
