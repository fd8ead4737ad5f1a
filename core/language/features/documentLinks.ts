import type { AnnotatedAgent } from '../annotate';
import { type Span, innerSpan } from '../syntax/document';
import { findCredential } from '../secrets/credentialPatterns';
import { redactUrl } from '../secrets/secrets';

/** A value that names a place on the web. */
export interface DocumentLink {
  /** The text between the quotes. */
  readonly span: Span;
  readonly target: string;
}

/** Addresses that are whole values. None stands in a secret, none carries a password or a token. */
export function documentLinksOf(agent: AnnotatedAgent): DocumentLink[] {
  return agent.strings
    .filter(({ text, isSecret }) => !isSecret && isPublicUrl(text) && !findCredential(text))
    .map(({ text, value }) => ({ span: innerSpan(agent.document, value), target: text }));
}

function isPublicUrl(text: string): boolean {
  return /^(https|wss):\/\/[\w.-]+(:\d+)?([/?#][^\s"'<>`{}|\\^]*)?$/.test(text) && redactUrl(text) === text;
}
