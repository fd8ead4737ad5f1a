import { isMask, looksLikeReference } from '#language/secrets/secrets';

/** Why the value of a secret is invalid. */
export type ValueProblem = 'mask' | 'reference' | 'line-break' | 'control-character' | 'quotes' | 'spaces';

/** A key in PEM format, which contains line breaks. */
const pem = /^\s*-----BEGIN ([A-Z\d ]+)-----[\r\n][\w+/=:,\-. \t\r\n]*-----END \1-----\s*$/;

/** The first problem of a resolved value; undefined if it is valid. */
export function valueProblem(text: string): ValueProblem | undefined {
  if (pem.test(text)) return undefined;
  if (/[\r\n\u2028\u2029]/.test(text)) return 'line-break';
  // Includes invisible characters, such as zero-width spaces from web pages.
  if (/[\p{Cc}\u200b-\u200f\u2060\ufeff]/u.test(text)) return 'control-character';
  if (text !== text.trim()) return 'spaces';
  if (/^(["'`]).*\1$/.test(text) && text.length > 1) return 'quotes';
  if (isMask(text)) return 'mask';
  return looksLikeReference(text) ? 'reference' : undefined;
}
