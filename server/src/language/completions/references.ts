import { toJsonText } from '../json';
import { type SecretReference, isSecretAt, readReference, referenceText } from '../secrets';
import type { Offer, Request } from './suggestion';

/** In a secret: the references that there are, then the one that the schema proposes. Never a value. */
export function references({ agent, position, references: known }: Request): Offer[] {
  if (position.kind !== 'value' || !isSecretAt(agent.schema, position.path)) return [];
  const existing = [
    ...known.secrets.map((name): SecretReference => ({ source: 'secret', name })),
    ...known.env.map((name): SecretReference => ({ source: 'env', name })),
  ].map(referenceText);
  const proposed =
    agent.schema.at(position.path)?.examples.filter((example) => typeof example === 'string') ?? [];
  const added = proposed.filter((text) => !existing.includes(text));
  return [
    ...[...new Set(existing)].flatMap((text) => offer(text, true)),
    ...added.flatMap((text) => offer(text, false)),
  ];
}

/** One reference; none where the name is not one that can be referred to. */
function offer(text: string, isSet: boolean): Offer[] {
  const reference = readReference(text);
  if (!reference) return [];
  const place = reference.source === 'env' ? 'environment variable' : "secret in this editor's storage";
  return [
    {
      label: text,
      kind: 'reference',
      detail: isSet ? place : `${place}, not set yet`,
      documentation: 'Filled in when the agent is pushed; the value itself never stands in the file.',
      matches: [text, reference.name],
      text: toJsonText(text),
      snippet: false,
      triggerSuggest: false,
    },
  ];
}
