import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../../annotate';
import { textOf } from '../../syntax/document';
import { isMask, looksLikeReference } from '../../secrets/secrets';
import { findCredential } from '../../secrets/credentialPatterns';
import { nameOf } from '../messages';
import type { Report, Rule } from '../problem';
import type { StringNode } from '../../annotate';
import { hasCredentials } from '../urls';

/** A secret in clear: whoever reads the repository has it. References and masks are none. */
export const plaintextSecret: Rule = {
  id: 'plaintext-secret',
  severity: 'warning',
  *check(agent) {
    for (const node of agent.strings) {
      if (node.isSecret) yield* plaintextIn(node);
      else yield* credentialIn(agent, node);
    }
  },
};

function* plaintextIn({ path, span, text }: StringNode): Generator<Report> {
  if (text === '' || isMask(text) || looksLikeReference(text)) return;
  const message = l10n.t`"${nameOf(path)}" is stored in plain text. Move it to secret storage.`;
  yield { span, path, message, fix: { kind: 'move-secret' } };
}

/** A key in a member that is none, such as a prompt. No reference would be resolved there, so only its author can mend it. */
function* credentialIn({ document }: AnnotatedAgent, node: StringNode): Generator<Report> {
  const { path, span, schema, text } = node;
  // The rule about addresses says it, and can mend it.
  if (schema?.format !== undefined && hasCredentials(text)) return;
  const key = findCredential(textOf(document, span));
  if (!key) return;
  const message = l10n.t`"${nameOf(path)}" appears to contain an API key. Remove it, and rotate it if exposed.`;
  yield { span: { offset: span.offset + key.offset, length: key.length }, path, message };
}
