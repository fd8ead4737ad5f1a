import { type ParseError, parse } from 'jsonc-parser';
import type { AgentDocument } from './document';

/** Whether a document is valid JSON, except for comments and trailing commas. */
export function isReadable({ text, exceededLimit, syntaxErrors }: AgentDocument): boolean {
  if (exceededLimit !== undefined || syntaxErrors.length === 0) return exceededLimit === undefined;
  const errors: ParseError[] = [];
  parse(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  return errors.length === 0;
}
