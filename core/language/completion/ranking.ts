import type { AnnotatedAgent } from '../annotate';
import { selectedProviders } from '../agentValues';
import type { Rule } from '../diagnostics/problem';
import { outboundWithoutNumber } from '../diagnostics/rules/outboundWithoutNumber';
import { missingProviderProperty } from '../diagnostics/rules/missingProviderProperty';
import { type Path, fromPointer, toPointer } from '../syntax/json';
import type { AgentSchema, PropertySchema } from '../schema/schema';

/** The reason for a property's position in the list. */
export type Rank = 'required' | 'provider' | 'common' | 'editorOnly' | 'otherProvider' | 'deprecated';
/** The order of the list after the required properties. */
const ranks: readonly Rank[] = ['provider', 'common', 'editorOnly', 'otherProvider', 'deprecated'];

export interface Ranked {
  readonly property: PropertySchema;
  readonly rank: Rank;
}

/**
 * Properties in the order of the list: missing ones that a rule reports, those of the selected provider, general ones in the order of
 * the schema, those of other providers, and deprecated ones.
 */
export function rankProperties(
  agent: AnnotatedAgent,
  path: Path,
  properties: readonly PropertySchema[],
): Ranked[] {
  const required = requiredNames(agent, path);
  const used = new Set(selectedProviders(agent));
  const rankProperty = (property: PropertySchema): Rank => {
    if (property.removed !== undefined) return 'deprecated';
    if (required.includes(property.name)) return 'required';
    if (property.editorOnly) return 'editorOnly';
    const users = usersOf(agent.schema, path, property);
    if (users.length === 0) return 'common';
    return users.some((user) => used.has(user)) ? 'provider' : 'otherProvider';
  };
  const ranked = properties.map((property) => ({ property, rank: rankProperty(property) }));
  const requiredFirst = ranked.filter((entry) => entry.rank === 'required');
  return [
    ...requiredFirst.sort((a, b) => required.indexOf(a.property.name) - required.indexOf(b.property.name)),
    ...ranks.flatMap((rank) => ranked.filter((entry) => entry.rank === rank)),
  ];
}

/** The rules that report missing properties. Properties that every agent requires are first in the schema. */
const missingRules: readonly Rule[] = [missingProviderProperty, outboundWithoutNumber];

/** Names of missing properties at `path` that a rule reports. */
function requiredNames(agent: AnnotatedAgent, path: Path): string[] {
  const inside = `${toPointer(path)}/`;
  const pointers = missingRules.flatMap((rule) =>
    Array.from(rule.check(agent)).flatMap(({ fix }) => (fix?.kind === 'add' ? fix.pointers : [])),
  );
  const names = pointers
    .filter((pointer) => pointer.startsWith(inside))
    .map((pointer) => fromPointer(pointer)[path.length] ?? '');
  return [...new Set(names)];
}

/** The providers that use a property at `path`; none if all do, or if it is nested. */
export function usersOf(schema: AgentSchema, path: Path, property: PropertySchema): readonly string[] {
  if (property.provider !== undefined) return [property.provider];
  if (property.sharedBy.length > 0 || path.length > 0) return property.sharedBy;
  return supportersIn(schema).get(property.name) ?? [];
}

const supporters = new WeakMap<AgentSchema, ReadonlyMap<string, readonly string[]>>();

/** Automatic feature → the providers that support it. */
function supportersIn(schema: AgentSchema): ReadonlyMap<string, readonly string[]> {
  const cached = supporters.get(schema);
  if (cached) return cached;
  const supportersByName = new Map<string, string[]>();
  for (const { id, supports } of schema.providers.values())
    for (const name of supports) supportersByName.set(name, [...(supportersByName.get(name) ?? []), id]);
  supporters.set(schema, supportersByName);
  return supportersByName;
}
