import type { ExpandedAgent } from '#language/promptFiles/expand';
import { parseAgent } from '#language/syntax/document';
import { type Change, applyEdits, editAgent } from '#language/syntax/edit';
import { type JsonObject, type Path, isJsonObject, numberFromText, toPointer } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText } from '../content/agentText';
import { comparableContent, isFlag } from '../content/canonical';
import { withoutNewCredentials } from '../content/credentials';
import type { Baseline } from '../ports';
import { environmentIn } from './environment';
import { promotionBaseline, unsetEnvironmentIn } from './planPromotion';

/** A file for a new agent in another project. */
export interface NewAgentPlan {
  readonly text: string;
  /** Pointers of the source's values that are not in the file because they belong to its environment. */
  readonly unsetEnvironment: readonly string[];
  /** Pointers of properties that are not in the file because they contain credentials. */
  readonly omittedCredentials: readonly string[];
  readonly nextBaseline: Baseline;
}

/**
 * The text of the source with the other project and without the values of its environment, except for its name. References to prompt files
 * are kept, so that the new agent has the same prompts.
 */
export function planNewAgent(
  schema: AgentSchema,
  { source: sourceText, text }: Pick<ExpandedAgent, 'source' | 'text'>,
  source: JsonObject,
  project: string,
): NewAgentPlan {
  const name: Path = ['agent_name'];
  const environment = environmentIn(schema, source).filter((path) => toPointer(path) !== toPointer(name));
  const { omittedCredentials } = withoutNewCredentials(
    schema,
    [],
    comparableContent(schema, source),
    undefined,
  );
  const excluded = new Set([...environment, ...omittedCredentials].map(toPointer));
  const removed = pathsToRemove(schema, excluded, source, []).filter((path) => path[0] !== 'project');
  const changes: Change[] = [
    { path: ['project'], value: numberFromText(project), isFirst: true },
    ...removed.map((path) => ({ path, value: undefined })),
  ];
  const withChanges = (before: string) => applyEdits(before, editAgent(parseAgent(before), changes));
  const omittedOnly = omittedCredentials.filter(
    (path) => !environment.some((other) => toPointer(other) === toPointer(path)),
  );
  return {
    text: withChanges(sourceText),
    unsetEnvironment: unsetEnvironmentIn(schema, {}, environment),
    omittedCredentials: omittedOnly.map(toPointer),
    nextBaseline: promotionBaseline(schema, source, readAgentText(withChanges(text)), {}),
  };
}

/** The paths to remove: excluded and read-only properties, and objects that would be empty without them. */
function pathsToRemove(
  schema: AgentSchema,
  excluded: ReadonlySet<string>,
  object: JsonObject,
  path: Path,
): Path[] {
  return Object.entries(object).flatMap(([name, child]) => {
    const childPath = [...path, name];
    if (
      excluded.has(toPointer(childPath)) ||
      schema.at(childPath)?.readOnly === true ||
      isFlag(schema, childPath)
    )
      return [childPath];
    return isJsonObject(child) ? removalsInside(schema, excluded, child, childPath) : [];
  });
}

function removalsInside(
  schema: AgentSchema,
  excluded: ReadonlySet<string>,
  object: JsonObject,
  path: Path,
): Path[] {
  const inside = pathsToRemove(schema, excluded, object, path);
  const removed = new Set(inside.map(toPointer));
  const names = Object.keys(object);
  const isAll = names.length > 0 && names.every((name) => removed.has(toPointer([...path, name])));
  return isAll ? [path] : inside;
}
