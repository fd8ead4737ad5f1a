import * as l10n from '@vscode/l10n';
import { toJsonText } from '../syntax/json';
import { type SecretReference, isSecretAt, readReference, referenceText } from '../secrets/secrets';
import type { Offer, Request } from './item';

/** In a secret: the stored ones, the one that the schema proposes, then the environment's. Never a value. */
export function references({ agent, position, references: known }: Request): Offer[] {
  if (position.kind !== 'value' || !isSecretAt(agent.schema, position.path)) return [];
  const stored = known.secrets.map((name) => referenceText({ source: 'secret', name }));
  const inEnvironment = known.env.map((name) => referenceText({ source: 'env', name }));
  const proposed =
    agent.schema.at(position.path)?.examples.filter((example) => typeof example === 'string') ?? [];
  const existing = new Set([...stored, ...inEnvironment]);
  const all = new Set([...stored, ...proposed, ...inEnvironment]);
  return [...all].flatMap((text) => offer(text, existing.has(text)));
}

/** One reference; none where the name is not one that can be referred to. */
function offer(text: string, isSet: boolean): Offer[] {
  const reference = readReference(text);
  if (!reference) return [];
  return [
    {
      label: text,
      kind: 'reference',
      note: undefined,
      // Short, or it takes the label's room.
      detail: isSet ? l10n.t('set') : l10n.t('not set'),
      documentation: `${sourceOf(reference)} ${l10n.t('Resolved on push. Never written to the file.')}`,
      matches: [text, reference.name],
      text: toJsonText(text),
      snippet: false,
      triggerSuggest: false,
    },
  ];
}

function sourceOf({ source }: SecretReference): string {
  return source === 'env'
    ? l10n.t('Environment variable.')
    : l10n.t("Secret in this editor's secret storage.");
}
