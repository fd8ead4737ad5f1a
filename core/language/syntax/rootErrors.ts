import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { type AgentDocument, type Span, endOf } from './document';
import { type Explanation, explainSyntax } from './errors';
import { explainNotJson } from './notJson';
import { endOfLine } from './recovery';

/** A document's syntax errors without those that follow from an earlier one, in the order of the text. */
export function rootErrors(document: AgentDocument): readonly Explanation[] {
  return Array.from(rootErrorsOf(document));
}

/**
 * An error is a root error if it is on another line than the one before, and not directly after it. Text that can be fixed
 * separately, such as a word in single quotes, is still reported.
 */
function* rootErrorsOf(document: AgentDocument): Generator<Explanation> {
  const notJson = document.syntaxErrors.length > 0 ? explainNotJson(document.text) : undefined;
  if (notJson) {
    yield notJson;
    return;
  }
  let last: ParseError | undefined;
  let suppressUntil = 0;
  for (const error of [...document.syntaxErrors].sort((a, b) => a.offset - b.offset)) {
    const follows = last !== undefined && isConsequence(document, last, error);
    last = error;
    if (error.offset < suppressUntil || (follows && !mayBeSelfContained(error))) continue;
    const cause = explainSyntax(document, error);
    if (follows && !isSelfContained(document, cause)) continue;
    yield { ...cause, span: onText(document, cause.span) };
    suppressUntil =
      cause.suppressUntil ?? (cause.fix ? endOf(cause.span) : endOfLine(document.text, error.offset));
  }
}

/** For an error at the end of the file, the last character before it, instead of a position on a blank line. */
function onText({ text }: AgentDocument, span: Span): Span {
  const end = text.trimEnd().length;
  return span.offset >= end && end > 0 ? { offset: end - 1, length: 1 } : span;
}

function isConsequence({ text }: AgentDocument, cause: ParseError, error: ParseError): boolean {
  const between = text.slice(endOf(cause), error.offset);
  if (error.offset >= text.trimEnd().length || between.trim() === '' || !between.includes('\n')) return true;
  // After an error the parser may expect something where an object or array ends, though nothing is missing there.
  return isGap(error) && /[}\]]/.test(text.charAt(error.offset)) && !/[,:]$/.test(between.trimEnd());
}

function isGap({ error }: ParseError): boolean {
  return ['PropertyNameExpected', 'ValueExpected'].includes(printParseErrorCode(error));
}

function mayBeSelfContained({ error }: ParseError): boolean {
  return ['InvalidSymbol', 'InvalidCommentToken'].includes(printParseErrorCode(error));
}

/** Whether it is a literal of another language, a misquoted string, an unquoted name or a conflict marker, regardless of the text before it. */
function isSelfContained({ text }: AgentDocument, { fix, span }: Explanation): boolean {
  if (fix?.kind === 'rewrite' || fix?.kind === 'remove-comment' || text.startsWith('<<<<<<<', span.offset))
    return true;
  const end = endOf(span);
  return (
    fix?.kind === 'quote' && (/\W/.test(text.charAt(span.offset)) || /^\s*:/.test(text.slice(end, end + 100)))
  );
}
