import {
  type JsonObject,
  type Path,
  fromPointer,
  isJsonObject,
  propertyOf,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { lastSeenRemote } from '../conflicts';
import { comparableContent, sameJson } from '../content/canonical';
import { type ValueChange, changesBetween } from '../content/changes';
import { isRedacted, storedContent } from '../content/credentials';
import { isBlankValue } from '../content/blank';
import { setIn } from '../content/paths';
import { sameIgnoringSpelling } from '../content/spelling';
import { failureOutcome } from '../failures';
import type { PushPlan } from '../model';
import type { PushOutcome } from '../outcomes';
import type { Baseline, SyncPorts } from '../ports';
import { isCleared } from '../secrets/clearing';
import type { ResolvedSecret } from '../secrets/plan';
import { addStored, readFile, resolveSecrets } from '../secrets/resolve';
import { type KnownSecrets, remoteSecretState } from '../secrets/stored';
import { type SyncOptions, type AppliedPlan, confirmPlan, applyPlan } from './apply';
import { isAsPlanned } from './verify';

type BeforePush = NonNullable<Baseline['beforePush']>;

/** Restores the agent as before the last push, if it wasn't changed since. Secrets are not rolled back. */
export async function undoPush(ports: SyncPorts, options: SyncOptions): Promise<PushOutcome> {
  const { schema, cancellation } = options;
  const read = await readFile(ports, schema);
  if (!read.ok) return { kind: 'blocked', causes: read.causes };
  const { link, text, agent: file } = read.value;
  const baseline = await ports.baselines.get(link);
  if (!baseline?.beforePush) return { kind: 'nothing-to-undo' };
  const remote = await ports.agents.get(link.id, cancellation);
  if (!remote.ok) return failureOutcome(remote.failure);
  const lastRemote = lastSeenRemote(baseline);
  if (!sameJson(storedContent(schema, remote.value), lastRemote)) return { kind: 'stale', changed: 'agent' };
  const before = withoutRedacted(schema, baseline.beforePush.remote, remote.value);
  const previous = { text, agent: before, link };
  const known = { schema, remote: remote.value, lastSent: await ports.secrets.lastSent(link) };
  const fileSecrets = await resolveSecrets(schema, ports.secrets, read.value);
  const resolvedInFile = fileSecrets.ok ? fileSecrets.value.resolved : new Map<string, ResolvedSecret>();
  const values = await addStored(ports.secrets, known, previous, resolvedInFile);
  // If a secret must be sent to be kept, only values that were already sent are used; the next push sets new ones.
  const isUsable = (secret: ResolvedSecret) =>
    secret.alreadySent && isHidden(known, secret) && hasParentFor(before, secret);
  const resolved = new Map([...values].filter(([, secret]) => isUsable(secret)));
  const inputs = {
    linkedFile: previous,
    known,
    unresolved: [],
    baseline: { file: lastRemote, remote: lastRemote },
  };
  const planned = await confirmPlan(withRollbackConfirm(ports), options, inputs, resolved);
  if (planned.kind === 'blocked' || planned.kind === 'canceled') return planned;
  if (planned.kind === 'nothing-to-send') {
    return { kind: 'in-sync', agentName: planned.plan.agentName, incomingCount: 0, missingProperties: [] };
  }
  const applied = await applyPlan(ports, options, planned);
  return applied.kind === 'written'
    ? finishRollback(ports, known, applied, file, baseline.beforePush)
    : applied;
}

function withRollbackConfirm(ports: SyncPorts): SyncPorts {
  const { confirm } = ports;
  const push = (plan: PushPlan) => confirm.push({ ...plan, isRollback: true });
  return { ...ports, confirm: { push, pull: (plan) => confirm.pull(plan) } };
}

/** Whether a secret is or may be stored and is not in the response. Others are sent as returned, or remain unset. */
function isHidden(known: KnownSecrets, { path }: ResolvedSecret): boolean {
  const { kind } = remoteSecretState(known, path);
  return kind === 'stored' || kind === 'possible';
}

/** Whether the previous agent has a parent object for a secret that is stored now. */
function hasParentFor(before: JsonObject, { path, value }: ResolvedSecret): boolean {
  return value !== null && (path.length === 1 || isJsonObject(valueAt(before, path.slice(0, -1))));
}

/** The previous agent, with current values where the previous ones contained credentials and were not stored. */
function withoutRedacted(schema: AgentSchema, before: JsonObject, remote: JsonObject): JsonObject {
  const current = comparableContent(schema, remote);
  return redactedPaths(before, []).reduce(
    (agent, path) => setIn(agent, path, valueAt(current, path)),
    before,
  );
}

function redactedPaths(agent: JsonObject, path: Path): Path[] {
  return Object.entries(agent).flatMap(([name, value]) => {
    const childPath = [...path, name];
    if (isJsonObject(value)) return redactedPaths(value, childPath);
    return isRedacted(value) ? [childPath] : [];
  });
}

async function finishRollback(
  ports: SyncPorts,
  { schema, lastSent }: KnownSecrets,
  { plan, readBack, discrepancy }: AppliedPlan,
  file: JsonObject,
  before: BeforePush,
): Promise<PushOutcome> {
  const remote = storedContent(schema, readBack);
  const { unconfirmedSecrets, lostSecrets, mismatches } = discrepancy;
  const known = { schema, remote: readBack, lastSent };
  const notRestored = [...changedValues(schema, before.remote, remote), ...remainingSecrets(known, before)];
  const differing = [...notRestored, ...mismatches, ...lostSecrets].map(fromPointer);
  await ports.baselines.put(plan.link, {
    file: baseOfFile(storedContent(schema, file), remote, before.file, differing),
    remote,
  });
  if (isAsPlanned(discrepancy)) {
    return { kind: 'pushed', plan, mergeFailed: false, unconfirmedSecrets, notRestored };
  }
  const otherPointers = notRestored.filter((pointer) => !mismatches.includes(pointer));
  return { kind: 'verification-failed', plan, discrepancy, notRestored: otherPointers };
}

/**
 * The baseline has the file as before the push, except for values that are equal on the agent now, and values that the server did not
 * restore, so that the next push reports them again.
 */
function baseOfFile(
  file: JsonObject,
  remote: JsonObject,
  before: JsonObject,
  differing: readonly Path[],
): JsonObject {
  const shared = Object.entries(file)
    .filter(([name, value]) => sameJson(value, propertyOf(remote, name)))
    .reduce((all, [name, value]) => setIn(all, [name], value), before);
  return differing
    .filter((path) => valueAt(file, path) !== undefined)
    .reduce((all, path) => setIn(all, path, valueAt(remote, path)), shared);
}

/** Pointers of properties that are not as before: a PUT can empty a nested property, but not always remove it. */
function changedValues(schema: AgentSchema, before: JsonObject, after: JsonObject): string[] {
  return changesBetween(schema, before, after)
    .filter((change) => !sameIgnoringSpelling(change.before, change.after) && !staysUnset(schema, change))
    .map(({ path }) => toPointer(path));
}

/** At the top level, an empty or default value is equal to an absent property. */
function staysUnset(schema: AgentSchema, { path, before, after }: ValueChange): boolean {
  return path.length === 1 && isBlankValue(before) && (isBlankValue(after) || isCleared(schema, path, after));
}

/** Pointers of the secrets that the push set and that are still stored. */
function remainingSecrets(known: KnownSecrets, { setSecrets = [] }: BeforePush): string[] {
  return setSecrets.filter((pointer) => remoteSecretState(known, fromPointer(pointer)).kind !== 'absent');
}
