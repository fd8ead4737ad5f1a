import type { Json, JsonObject, Path } from '../../../server/src/language/json';
import type { AgentSchema, MemberSchema } from '../../../server/src/language/schema';
import { sameJson } from './canonical';
import type { Transfer } from './merge';
import { withValueAt } from './paths';

/**
 * A PUT can't leave a member out to clear it: what an omitted one becomes is not documented. So what was deleted from
 * the file is sent as null, or as the member's default or empty value where null isn't allowed. In open maps, which
 * travel whole, it is left out.
 */
export function clearDeleted(
  schema: AgentSchema,
  merged: JsonObject,
  outgoing: readonly Transfer[],
): JsonObject {
  return outgoing
    .filter(({ to }) => to === undefined)
    .reduce((agent, { path }) => withValueAt(agent, path, clearedValue(schema, path)), merged);
}

/** Whether a member holds already what clearing it would send, so that taking it out of the file changes nothing. */
export function isCleared(schema: AgentSchema, path: Path, value: Json | undefined): boolean {
  return sameJson(value, clearedValue(schema, path));
}

function clearedValue(schema: AgentSchema, path: Path): Json | undefined {
  const parent = schema.at(path.slice(0, -1));
  const isNamed = parent?.properties.has(String(path.at(-1))) === true;
  const member = schema.at(path);
  if (isNamed && member) return emptyValue(member);
  return path.length === 1 ? null : undefined;
}

/** What says "nothing here" for this member. */
export function emptyValue(member: MemberSchema): Json {
  if (member.clearWith !== undefined) return member.clearWith;
  if (member.nullable) return null;
  if (member.defaultValue !== undefined) return member.defaultValue;
  switch (member.types[0]) {
    case 'string':
      return '';
    case 'array':
      return [];
    case 'object':
      return {};
    case 'boolean':
      return false;
    default:
      return null;
  }
}
