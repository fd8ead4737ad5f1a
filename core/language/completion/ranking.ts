import type { AnnotatedAgent } from '../annotate';
import { selectedProviders } from '../agentValues';
import type { Rule } from '../diagnostics/problem';
import { outboundWithoutNumber } from '../diagnostics/rules/outboundWithoutNumber';
import { missingProviderProperty } from '../diagnostics/rules/missingProviderProperty';
import { type Path, fromPointer, toPointer } from '../syntax/json';
import type { AgentSchema, PropertySchema } from '../schema/schema';

/** Why a member is offered where it is in the list. */
export type Rank = 'required' | 'provider' | 'common' | 'editorOnly' | 'otherProvider' | 'deprecated';
/** The order of the list behind what is required. */
const ranks: readonly Rank[] = ['provider', 'common', 'editorOnly', 'otherProvider', 'deprecated'];

export interface Ranked {
  readonly member: PropertySchema;
  readonly rank: Rank;
}

/**
 * Members in the order in which they are of use: what a rule would add, those of the selected provider, the general ones as
 * the schema orders them, those of other providers, and deprecated ones last.
 */
export function ranked(agent: AnnotatedAgent, path: Path, members: readonly PropertySchema[]): Ranked[] {
  const required = requiredNames(agent, path);
  const used = new Set(selectedProviders(agent));
  const rank = (member: PropertySchema): Rank => {
    if (member.removed !== undefined) return 'deprecated';
    if (required.includes(member.name)) return 'required';
    if (member.editorOnly) return 'editorOnly';
    const users = usersOf(agent.schema, path, member);
    if (users.length === 0) return 'common';
    return users.some((user) => used.has(user)) ? 'provider' : 'otherProvider';
  };
  const found = members.map((member) => ({ member, rank: rank(member) }));
  const inNeed = found.filter((one) => one.rank === 'required');
  return [
    ...inNeed.sort((a, b) => required.indexOf(a.member.name) - required.indexOf(b.member.name)),
    ...ranks.flatMap((rank) => found.filter((one) => one.rank === rank)),
  ];
}

/** The rules about what is missing in this very agent; what every agent needs comes first in the schema anyway. */
const rulesAboutMissing: readonly Rule[] = [missingProviderProperty, outboundWithoutNumber];

/** Names of properties at `path` that a rule would add. */
function requiredNames(agent: AnnotatedAgent, path: Path): string[] {
  const inside = `${toPointer(path)}/`;
  const pointers = rulesAboutMissing.flatMap((rule) =>
    Array.from(rule.check(agent)).flatMap(({ fix }) => (fix?.kind === 'add' ? fix.pointers : [])),
  );
  const names = pointers
    .filter((pointer) => pointer.startsWith(inside))
    .map((pointer) => fromPointer(pointer)[path.length] ?? '');
  return [...new Set(names)];
}

/** The providers that a member at `path` is for; none for members of all. What is nested belongs to no provider by itself. */
export function usersOf(schema: AgentSchema, path: Path, member: PropertySchema): readonly string[] {
  if (member.provider !== undefined) return [member.provider];
  if (member.sharedBy.length > 0 || path.length > 0) return member.sharedBy;
  return supportersIn(schema).get(member.name) ?? [];
}

const supporters = new WeakMap<AgentSchema, ReadonlyMap<string, readonly string[]>>();

/** Automatic feature → the providers that have it. */
function supportersIn(schema: AgentSchema): ReadonlyMap<string, readonly string[]> {
  const known = supporters.get(schema);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const { id, supports } of schema.providers.values())
    for (const name of supports) found.set(name, [...(found.get(name) ?? []), id]);
  supporters.set(schema, found);
  return found;
}
