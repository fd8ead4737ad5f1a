import * as l10n from '@vscode/l10n';
import { looksLikeReference, readReference, referenceText } from '../../secrets/secrets';
import { nameOf } from '../messages';
import type { Report, Rule } from '../problem';
import type { StringNode } from '../../annotate';

/** A reference that nothing resolves: misspelt, with text around it, or outside of a secret. */
export const badReference: Rule = {
  id: 'invalid-reference',
  severity: 'error',
  *check(agent) {
    for (const place of agent.strings) {
      const isReference = readReference(place.text) !== undefined;
      if (place.isSecret && !isReference && looksLikeReference(place.text)) yield misspelt(place);
      if (!place.isSecret && isReference) yield misplaced(place);
    }
  },
};

function misspelt({ path, span, text }: StringNode): Report {
  const meant = referencesMeantBy(text);
  const message = l10n.t`Invalid reference in "${nameOf(path)}". The value must be \${env:NAME} or \${secret:NAME}.`;
  return { span, path, message, ...(meant.length > 0 && { fix: { kind: 'replace', values: meant } }) };
}

/** It would be sent as it stands, which may even be wanted, so it is no error. */
function misplaced({ path, span }: StringNode): Report {
  const message = l10n.t`"${nameOf(path)}" is not a secret, so references are not resolved. Enter the value.`;
  return { span, path, message, severity: 'warning' };
}

/** `${ENV:X}`, `${{ env.X }}`, `process.env.X`, `$X` and `{{X}}` → what they were meant to be. */
function referencesMeantBy(text: string): string[] {
  const [, source, name] =
    /^\$?\{{0,2}\s*(?:(?:process\.)?(env|secret)s?\s*[:.]\s*)?([A-Za-z_][\w.-]*)\s*\}{0,2}$/i.exec(
      text.trim(),
    ) ?? [];
  if (name === undefined) return [];
  const sources = (['secret', 'env'] as const).filter(
    (one) => source === undefined || source.toLowerCase() === one,
  );
  return sources.map((one) => referenceText({ source: one, name }));
}
