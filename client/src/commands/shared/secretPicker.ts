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
  readonly isRelevant: boolean;
  /** The content of the file: a reference to a stored secret, the plain-text value, another value (null, a mask), or nothing. */
  readonly current:
    | { readonly kind: 'reference'; readonly reference: SecretReference }
    | { readonly kind: 'literal' | 'other' | 'absent' };
}

/**
 * The secrets of an agent: those in its file, then those that its providers use, then all others of the schema.
 * References to environment variables are omitted, because the extension does not store their values.
 */
export function secretChoices(schema: AgentSchema, agent: JsonObject): SecretChoice[] {
  const inFile = secretsIn(schema, agent).map((secret) =>
    choice(schema, secret.path, true, currentValueOf(secret)),
  );
  const mentioned = new Set(inFile.map(({ pointer }) => pointer));
  const absent = secretProperties(schema.root, [])
    .map((path) => choice(schema, path, isUsed(schema, agent, path), { kind: 'absent' }))
    .filter(({ pointer }) => !mentioned.has(pointer));
  const used = absent.filter(({ isRelevant }) => isRelevant);
  return [...inFile, ...used, ...absent.filter(({ isRelevant }) => !isRelevant)].filter(
    ({ current }) => current.kind !== 'reference' || current.reference.source === 'secret',
  );
}

function currentValueOf(secret: SecretAtPath): SecretChoice['current'] {
  const reference = referenceAt(secret);
  if (reference) return { kind: 'reference', reference };
  const isValue = typeof secret.value === 'string' && secretErrors([secret]).length === 0;
  return { kind: isValue ? 'literal' : 'other' };
}

function choice(
  schema: AgentSchema,
  path: Path,
  isRelevant: boolean,
  current: SecretChoice['current'],
): SecretChoice {
  return { pointer: toPointer(path), path, title: schema.at(path)?.title ?? '', isRelevant, current };
}

/** The secrets with fixed names, which excludes properties of free-form objects. */
function secretProperties(schema: PropertySchema, path: Path): Path[] {
  return [...schema.properties.values()].flatMap((child) => {
    const secret = [...path, child.name];
    return child.secret ? [secret] : secretProperties(child, secret);
  });
}

function isUsed(schema: AgentSchema, agent: JsonObject, [top = '']: Path): boolean {
  const provider = schema.at([top])?.provider;
  return ['assistant_provider', 'transcript_provider'].some(
    (name) => provider !== undefined && propertyOf(agent, name) === provider,
  );
}
