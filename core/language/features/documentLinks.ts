import type { AnnotatedAgent } from '../annotate';
import { type Span, insideOf } from '../syntax/document';
import { findKey } from '../secrets/credentialPatterns';
import { redactUrl } from '../secrets/secrets';

/** A value that names a place on the web. */
export interface Link {
  /** The text between the quotes. */
  readonly span: Span;
  readonly target: string;
}

/** Addresses that are whole values. None stands in a secret, none carries a password or a token. */
export function linksOf(agent: AnnotatedAgent): Link[] {
  return agent.strings
    .filter(({ text, isSecret }) => !isSecret && isOpenAddress(text) && !findKey(text))
    .map(({ text, value }) => ({ span: insideOf(agent.document, value), target: text }));
}

function isOpenAddress(text: string): boolean {
  return /^(https|wss):\/\/[\w.-]+(:\d+)?([/?#][^\s"'<>`{}|\\^]*)?$/.test(text) && redactUrl(text) === text;
}
