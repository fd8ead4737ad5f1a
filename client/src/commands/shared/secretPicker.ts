import { type JsonObject, type Path, propertyOf, toPointer } from '#language/syntax/json';
import type { AgentSchema, PropertySchema } from '#language/schema/schema';
import type { SecretReference } from '#language/secrets/secrets';
import { type SecretAtPath, secretErrors, referenceAt, secretsIn } from '#sync/secrets/detect';

/** A secret that can be set. */
export interface SecretChoice {
  readonly pointer: string;
  readonly path: Path;
  readonly title: string;
  /** Whether the agent has it or its provider uses it. */
  readonly isOwn: boolean;
  /** The content of the file: a reference to a stored secret, the plain-text value, another value (null, a mask), or nothing. */
  readonly now:
    | { readonly kind: 'reference'; readonly reference: SecretReference }
    | { readonly kind: 'literal' | 'other' | 'absent' };
}

/**
 * The secrets of an agent: those in its file, then those that its providers use, then all others of the schema.
 * References to environment variables are omitted, because the extension does not store their values.
 */
export function secretChoices(schema: AgentSchema, agent: JsonObject): SecretChoice[] {
  const inFile = secretsIn(schema, agent).map((place) => choice(schema, place.path, true, stateOf(place)));
  const mentioned = new Set(inFile.map(({ pointer }) => pointer));
  const absent = secretProperties(schema.root, [])
    .map((path) => choice(schema, path, isUsed(schema, agent, path), { kind: 'absent' }))
    .filter(({ pointer }) => !mentioned.has(pointer));
  const used = absent.filter(({ isOwn }) => isOwn);
  return [...inFile, ...used, ...absent.filter(({ isOwn }) => !isOwn)].filter(
    ({ now }) => now.kind !== 'reference' || now.reference.source === 'secret',
  );
}

function stateOf(place: SecretAtPath): SecretChoice['now'] {
  const reference = referenceAt(place);
  if (reference) return { kind: 'reference', reference };
  const isValue = typeof place.value === 'string' && secretErrors([place]).length === 0;
  return { kind: isValue ? 'literal' : 'other' };
}

function choice(schema: AgentSchema, path: Path, isOwn: boolean, now: SecretChoice['now']): SecretChoice {
  return { pointer: toPointer(path), path, title: schema.at(path)?.title ?? '', isOwn, now };
}

/** The secrets with fixed names, which excludes properties of free-form objects. */
function secretProperties(schema: PropertySchema, path: Path): Path[] {
  return [...schema.properties.values()].flatMap((child) => {
    const place = [...path, child.name];
    return child.secret ? [place] : secretProperties(child, place);
  });
}

function isUsed(schema: AgentSchema, agent: JsonObject, [top = '']: Path): boolean {
  const provider = schema.at([top])?.provider;
  return ['assistant_provider', 'transcript_provider'].some(
    (name) => provider !== undefined && propertyOf(agent, name) === provider,
  );
}
