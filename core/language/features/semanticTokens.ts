import { type AnnotatedAgent } from '../annotate';
import { type Node, type Span, textOf } from '../syntax/document';
import { isSecretAt, readReference } from '../secrets/secrets';

/** Something inside a string that means more than its text. */
export interface Token extends Span {
  readonly kind: 'reference' | 'variable';
}

/** References to secrets, and the `{{variables}}` that Cekura fills in, in the order of the text. */
export function tokensOf(agent: AnnotatedAgent): Token[] {
  return agent.places.flatMap(({ path, value }) => {
    if (value?.type !== 'string') return [];
    if (readReference(String(value.value))) return [referenceIn(value)];
    return isSecretAt(agent.schema, path) ? [] : variablesIn(agent, value);
  });
}

function referenceIn({ offset, length }: Node): Token {
  return { kind: 'reference', offset: offset + 1, length: length - 2 };
}

function variablesIn(agent: AnnotatedAgent, value: Node): Token[] {
  const found = textOf(agent.document, value).matchAll(/\{\{\s*[^{}\s"\\][^{}"\\]*\}\}/g);
  return Array.from(found, (match) => ({
    kind: 'variable',
    offset: value.offset + match.index,
    length: match[0].length,
  }));
}
