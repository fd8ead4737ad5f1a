import { type ParseError, parse } from 'jsonc-parser';
import type { AgentDocument } from './document';

/** Whether a document is valid JSON, except for comments and trailing commas. */
export function isReadable({ text, refusal, syntaxErrors }: AgentDocument): boolean {
  if (refusal !== undefined || syntaxErrors.length === 0) return refusal === undefined;
  const errors: ParseError[] = [];
  parse(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  return errors.length === 0;
}
