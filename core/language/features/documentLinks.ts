import type { AnnotatedAgent } from '../annotate';
import { type Span, innerSpan } from '../syntax/document';
import { findCredential } from '../secrets/credentialPatterns';
import { redactUrl } from '../secrets/secrets';

/** A URL that the editor can open. */
export interface DocumentLink {
  /** The text between the quotes. */
  readonly span: Span;
  readonly target: string;
}

/** Values that are URLs, except secrets and URLs that contain credentials. */
export function documentLinksOf(agent: AnnotatedAgent): DocumentLink[] {
  return agent.strings
    .filter(({ text, isSecret }) => !isSecret && isPublicUrl(text) && !findCredential(text))
    .map(({ text, value }) => ({ span: innerSpan(agent.document, value), target: text }));
}

function isPublicUrl(text: string): boolean {
  return /^(https|wss):\/\/[\w.-]+(:\d+)?([/?#][^\s"'<>`{}|\\^]*)?$/.test(text) && redactUrl(text) === text;
}
