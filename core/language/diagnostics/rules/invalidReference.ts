import * as l10n from '@vscode/l10n';
import { readPromptReference } from '../../promptFiles/reference';
import { looksLikeReference, readReference, referenceText } from '../../secrets/secrets';
import { displayPath } from '../messages';
import type { Report, Rule } from '../problem';
import type { StringNode } from '../../annotate';

/** A reference that is not resolved: malformed, inside other text, or outside of a secret. */
export const invalidReference: Rule = {
  id: 'invalid-reference',
  severity: 'error',
  check: (agent) => [
    ...agent.secretStrings.filter(isMalformed).map(reportMalformedReference),
    ...agent.strings.filter(isMisplaced).map(reportReferenceOutsideSecret),
  ],
};

function isMalformed({ text }: StringNode): boolean {
  // The rule for prompt files reports those to files.
  return (
    readPromptReference(text) === undefined && readReference(text) === undefined && looksLikeReference(text)
  );
}

function isMisplaced({ isSecret, text }: StringNode): boolean {
  return !isSecret && readReference(text) !== undefined;
}

function reportMalformedReference({ path, span, text }: StringNode): Report {
  const suggestions = suggestedReferences(text);
  const message = l10n.t`Invalid reference in "${displayPath(path)}". The value must be \${env:NAME} or \${secret:NAME}.`;
  return {
    span,
    path,
    message,
    ...(suggestions.length > 0 && { fix: { kind: 'replace', values: suggestions } }),
  };
}

/** It would be sent unchanged, which may be intended, so it is not an error. */
function reportReferenceOutsideSecret({ path, span }: StringNode): Report {
  const message = l10n.t`"${displayPath(path)}" is not a secret, so references are not resolved. Enter the value.`;
  return { span, path, message, severity: 'warning' };
}

/** Valid references for `${ENV:X}`, `${{ env.X }}`, `process.env.X`, `$X` and `{{X}}`. */
function suggestedReferences(text: string): string[] {
  const [, source, name] =
    /^\$?\{{0,2}\s*(?:(?:process\.)?(env|secret)s?\s*[:.]\s*)?([A-Za-z_][\w.-]*)\s*\}{0,2}$/i.exec(
      text.trim(),
    ) ?? [];
  if (name === undefined) return [];
  const sources = (['secret', 'env'] as const).filter(
    (candidate) => source === undefined || source.toLowerCase() === candidate,
  );
  return sources.map((candidate) => referenceText({ source: candidate, name }));
}
