import { type ParseError, parse } from 'jsonc-parser';
import type { AgentDocument } from './document';

/** Whether a document is valid JSON, except for comments and trailing commas. */
export function isValidJsonc({ text, exceededLimit, syntaxErrors }: AgentDocument): boolean {
  if (exceededLimit !== undefined) return false;
  if (syntaxErrors.length === 0) return true;
  const errors: ParseError[] = [];
  parse(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  return errors.length === 0;
}
