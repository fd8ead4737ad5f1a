import { parseAgent } from '#language/syntax/document';
import { type Change, type TextEdit, applyEdits, editAgent } from '#language/syntax/edit';
import {
  type JsonObject,
  type Path,
  isJsonObject,
  objectOrEmpty,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { type ReadAgent, readAgentText } from '../content/agentText';
import { isFlag } from '../content/canonical';
import { type ValueChange, changesBetween } from '../content/changes';
import { redactCredentials, withoutNewCredentials } from '../content/credentials';
import { intersection } from '../content/paths';
import { withSpellingOf } from '../content/spelling';
import { containsPath, keepObjectsContaining } from '../merge/inputs';
import { type MergeInputs, merge } from '../merge/merge';
import type { Conflict } from '../model';
import type { Baseline } from '../ports';
import { environmentIn, portableContent } from './environment';

export interface PromotionInput {
  readonly schema: AgentSchema;
  readonly source: JsonObject;
  readonly target: JsonObject;
  /** The text of the target's file. */
  readonly text: string;
  /** Both agents as of the last promotion from this source to this target: `file` is the target, `remote` the source. */
  readonly baseline: Baseline | undefined;
  /** The side whose values are used for conflicts. */
  readonly preferred: 'source' | 'target';
}

/** A complete edit of the target's file. */
export interface PromotionPlan {
  readonly edits: readonly TextEdit[];
  /** The target's text after the edits. */
  readonly text: string;
  readonly changes: readonly ValueChange[];
  /** Properties that both sides changed since the last promotion. */
  readonly conflicts: readonly Conflict[];
  /** Pointers of the target's values that are kept because they belong to its environment. */
  readonly keptEnvironment: readonly string[];
  /** Pointers of environment values of the source that are not set in the target. */
  readonly unsetEnvironment: readonly string[];
  /** Pointers of changes that are not written to the target because they contain credentials. */
  readonly omittedCredentials: readonly string[];
  /** Pointers of properties that the promotion removes from the target. */
  readonly removedProperties: readonly string[];
  /** There is no baseline of an earlier promotion, so the target's own changes are unknown. */
  readonly isFirst: boolean;
  readonly nextBaseline: Baseline;
}

/** Plans the smallest edit that merges the changes of one agent into another and keeps its environment. */
export function planPromotion(input: PromotionInput): PromotionPlan {
  const { schema, source, target, text, baseline, preferred } = input;
  const [sourceEnvironment, targetEnvironment] = [
    environmentIn(schema, source),
    environmentIn(schema, target),
  ];
  const inputs = promotionInputs(input, [...sourceEnvironment, ...targetEnvironment]);
  const merged = keepObjectsContaining(targetEnvironment, inputs, merge(schema, inputs));
  const overwritten =
    preferred === 'source'
      ? merged.conflicts.map((conflict) => changesToSourceValue(input, targetEnvironment, conflict))
      : [];
  const changes = [
    ...merged.incoming.flatMap((change) => deepChanges(target, change)),
    ...overwritten.flatMap((entry) => entry.changes),
  ];
  const edits = editAgent(
    parseAgent(text),
    changes.map(({ path, after }): Change => ({ path, value: after })),
  );
  const result = applyEdits(text, edits);
  return {
    edits,
    text: result,
    changes,
    conflicts: merged.conflicts,
    keptEnvironment: targetEnvironment.filter((path) => !isFlag(schema, path)).map(toPointer),
    unsetEnvironment: unsetEnvironmentIn(schema, target, sourceEnvironment),
    omittedCredentials: [
      ...merged.omittedCredentials,
      ...overwritten.flatMap((entry) => entry.omittedCredentials),
    ].map(toPointer),
    removedProperties: changes.filter(({ after }) => after === undefined).map(({ path }) => toPointer(path)),
    isFirst: baseline === undefined,
    nextBaseline: promotionBaseline(schema, source, readAgentText(result), target),
  };
}

/** Without a baseline, all differences except normalization are treated as changes of the source. */
function promotionInputs(
  { schema, source, target, baseline }: PromotionInput,
  environment: readonly Path[],
): MergeInputs {
  const local = portableContent(schema, target, environment);
  const remote = portableContent(schema, source, environment);
  if (!baseline)
    return {
      localBase: local,
      local,
      remoteBase: withSpellingOf(intersection(local, remote), remote),
      remote,
    };
  return {
    localBase: portableContent(schema, baseline.file, environment),
    local,
    remoteBase: portableContent(schema, baseline.remote, environment),
    remote,
  };
}

/** Splits the change of an object into its properties, because the merge doesn't see which of them belong to the environment. */
function deepChanges(target: JsonObject, { path, before, after }: ValueChange): ValueChange[] {
  if (!isJsonObject(after) || !isJsonObject(valueAt(target, path))) return [{ path, before, after }];
  return Object.entries(after).flatMap(([name, child]) => {
    const childPath = [...path, name];
    return deepChanges(target, { path: childPath, before: valueAt(before, [name]), after: child });
  });
}

/** The changes that resolve a conflict with the value of the source, without new credentials. */
function changesToSourceValue(
  { schema, target }: PromotionInput,
  environment: readonly Path[],
  { path, local, remote }: Conflict,
): { changes: readonly ValueChange[]; omittedCredentials: readonly Path[] } {
  const { value, omittedCredentials } = withoutNewCredentials(schema, path, remote, local);
  const containsEnvironment = environment.some((inner) => containsPath(path, inner));
  const isInside = isJsonObject(valueAt(target, path)) && (containsEnvironment || isJsonObject(value));
  const changes = isInside
    ? changesBetween(schema, objectOrEmpty(local), objectOrEmpty(value), path)
    : changesBetween(schema, local, value, path);
  return { changes, omittedCredentials };
}

/** Environment values of the source that are not set in the target, except for those that Cekura assigns. */
export function unsetEnvironmentIn(
  schema: AgentSchema,
  target: JsonObject,
  sourceEnvironment: readonly Path[],
): string[] {
  return sourceEnvironment
    .filter((path) => schema.at(path)?.readOnly !== true && !isFlag(schema, path))
    .filter((path) => valueAt(target, path) === undefined)
    .map(toPointer);
}

/** The baseline after a promotion, without credentials. */
export function promotionBaseline(
  schema: AgentSchema,
  source: JsonObject,
  result: ReadAgent,
  before: JsonObject,
): Baseline {
  const target = result.ok ? result.agent : before;
  const environment = [...environmentIn(schema, source), ...environmentIn(schema, target)];
  const toStored = (agent: JsonObject) =>
    objectOrEmpty(redactCredentials(schema, portableContent(schema, agent, environment)));
  return { file: toStored(target), remote: toStored(source) };
}
