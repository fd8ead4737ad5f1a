import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent, StringNode } from '../../annotate';
import { textOf } from '../../syntax/document';
import { isMask, looksLikeReference } from '../../secrets/secrets';
import { findCredential } from '../../secrets/credentialPatterns';
import { displayPath } from '../messages';
import type { Report, Rule } from '../problem';
import { hasCredentials } from '../urls';

/** A secret in plain text. References and masks are not secrets. */
export const plaintextSecret: Rule = {
  id: 'plaintext-secret',
  severity: 'warning',
  check: (agent) =>
    agent.strings
      .map((node) => (node.isSecret ? plaintextIn(node) : credentialIn(agent, node)))
      .filter((report) => report !== undefined),
};

function plaintextIn({ path, span, text }: StringNode): Report | undefined {
  if (text === '' || isMask(text) || looksLikeReference(text)) return undefined;
  const message = l10n.t`"${displayPath(path)}" is stored in plain text. Move it to secret storage.`;
  return { span, path, message, fix: { kind: 'move-secret' } };
}

/** A credential in a property that is not a secret, such as a prompt. There is no fix, as references are not resolved there. */
function credentialIn({ document }: AnnotatedAgent, node: StringNode): Report | undefined {
  const { value, schema, text } = node;
  // Another rule reports and fixes it.
  if (schema?.format !== undefined && hasCredentials(text)) return undefined;
  const credential = findCredential(textOf(document, value));
  if (!credential) return undefined;
  const { path } = node;
  const message = l10n.t`"${displayPath(path)}" appears to contain an API key. Remove it, and rotate it if exposed.`;
  return { span: { offset: value.offset + credential.offset, length: credential.length }, path, message };
}
