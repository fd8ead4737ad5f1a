import * as l10n from '@vscode/l10n';
import type { ParseError } from 'jsonc-parser';
import { type AgentDocument, endOf } from '../../document';
import type { Rule } from '../problem';
import { explainSyntax } from '../syntaxSentences';

/** Text that is no JSON. One finding for each cause: what a parser stumbles over right behind it is left out. */
export const syntax: Rule = {
  id: 'syntax',
  severity: 'error',
  acrossMembers: true,
  *check({ document }) {
    if (document.refusal)
      yield { message: refusals[document.refusal](), span: { offset: 0, length: 0 }, path: [] };
    for (const error of causesOf(document)) yield { ...explainSyntax(document, error), path: [] };
  },
};

const refusals = {
  'too-large': () => l10n.t('The file is too large to be an agent; nothing in it was checked'),
  'too-deep': () => l10n.t('The file nests objects or lists too deeply; nothing in it was checked'),
};

/** Errors that no earlier one has caused: they stand on another line, and not right behind it. */
function* causesOf(document: AgentDocument): Generator<ParseError> {
  let last: ParseError | undefined;
  for (const error of [...document.syntaxErrors].sort((a, b) => a.offset - b.offset)) {
    if (!last || !isConsequence(document, last, error)) yield error;
    last = error;
  }
}

function isConsequence({ text }: AgentDocument, cause: ParseError, error: ParseError): boolean {
  const between = text.slice(endOf(cause), error.offset);
  return error.offset >= text.trimEnd().length || between.trim() === '' || !between.includes('\n');
}
