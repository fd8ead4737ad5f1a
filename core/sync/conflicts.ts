import { parseAgent } from '#language/syntax/document';
import { type TextEdit, editAgent } from '#language/syntax/edit';
import { type JsonObject, fromPointer, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText } from './content/agentText';
import { comparableContent } from './content/canonical';
import { type ValueChange, changesBetween } from './content/changes';
import { isRedacted, redactCredentials } from './content/credentials';
import { withLineEndingsOf } from './content/lines';
import { setIn } from './content/paths';
import { containsPath, mergeInputs, mergeKeepingSecrets } from './merge/inputs';
import type { Merge, Resolutions } from './merge/merge';
import type { BlockCause, Conflict } from './model';
import type { Baseline, RecordedConflict } from './ports';
import { containsPromptReference } from './promptFiles/references';

/** The causes of a block by conflicts. */
export function conflictCauses(conflicts: readonly Conflict[]): BlockCause[] {
  return conflicts.map((conflict) => ({ kind: 'conflict', pointer: toPointer(conflict.path), conflict }));
}

/** The conflicts that were resolved with the local value. */
export function resolutionsIn(baseline: Baseline | undefined): Resolutions {
  const resolved = (baseline?.conflicts ?? []).filter(({ keepLocal }) => keepLocal);
  return new Map(resolved.map(({ pointer, remote }) => [pointer, remote]));
}

/** The baseline with the conflicts and the other remote changes that are not in the file, so that the sync state needs no request. */
export function withRemoteChanges(
  schema: AgentSchema,
  baseline: Baseline,
  file: JsonObject,
  remote: JsonObject,
): Baseline {
  const inputs = mergeInputs('push', schema, file, remote, baseline);
  const { conflicts, incoming } = mergeKeepingSecrets(schema, file, inputs, resolutionsIn(baseline));
  const changes = incoming.map(({ path, after }) => ({ path, remote: after }));
  return withConflicts(schema, baseline, [...conflicts, ...changes]);
}

/** The baseline with these conflicts and other remote changes; resolutions of other properties are kept. */
export function withConflicts(
  schema: AgentSchema,
  baseline: Baseline,
  conflicts: readonly Pick<Conflict, 'path' | 'remote'>[],
): Baseline {
  const records = conflicts.map((conflict) => recordOf(schema, conflict));
  const pointers = new Set(records.map(({ pointer }) => pointer));
  const resolved = (baseline.conflicts ?? []).filter(
    ({ pointer, keepLocal }) => keepLocal && !pointers.has(pointer),
  );
  return { ...baseline, conflicts: [...records, ...resolved] };
}

/** The conflicts after a pull, and the resolutions that still match the remote values. */
export function conflictsAfterPull(
  schema: AgentSchema,
  baseline: Baseline,
  { conflicts, overriddenProperties }: Merge,
): RecordedConflict[] {
  const valid = new Set(overriddenProperties.map(toPointer));
  const resolved = (baseline.conflicts ?? []).filter(({ pointer }) => valid.has(pointer));
  return [...conflicts.map((conflict) => recordOf(schema, conflict)), ...resolved];
}

/** Removes credentials, so that the value can be stored. */
export function recordOf(
  schema: AgentSchema,
  { path, remote }: Pick<Conflict, 'path' | 'remote'>,
): RecordedConflict {
  const stored = remote === undefined ? undefined : redactCredentials(schema, remote, path);
  return { pointer: toPointer(path), remote: stored, keepLocal: false };
}

/** The last known state of the agent: as last synced, except for the properties in conflict. */
export function lastSeenRemote({ remote, conflicts = [] }: Baseline): JsonObject {
  return conflicts.reduce(
    (agent, conflict) => setIn(agent, fromPointer(conflict.pointer), conflict.remote),
    remote,
  );
}

/** The conflicts of a file that still have to be resolved, without a request. */
export function unresolvedConflicts(
  schema: AgentSchema,
  file: JsonObject,
  baseline: Baseline,
): readonly Conflict[] {
  if (!baseline.conflicts?.some(({ keepLocal }) => !keepLocal)) return [];
  const inputs = mergeInputs('push', schema, file, lastSeenRemote(baseline), baseline);
  return mergeKeepingSecrets(schema, file, inputs, resolutionsIn(baseline)).conflicts;
}

/**
 * Resolves a conflict with the local value, as long as the remote value does not change. A push may have recorded remote changes inside
 * an object one by one: a later edit of the object makes one conflict of them.
 */
export function resolveWithLocal(
  schema: AgentSchema,
  baseline: Baseline,
  conflict: Pick<Conflict, 'path' | 'remote'>,
): Baseline {
  const resolved = recordOf(schema, conflict);
  const { conflicts = [] } = baseline;
  const recorded = conflicts.find(({ pointer }) => pointer === resolved.pointer) ?? resolved;
  const others = conflicts.filter(
    (other) => other !== recorded && !containsPath(conflict.path, fromPointer(other.pointer)),
  );
  return { ...baseline, conflicts: [...others, { ...recorded, keepLocal: true }] };
}

/** The baseline without any resolution. */
export function clearResolutions(baseline: Baseline): Baseline {
  const conflicts = baseline.conflicts?.map((conflict) => ({ ...conflict, keepLocal: false }));
  return { ...baseline, conflicts };
}

/**
 * The smallest edits that resolve a conflict with the remote value. Secrets inside it are kept as in the file. `omitted`: pointers of remote
 * values that contain credentials, which are not written to the file, so that the conflict remains unresolved.
 */
export function resolveWithRemote(
  schema: AgentSchema,
  text: string,
  { path, remote }: Conflict,
): { readonly edits: readonly TextEdit[]; readonly omitted: readonly string[] } {
  const read = readAgentText(text);
  if (!read.ok) return { edits: [], omitted: [] };
  const local = valueAt(comparableContent(schema, read.agent), path);
  const changes = changesBetween(schema, local, remote, path);
  // A value that lost its credentials is no longer the remote value.
  const isOmitted = ({ after }: ValueChange) => isRedacted(after) || containsPromptReference(after);
  const writable = changes.filter((change) => !isOmitted(change));
  return {
    edits: editAgent(
      parseAgent(text),
      writable.map((change) => ({
        path: change.path,
        value: withLineEndingsOf(change.before, change.after),
      })),
    ),
    omitted: changes.filter(isOmitted).map((change) => toPointer(change.path)),
  };
}
