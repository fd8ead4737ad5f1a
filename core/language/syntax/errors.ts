import * as l10n from '@vscode/l10n';
import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { type AgentDocument, type Span, endOf, textOf } from './document';
import { endOfLine, misquotedStringAt, stringEndingAt, unquotedTextAt } from './recovery';
import { intendedStringAt } from './intendedString';
import type { Report } from '../diagnostics/problem';
import { isBalanced, lastUnclosed } from './brackets';

export type Explanation = Omit<Report, 'path'>;

/** Message, span and fix of a parse error. */
export function explainSyntax(document: AgentDocument, { error, offset, length }: ParseError): Explanation {
  const span = { offset, length };
  return (
    explanations[printParseErrorCode(error)]?.(document, span) ?? { span, message: l10n.t('Invalid JSON.') }
  );
}

const withMessage = (message: () => string) => (_: AgentDocument, span: Span) => ({
  span,
  message: message(),
});

/** jsonc-parser's name of an error → its explanation. */
const explanations: Readonly<Record<string, (document: AgentDocument, span: Span) => Explanation>> = {
  InvalidCommentToken: explainComment,
  UnexpectedEndOfComment: explainComment,
  InvalidSymbol: explainWord,
  PropertyNameExpected: explainMissingValue,
  ValueExpected: explainMissingValue,
  ColonExpected: withMessage(() => l10n.t('Expected a colon.')),
  CommaExpected: explainComma,
  CloseBraceExpected: explainUnclosed,
  CloseBracketExpected: explainUnclosed,
  EndOfFileExpected: explainTrailingContent,
  UnexpectedEndOfString: explainUnterminatedString,
  UnexpectedEndOfNumber: withMessage(incompleteNumber),
  InvalidNumberFormat: withMessage(incompleteNumber),
  InvalidUnicode: withMessage(() =>
    l10n.t('Invalid Unicode escape. Expected four hexadecimal digits after \\u.'),
  ),
  InvalidEscapeCharacter: (_, span) => ({
    span,
    message: l10n.t('Invalid escape sequence. Use \\\\ for a backslash.'),
    fix: { kind: 'escape' },
  }),
  InvalidCharacter: (_, span) => ({
    span,
    message: l10n.t('Unescaped control character in string. Use an escape such as \\t or \\u0000.'),
    fix: { kind: 'escape' },
  }),
};

function invalidNumber(): string {
  return l10n.t('Invalid number. Use decimal digits.');
}

function incompleteNumber(): string {
  return l10n.t('Invalid number. Expected a number such as 0.5.');
}

function explainComment({ text }: AgentDocument, span: Span): Explanation {
  const message = l10n.t('Comments are not permitted in JSON.');
  const comment = text.slice(span.offset, endOf(span));
  // The intended end of an unclosed block comment is unknown.
  const isOpen = comment.startsWith('/*') && !comment.endsWith('*/');
  return isOpen ? { span, message } : { span, message, fix: { kind: 'remove-comment' } };
}

/** Literals of other languages → JSON. */
const foreignLiterals: ReadonlyMap<string, string> = new Map([
  ['None', 'null'],
  ['nil', 'null'],
  ['=', ':'],
  [';', ','],
  ['：', ':'],
  ['，', ','],
]);

/** JavaScript values without a counterpart in JSON, so there is no fix. */
const nonJsonLiteral = /^(?:undefined|NaN|[+-]?Infinity)$/;

/** A word or character that is not JSON. The text around it shows what was intended. */
function explainWord(document: AgentDocument, span: Span): Explanation {
  const { text } = document;
  const word = textOf(document, span);
  const before = text.charAt(span.offset - 1);
  if (/^(?:<{7}|\|{7}|={7}|>{7})$/.test(word)) return explainConflict(text, span);
  if (word.startsWith('#'))
    return explainComment(document, { ...span, length: endOfLine(text, span.offset) - span.offset });
  // A phone number is a string.
  if (/^\+\d{7,}$/.test(word)) return inQuotes(span);
  if (nonJsonLiteral.test(word))
    return { span, message: l10n.t`${word} is not valid in JSON.`, suppressUntil: endOf(span) };
  const literal = jsonFor(word);
  if (before === '"' && !/^[;=：，]$/.test(word)) return explainUnescapedQuote(text, span);
  if (literal !== undefined) {
    return {
      span,
      message: l10n.t`Invalid JSON. Use ${literal} instead.`,
      fix: { kind: 'rewrite', text: literal },
    };
  }
  if (/\d/.test(before)) return { span, message: invalidNumber() };
  return explainQuotes(text, span, word);
}

/** A merge conflict, from the first to the last conflict marker: one problem. */
function explainConflict(text: string, span: Span): Explanation {
  const end = /^>{7}.*$/m.exec(text.slice(span.offset));
  return {
    span,
    message: l10n.t('Unresolved merge conflict. Keep one side and remove the conflict markers.'),
    suppressUntil: end ? span.offset + end.index + end[0].length : endOfLine(text, span.offset),
  };
}

/** A string is directly followed by other text: it contains unescaped quotes, or a name has no opening quote. */
function explainUnescapedQuote(text: string, span: Span): Explanation {
  const before = stringEndingAt(text, span.offset);
  const suppressUntil = endOfLine(text, span.offset);
  if (before && /^"[\w$-]+\s*:\s*"$/.test(text.slice(before.offset, span.offset)))
    return {
      span: before,
      message: l10n.t('Unterminated property name. Add a closing quote before the colon.'),
      fix: { kind: 'close-string' },
    };
  const message = l10n.t('Unescaped quote in string. Use \\" instead.');
  const intended = before && intendedStringAt(text, before.offset);
  return intended
    ? { span, message, suppressUntil: endOfCascade(text, intended), fix: { kind: 'escape' } }
    : { span, message, suppressUntil };
}

const unquoted = /\{\{[^{}\r\n]*\}\}|\$\{(?:env|secret):[\w.-]+\}/y;

/** A reference or variable without quotes at `offset`. */
function explainReference(text: string, offset: number): Explanation | undefined {
  unquoted.lastIndex = offset;
  const length = unquoted.exec(text)?.[0].length;
  return length === undefined
    ? undefined
    : { ...inQuotes({ offset, length }), suppressUntil: offset + length };
}

function inQuotes(span: Span): Explanation {
  return {
    span,
    message: l10n.t('Property names and strings must be in double quotes.'),
    fix: { kind: 'quote' },
  };
}

function explainQuotes(text: string, span: Span, word: string): Explanation {
  const reference = explainReference(text, span.offset);
  if (reference) return reference;
  const quoted = misquotedStringAt(text, span.offset);
  if (!quoted && /^\w[\w-]*$/.test(word)) {
    const isValue = /:[ \t]*$/.test(text.slice(Math.max(0, span.offset - 100), span.offset));
    return inQuotes((isValue ? unquotedTextAt(text, span.offset) : undefined) ?? span);
  }
  if (!quoted) return { span, message: l10n.t('Invalid JSON. Strings must be in double quotes.') };
  if (/^\w/.test(word)) {
    const message = l10n.t('Missing opening quote.');
    return { ...inQuotes(quoted), message, suppressUntil: endOfLine(text, span.offset) };
  }
  if (/^['`]/.test(word)) return inQuotes(quoted);
  return { ...inQuotes(quoted), message: l10n.t('Use straight double quotes, not curly quotes.') };
}

/**
 * The end of the range in which errors may be caused by parsing parts of a string as JSON: the end of its last line, or the end of the text
 * if brackets in the string are unbalanced.
 */
function endOfCascade(text: string, { offset, length }: Span): number {
  const end = endOfLine(text, offset + length);
  return isBalanced(text.slice(offset + 1, end)) ? end : text.length;
}

/** A string without a closing quote on its line: it contains line breaks, or the quote is missing. */
function explainUnterminatedString({ text }: AgentDocument, span: Span): Explanation {
  const intended = intendedStringAt(text, span.offset);
  if (intended)
    return {
      span,
      message: l10n.t("Strings can't span multiple lines. Use \\n for line breaks."),
      suppressUntil: endOfCascade(text, intended),
      fix: { kind: 'escape' },
    };
  return {
    span,
    message: l10n.t('Unterminated string. Add a closing quote on the same line.'),
    fix: { kind: 'close-string' },
  };
}

/** Content after the agent. If it starts with a colon, the opening brace is missing. */
function explainTrailingContent({ text, root }: AgentDocument, span: Span): Explanation {
  if (root?.type === 'string' && text.charAt(span.offset) === ':')
    return {
      span: { offset: root.offset, length: 0 },
      message: l10n.t('Expected a JSON object. Add an opening brace.'),
      suppressUntil: endOfLine(text, span.offset),
      fix: { kind: 'rewrite', text: '{' },
    };
  return {
    span,
    message: l10n.t('End of file expected. Remove this text or an extra closing brace.'),
  };
}

/** `True`, `tru`, `None`, `+1`, `.5`, `true;` → JSON. */
function jsonFor(word: string): string | undefined {
  if (/[^;];$/.test(word)) return appendText(jsonFor(word.slice(0, -1)), ',');
  const lower = word.toLowerCase();
  const literal =
    lower.length > 1 ? ['true', 'false', 'null'].find((candidate) => candidate.startsWith(lower)) : undefined;
  const [, digits] = /^\+?(\d+(?:\.\d+)?|\.\d+)$/.exec(word) ?? [];
  const number = digits?.replace(/^\./, '0.');
  return foreignLiterals.get(word) ?? literal ?? number;
}

function appendText(text: string | undefined, end: string): string | undefined {
  return text === undefined ? undefined : text + end;
}

/** A missing name or value, usually because of an extra comma. */
function explainMissingValue(document: AgentDocument, span: Span): Explanation {
  if (document.text.trim() === '') {
    return {
      span: { offset: 0, length: 0 },
      message: l10n.t('The file is empty. Expected a JSON object.'),
    };
  }
  const reference = explainReference(document.text, span.offset - 1);
  if (reference) return reference;
  const errorText = textOf(document, span);
  const before = document.text.slice(0, span.offset).trimEnd();
  if (before.endsWith(':')) return { span, message: l10n.t('Expected a value.') };
  // A decimal comma, or one between thousands.
  if (/\d,$/.test(before) && /^\d/.test(errorText)) return { span, message: incompleteNumber() };
  if (errorText === ',') return extraComma(span);
  if (/^[}\]]/.test(errorText) && before.endsWith(','))
    return extraComma({ offset: before.length - 1, length: 1 });
  return { span, message: l10n.t('Expected a property name in double quotes.') };
}

function extraComma(span: Span): Explanation {
  return {
    span,
    message: l10n.t('Unexpected comma.'),
    fix: { kind: 'rewrite', text: '' },
  };
}

/** The maximum distance to search back for an unclosed array, in UTF-16 code units. */
const maxOpenerDistance = 4000;

function explainComma(document: AgentDocument, span: Span): Explanation {
  const { text } = document;
  if (/^\d\d/.test(text.slice(span.offset - 1, span.offset + 1))) {
    return { span, message: l10n.t('Leading zeros are not allowed.') };
  }
  const errorText = textOf(document, span);
  // For example a date.
  if (/^\d-/.test(text.slice(span.offset - 1, span.offset + 1))) return { span, message: invalidNumber() };
  if (/^[}\]]/.test(errorText)) return { span, message: l10n.t('Mismatched closing bracket.') };
  if (errorText !== ':') return { span, message: l10n.t('Expected a comma.'), fix: { kind: 'insert-comma' } };
  // A name in an array: the closing bracket is missing before it, and all following text was parsed as items.
  const searchStart = text.lastIndexOf('\n', Math.max(0, span.offset - maxOpenerDistance)) + 1;
  const unclosed = lastUnclosed(text.slice(searchStart, span.offset));
  if (unclosed && text.charAt(searchStart + unclosed.offset) === '[')
    return { ...unclosedBracket(text, searchStart + unclosed.offset), suppressUntil: text.length };
  const name = stringEndingAt(text, text.slice(0, span.offset).trimEnd().length);
  return {
    span: name ?? span,
    message: l10n.t('Expected a value.'),
    suppressUntil: endOfLine(text, span.offset),
  };
}

function explainUnclosed({ text }: AgentDocument, end: Span): Explanation {
  const unclosed = lastUnclosed(text);
  if (!unclosed) return { span: end, message: l10n.t('Missing closing bracket.') };
  const explanation = unclosedBracket(text, unclosed.offset);
  // All following text was parsed as its contents.
  return unclosed.isClosedByAnother ? { ...explanation, suppressUntil: text.length } : explanation;
}

function unclosedBracket(text: string, opener: number): Explanation {
  const bracket = text.charAt(opener);
  return {
    span: { offset: opener, length: 1 },
    message: l10n.t`Missing closing bracket for "${bracket}".`,
  };
}
