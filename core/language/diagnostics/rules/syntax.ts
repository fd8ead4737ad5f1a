import * as l10n from '@vscode/l10n';
import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { type AgentDocument, endOf } from '../../syntax/document';
import { endOfLine } from '../../syntax/recovery';
import type { Rule } from '../problem';
import { type Explanation, explainSyntax } from '../../syntax/errors';

/** Text that is no JSON. One finding for each cause: what a parser stumbles over right behind it is left out. */
export const syntax: Rule = {
  id: 'syntax',
  severity: 'error',
  acrossMembers: true,
  *check({ document }) {
    if (document.refusal)
      yield { message: refusals[document.refusal](), span: { offset: 0, length: 0 }, path: [] };
    for (const cause of causesOf(document)) yield { ...cause, path: [] };
  },
};

const refusals = {
  'too-large': () => l10n.t('The file is too large to validate.'),
  'too-deep': () => l10n.t('The file is nested too deeply to validate.'),
};

/**
 * Errors that no earlier one has caused: they stand on another line, and not right behind it. What we can put in quotes or
 * words for by itself is a cause of its own, where no earlier one leaves a doubt what it is.
 */
function* causesOf(document: AgentDocument): Generator<Explanation> {
  let last: ParseError | undefined;
  let doubtUntil = 0;
  for (const error of [...document.syntaxErrors].sort((a, b) => a.offset - b.offset)) {
    const follows = last !== undefined && isConsequence(document, last, error);
    last = error;
    if (error.offset < doubtUntil || (follows && !mayStandAlone(error))) continue;
    const cause = explainSyntax(document, error);
    if (follows && !isPlain(document, cause)) continue;
    yield cause;
    doubtUntil =
      cause.doubtUntil ?? (cause.cure ? endOf(cause.span) : endOfLine(document.text, error.offset));
  }
}

function isConsequence({ text }: AgentDocument, cause: ParseError, error: ParseError): boolean {
  const between = text.slice(endOf(cause), error.offset);
  if (error.offset >= text.trimEnd().length || between.trim() === '' || !between.includes('\n')) return true;
  // Behind a stumble a parser may wait for something where an object or list ends, though nothing is missing there.
  return isGap(error) && /[}\]]/.test(text.charAt(error.offset)) && !/[,:]$/.test(between.trimEnd());
}

function isGap({ error }: ParseError): boolean {
  return ['PropertyNameExpected', 'ValueExpected'].includes(printParseErrorCode(error));
}

function mayStandAlone({ error }: ParseError): boolean {
  return ['InvalidSymbol', 'InvalidCommentToken'].includes(printParseErrorCode(error));
}

/** Whether a word is one of another language, in its quotes, a name without any, or the mark of a merge, whatever stands before it. */
function isPlain({ text }: AgentDocument, { cure, span }: Explanation): boolean {
  if (cure?.kind === 'rewrite' || text.startsWith('<<<<<<<', span.offset)) return true;
  const end = endOf(span);
  return (
    cure?.kind === 'quote' &&
    (/\W/.test(text.charAt(span.offset)) || /^\s*:/.test(text.slice(end, end + 100)))
  );
}
