import { type AnnotatedAgent, type Place, dataAt, knownValues } from './annotate';
import { type Span, endOf } from './document';
import { toPointer } from './json';
import type { MemberSchema } from './schema';

/** A word shown behind a value that is not in the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** What values `within` a stretch stand for: the name of a language or model, and which secrets Cekura holds. */
export function inlayHintsOf(agent: AnnotatedAgent, within: Span): InlayHint[] {
  const secrets = secretsByFlag(agent.schema.root);
  const shown = agent.places.filter(({ value }) => value && touches(value, within));
  return shown.flatMap((place) => {
    const label = valueLabel(agent, place) ?? storedSecret(agent, place, secrets);
    return place.value && label ? [{ offset: endOf(place.value), label }] : [];
  });
}

function touches(value: Span, within: Span): boolean {
  return endOf(value) >= within.offset && value.offset <= endOf(within);
}

/** The label of a known value, where it tells more than the value itself. */
function valueLabel(agent: AnnotatedAgent, { value, schema }: Place): string | undefined {
  if (!schema || value?.type !== 'string') return undefined;
  const chosen = String(value.value);
  const label = knownValues(schema, agent.options).find((known) => known.value === chosen)?.label;
  return label && plain(label) !== plain(chosen) ? label : undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function storedSecret(
  agent: AnnotatedAgent,
  { path }: Place,
  secrets: ReadonlyMap<string, MemberSchema>,
): string | undefined {
  const flag = toPointer(path);
  const secret = secrets.get(flag);
  return secret && dataAt(agent, flag) === true ? `${secret.title} stored on Cekura` : undefined;
}

/** Pointer of a `…_configured` flag → the secret that it tells about. */
function secretsByFlag(
  member: MemberSchema,
  found = new Map<string, MemberSchema>(),
): Map<string, MemberSchema> {
  for (const child of member.properties.values()) {
    if (child.configuredFlag !== undefined) found.set(child.configuredFlag, child);
    secretsByFlag(child, found);
  }
  return found;
}
