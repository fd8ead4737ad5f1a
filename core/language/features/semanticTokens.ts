import { type AnnotatedAgent } from '../annotate';
import { type Span, textOf } from '../syntax/document';
import { readPromptReference } from '../promptFiles/reference';
import { readReference } from '../secrets/secrets';

/** A reference or variable inside a string. */
export interface SemanticToken extends Span {
  readonly kind: 'reference' | 'variable';
}

/** References to secrets and prompt files, and `{{variables}}`, in document order. */
export function semanticTokensOf(agent: AnnotatedAgent): SemanticToken[] {
  return agent.strings.flatMap(({ text, span, schema, isSecret }) => {
    if (readReference(text) || (schema?.multiline && readPromptReference(text) !== undefined))
      return [{ kind: 'reference', offset: span.offset + 1, length: span.length - 2 }];
    return isSecret ? [] : variableTokens(agent, span);
  });
}

function variableTokens(agent: AnnotatedAgent, string: Span): SemanticToken[] {
  const matches = textOf(agent.document, string).matchAll(/\{\{\s*[^{}\s"\\][^{}"\\]*\}\}/g);
  return Array.from(matches, (match) => ({
    kind: 'variable',
    offset: string.offset + match.index,
    length: match[0].length,
  }));
}
