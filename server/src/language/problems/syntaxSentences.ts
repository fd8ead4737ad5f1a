import * as l10n from '@vscode/l10n';
import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { type AgentDocument, type Span, endOf, textOf } from '../document';
import type { Cure, Finding } from './problem';
import { lastUnclosed } from './unclosed';

type Explanation = Omit<Finding, 'path'>;

/** What a parser's error means for a person, on which token, and how to mend it. */
export function explainSyntax(document: AgentDocument, { error, offset, length }: ParseError): Explanation {
  const span = { offset, length };
  return (
    explanations[printParseErrorCode(error)]?.(document, span) ?? { span, message: l10n.t('This is no JSON') }
  );
}

const says = (message: () => string) => (_: AgentDocument, span: Span) => ({ span, message: message() });

/** jsonc-parser's name for an error → what to say about it. */
const explanations: Readonly<Record<string, (document: AgentDocument, span: Span) => Explanation>> = {
  InvalidCommentToken: explainComment,
  UnexpectedEndOfComment: explainComment,
  InvalidSymbol: explainWord,
  PropertyNameExpected: explainGap,
  ValueExpected: explainGap,
  ColonExpected: says(() => l10n.t('A colon is missing between the name and its value')),
  CommaExpected: explainComma,
  CloseBraceExpected: explainUnclosed,
  CloseBracketExpected: explainUnclosed,
  EndOfFileExpected: says(() =>
    l10n.t('The agent ends before this; remove what follows, or a closing brace too many'),
  ),
  UnexpectedEndOfString: (_, span) => ({
    span,
    message: l10n.t('This text is never closed; add the closing quote on the same line'),
    cure: { kind: 'close-text' },
  }),
  UnexpectedEndOfNumber: says(() => l10n.t('This number breaks off; write it in full, like 0.5')),
  InvalidNumberFormat: says(() => l10n.t('This number breaks off; write it in full, like 0.5')),
  InvalidUnicode: says(() => l10n.t('A \\u in this text lacks its four hexadecimal digits')),
  InvalidEscapeCharacter: says(() =>
    l10n.t('A backslash in this text escapes nothing; write two for a real backslash'),
  ),
  InvalidCharacter: says(() =>
    l10n.t('This text holds a raw tab or control character; write it as \\t or \\u0000'),
  ),
};

function explainComment(_: AgentDocument, span: Span): Explanation {
  return { span, message: l10n.t('A comment is no JSON; remove it'), cure: { kind: 'rewrite', text: '' } };
}

/** What other languages write, and JSON for it. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['None', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
  ['NaN', 'null'],
  ['=', ':'],
  [';', ','],
]);

/** A word or sign that JSON does not know. What stands right in front of it tells what it was meant to be. */
function explainWord({ text }: AgentDocument, span: Span): Explanation {
  const word = text.slice(span.offset, endOf(span));
  const before = text.charAt(span.offset - 1);
  if (before === '"')
    return { span, message: l10n.t('The text ends at the quote before this; write \\" for a quote within') };
  const meant = jsonFor(word);
  if (meant !== undefined) {
    return { span, message: l10n.t`JSON writes this as ${meant}`, cure: { kind: 'rewrite', text: meant } };
  }
  if (/\d/.test(before))
    return { span, message: l10n.t('This number is none that JSON knows; write decimal digits') };
  const [, bare] = /^['“‘]?(\w[\w-]*)['”’]?$/.exec(word) ?? [];
  if (bare === undefined) return { span, message: l10n.t('This is no JSON; text stands in double quotes') };
  const cure: Cure = { kind: 'rewrite', text: `"${bare}"` };
  return { span, message: l10n.t('Names and text stand in double quotes'), cure };
}

/** `True`, `tru`, `None`, `+1`, `.5`, `true;` → as JSON has it. */
function jsonFor(word: string): string | undefined {
  if (word.length > 1 && word.endsWith(';')) return appended(jsonFor(word.slice(0, -1)), ',');
  const lower = word.toLowerCase();
  const literal =
    lower.length > 1 ? ['true', 'false', 'null'].find((one) => one.startsWith(lower)) : undefined;
  const [, digits] = /^\+?(\d*\.?\d+)$/.exec(word) ?? [];
  const number = digits?.replace(/^\./, '0.');
  return foreign.get(word) ?? literal ?? number;
}

function appended(text: string | undefined, end: string): string | undefined {
  return text === undefined ? undefined : text + end;
}

/** Something is missing where a name or a value belongs; a comma too many is the usual cause. */
function explainGap(document: AgentDocument, span: Span): Explanation {
  if (document.text.trim() === '') {
    return {
      span: { offset: 0, length: 0 },
      message: l10n.t('The file is empty; an agent is an object in { }'),
    };
  }
  const found = textOf(document, span);
  const before = document.text.slice(0, span.offset).trimEnd();
  if (before.endsWith(':')) return { span, message: l10n.t('A value is missing here') };
  if (found === ',') return tooMany(span);
  if (/^[}\]]/.test(found) && before.endsWith(',')) return tooMany({ offset: before.length - 1, length: 1 });
  return { span, message: l10n.t('A name in double quotes is missing here') };
}

function tooMany(span: Span): Explanation {
  return {
    span,
    message: l10n.t('There is a comma too many; remove it'),
    cure: { kind: 'rewrite', text: '' },
  };
}

function explainComma(document: AgentDocument, span: Span): Explanation {
  if (/^\d\d/.test(document.text.slice(span.offset - 1))) {
    return { span, message: l10n.t('A number does not begin with 0; remove the 0') };
  }
  return /^[}\]]/.test(textOf(document, span))
    ? { span, message: l10n.t('This bracket closes something that was opened by another') }
    : { span, message: l10n.t('A comma is missing before this'), cure: { kind: 'insert-comma' } };
}

function explainUnclosed({ text }: AgentDocument, end: Span): Explanation {
  const opener = lastUnclosed(text);
  const span = opener === undefined ? end : { offset: opener, length: 1 };
  const bracket = text.charAt(span.offset);
  const message =
    bracket === ''
      ? l10n.t('A bracket is never closed; add its counterpart')
      : l10n.t`This ${bracket} is never closed; add its counterpart`;
  return { span, message };
}
