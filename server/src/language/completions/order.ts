import { type AnnotatedAgent, assistantProvider, isSupplied, providersInUse } from '../annotate';
import { type Path, fromPointer, toPointer } from '../json';
import type { AgentSchema, MemberSchema } from '../schema';

/** Why a member is offered where it is in the list; the list is in this order. */
export type Standing = 'lacking' | 'own' | 'general' | 'local' | 'foreign';
const standings: readonly Standing[] = ['lacking', 'own', 'general', 'local', 'foreign'];

export interface Ranked {
  readonly member: MemberSchema;
  readonly standing: Standing;
}

/**
 * Members in the order in which they are of use: what the chosen provider still lacks, its own, the general ones as
 * the schema orders them, and those of other providers last.
 */
export function ranked(agent: AnnotatedAgent, path: Path, members: readonly MemberSchema[]): Ranked[] {
  const lacking = lackingNames(agent, path);
  const used = new Set(providersInUse(agent));
  const standing = ({ name, local }: MemberSchema): Standing => {
    if (lacking.includes(name)) return 'lacking';
    if (local) return 'local';
    const users = usersOf(agent.schema, [...path, name]);
    if (users.length === 0) return 'general';
    return users.some((user) => used.has(user)) ? 'own' : 'foreign';
  };
  // A fraction puts those that are lacking in the order in which the provider names them.
  const rank = ({ member, standing }: Ranked): number =>
    standings.indexOf(standing) +
    (standing === 'lacking' ? lacking.indexOf(member.name) / lacking.length : 0);
  return members.map((member) => ({ member, standing: standing(member) })).sort((a, b) => rank(a) - rank(b));
}

/** Names of members at `path` that would meet a requirement of the chosen provider which nothing meets yet. */
function lackingNames(agent: AnnotatedAgent, path: Path): string[] {
  const provider = agent.schema.providers.get(assistantProvider(agent) ?? '');
  const unmet = (provider?.requires ?? []).filter(
    ({ any }) => !any.some((pointer) => isSupplied(agent, pointer)),
  );
  const inside = `${toPointer(path)}/`;
  return unmet
    .flatMap(({ any }) => any)
    .filter((pointer) => pointer.startsWith(inside))
    .map((pointer) => fromPointer(pointer)[path.length] ?? '');
}

/** The providers that a member is for; none for members of all. What is nested belongs to no provider by itself. */
export function usersOf(schema: AgentSchema, path: Path): readonly string[] {
  const member = schema.at(path);
  if (!member) return [];
  if (member.provider !== undefined) return [member.provider];
  if (member.usedBy.length > 0 || path.length > 1) return member.usedBy;
  return Array.from(schema.providers.values())
    .filter(({ supports }) => supports.includes(member.name))
    .map(({ id }) => id);
}
