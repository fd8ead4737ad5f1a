import * as l10n from '@vscode/l10n';
import { suggestedReference } from '../codeActions/placeholders';
import { toJsonText } from '../syntax/json';
import { type SecretReference, isSecretAt, readReference, referenceText } from '../secrets/secrets';
import type { CompletionCandidate, Request } from './item';

/**
 * In a secret: the name for the property first, then stored names and environment variables. Never a value.
 */
export function references({ schema, position, references: names }: Request): CompletionCandidate[] {
  const { path } = position;
  if (position.kind !== 'value' || !isSecretAt(schema, path)) return [];
  const existing = [
    ...names.secrets.map((name) => referenceText({ source: 'secret', name })),
    ...names.env.map((name) => referenceText({ source: 'env', name })),
  ];
  const { name } = suggestedReference(schema, path, 'secret');
  const fitting = existing.filter((text) => readReference(text)?.name === name);
  const proposed = fitting.length > 0 ? fitting : [referenceText({ source: 'secret', name })];
  const all = new Set([...proposed, ...existing]);
  return [...all].flatMap((text) => referenceCandidate(text, existing.includes(text)));
}

/** A reference; none if its name is not valid in a reference. */
function referenceCandidate(text: string, isSet: boolean): CompletionCandidate[] {
  const reference = readReference(text);
  if (!reference) return [];
  return [
    {
      label: text,
      kind: 'reference',
      note: undefined,
      // Short, so that the label is not truncated.
      detail: isSet ? l10n.t('set') : l10n.t('not set'),
      documentation: () =>
        `${sourceLabel(reference)} ${l10n.t('Resolved on push. Never written to the file.')}`,
      matches: [text, reference.name],
      text: toJsonText(text),
      snippet: false,
      triggerSuggest: false,
    },
  ];
}

function sourceLabel({ source }: SecretReference): string {
  return source === 'env'
    ? l10n.t('Environment variable.')
    : l10n.t("Secret in this editor's secret storage.");
}
