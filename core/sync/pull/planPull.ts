import type { PromptReference } from '#language/promptFiles/expand';
import { parseAgent } from '#language/syntax/document';
import { type Change, applyEdits, editAgent } from '#language/syntax/edit';
import {
  type Json,
  type JsonObject,
  type Path,
  entriesOf,
  isJsonObject,
  objectOf,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { agentDisplayName, readAgentText } from '../content/agentText';
import { comparableContent, isFlag, sameJson } from '../content/canonical';
import type { ValueChange } from '../content/changes';
import { storedContent, withoutNewCredentials } from '../content/credentials';
import { isBlankValue } from '../content/blank';
import { knownContent, missingPointers } from '../content/missing';
import type { Merge } from '../merge/merge';
import { hasContent } from '../relevantProperties';
import { intersection, setIn } from '../content/paths';
import type { PullPlan } from '../model';
import { conflictsAfterPull, recordOf, resolutionsIn } from '../conflicts';
import type { AgentLink, Baseline } from '../ports';
import { secretsIn } from '../secrets/detect';
import { isMasked } from '../secrets/stored';
import { mergeInputs, mergeKeepingSecrets } from '../merge/inputs';

export interface PullInput {
  readonly schema: AgentSchema;
  readonly link: AgentLink;
  readonly text: string;
  readonly file: JsonObject;
  readonly remote: JsonObject;
  readonly baseline: Baseline | undefined;
  readonly references?: readonly PromptReference[];
}

/** Plans the smallest edit that merges the remote changes into the file, without any credentials. */
export function planPull(input: PullInput): PullPlan {
  const { schema, link, text, file, remote, baseline, references = [] } = input;
  const merged = withoutUnset(
    input,
    mergeKeepingSecrets(
      schema,
      file,
      mergeInputs('pull', schema, file, remote, baseline),
      resolutionsIn(baseline),
    ),
  );
  const changes = [...merged.incoming, ...flagChanges(input)];
  const fileChanges = changes.map(({ path, after }): Change => ({ path, value: after }));
  const edits = editAgent(parseAgent(text), fileChanges);
  const result = applyEdits(text, edits);
  const removedProperties = merged.incoming.filter(isRemoval).map(({ path }) => toPointer(path));
  return {
    kind: 'pull',
    link,
    agentName: agentDisplayName(remote, link),
    edits,
    text: result,
    changes,
    replacedProperties: baseline ? [] : overwrittenIn(merged),
    conflicts: baseline ? merged.conflicts : [],
    omittedSecrets: omittedSecretsOf(schema, file, remote),
    omittedCredentials: merged.omittedCredentials.map(toPointer),
    missingProperties: missingPointers(schema, baseline, comparableContent(schema, file), remote),
    removedProperties,
    showFirst: baseline === undefined || removedProperties.length > 0,
    nextBaseline: baselineAfterPull(input, merged, result),
    basedOn: { text, remote, baseline, references },
  };
}

function isRemoval({ before, after }: ValueChange): boolean {
  return after === undefined && !isBlankValue(before);
}

/** Pointers of the local values that the pull overwrites. */
function overwrittenIn({ incoming }: Merge): string[] {
  return incoming.filter(({ before }) => before !== undefined).map(({ path }) => toPointer(path));
}

/** The first pull adds no properties that are unset or empty. */
function withoutUnset({ schema, baseline }: PullInput, merged: Merge): Merge {
  if (baseline) return merged;
  const changesContent = ({ path: [name], before, after }: ValueChange) =>
    before !== undefined || after === undefined || hasContent(schema, String(name), after);
  return { ...merged, incoming: merged.incoming.filter(changesContent) };
}

/**
 * Updates the `…_configured` flags in the file. The first pull also adds flags that are true if the file doesn't contain the secret,
 * because they show that it is stored.
 */
function flagChanges({ schema, file, remote, baseline }: PullInput): ValueChange[] {
  const flags = flagsIn(schema, remote, []).filter(({ path, value }) => {
    const current = valueAt(file, path);
    if (current !== undefined) return !sameJson(current, value);
    return baseline === undefined && value === true && !hasSecretWithFlag(schema, file, path);
  });
  return flags.map(({ path, value }) => ({ path, before: valueAt(file, path), after: value }));
}

function flagsIn(schema: AgentSchema, value: Json, path: Path): { path: Path; value: Json }[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const childPath = [...path, name];
    return isFlag(schema, childPath)
      ? [{ path: childPath, value: child }]
      : flagsIn(schema, child, childPath);
  });
}

function hasSecretWithFlag(schema: AgentSchema, file: JsonObject, flag: Path): boolean {
  const pointer = toPointer(flag);
  return secretsIn(schema, file).some(
    ({ path }) => (schema.at(path)?.configuredFlag ?? `${toPointer(path)}_configured`) === pointer,
  );
}

/** Secrets that Cekura returned in plain text and that the file has no reference for. */
export function omittedSecretsOf(schema: AgentSchema, file: JsonObject, remote: JsonObject): string[] {
  return secretsIn(schema, remote)
    .filter(({ value }) => value !== null && value !== '' && !isMasked(value))
    .filter(({ path }) => valueAt(file, path) === undefined)
    .map(({ path }) => toPointer(path));
}

/** The baseline after a pull: everything except pending local changes, conflicts and omitted values. */
function baselineAfterPull(
  { schema, file, remote, baseline }: PullInput,
  merged: Merge,
  text: string,
): Baseline {
  const read = readAgentText(text);
  const newFile = storedContent(schema, read.ok ? read.agent : file);
  const newRemote = storedContent(schema, knownContent(schema, baseline?.remote, remote));
  const omitted = merged.omittedCredentials.filter((path) => valueAt(file, path) !== undefined);
  if (!baseline) {
    const shared = intersection(newFile, newRemote);
    return { file: withValuesOf(newRemote, omitted, shared), remote: newRemote };
  }
  const incomingPointers = new Set(merged.incoming.map(({ path }) => toPointer(path)));
  const pending = merged.outgoing.map(({ path }) => path);
  const unresolved = [...merged.conflicts.map(({ path }) => path), ...merged.overriddenProperties];
  const changedOnBothSides = pending.filter((path) => incomingPointers.has(toPointer(path)));
  const isRemoteUnchanged = sameJson(newRemote, baseline.remote);
  return {
    file: withValuesOf(
      newRemote,
      changedOnBothSides,
      withValuesOf(baseline.file, [...pending, ...unresolved], newFile),
    ),
    remote: withValuesOf(baseline.remote, [...unresolved, ...omitted], newRemote),
    beforePush: isRemoteUnchanged ? baseline.beforePush : undefined,
    conflicts: [
      ...conflictsAfterPull(schema, baseline, merged),
      ...omitted.map((path) => recordOf(schema, { path, remote: valueAt(remote, path) })),
    ],
  };
}

/** `target` with the values of `source` at `paths`. */
function withValuesOf(source: JsonObject, paths: readonly Path[], target: JsonObject): JsonObject {
  return paths.reduce((all, path) => setIn(all, path, valueAt(source, path)), target);
}

/** Pointers of properties whose value contains credentials, except secrets; they are not written to a new file. */
export function omittedCredentialsOf(schema: AgentSchema, remote: JsonObject): string[] {
  const { omittedCredentials } = withoutNewCredentials(
    schema,
    [],
    comparableContent(schema, remote),
    undefined,
  );
  return omittedCredentials.map(toPointer);
}

/** The text of a new file: the properties that are set, in the schema's order, without credentials. */
export function newFileText(schema: AgentSchema, remote: JsonObject): string {
  const { value: content = {} } = withoutNewCredentials(
    schema,
    [],
    comparableContent(schema, remote),
    undefined,
  );
  const flags = flagsIn(schema, remote, []).filter(({ value }) => value === true);
  const withFlags = flags.reduce(
    (all, { path }) => setIn(all, path, true),
    objectOf(entriesOf(content).filter(([name, value]) => hasContent(schema, name, value))),
  );
  const order = new Map([...schema.root.properties.keys()].map((name, index) => [name, index]));
  const schemaIndexOf = (name: string) => order.get(name) ?? order.size;
  const properties = Object.entries(withFlags).sort(([a], [b]) => schemaIndexOf(a) - schemaIndexOf(b));
  // The project decides which API key is used for the file.
  const link = ['id', 'project'].flatMap((name) => {
    const value = valueAt(remote, [name]);
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const all = [...link, ...properties];
  return applyEdits(
    '',
    editAgent(
      parseAgent(''),
      all.map(([name, value]) => ({ path: [name], value })),
    ),
  );
}
