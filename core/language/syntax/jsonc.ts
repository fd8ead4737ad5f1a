import { type ParseError, parse } from 'jsonc-parser';
import type { AgentDocument } from './document';

/** Whether a document could be read completely: it is JSON, apart from comments and trailing commas. */
export function isReadable({ text, refusal, syntaxErrors }: AgentDocument): boolean {
  if (refusal !== undefined || syntaxErrors.length === 0) return refusal === undefined;
  const errors: ParseError[] = [];
  parse(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  return errors.length === 0;
}
