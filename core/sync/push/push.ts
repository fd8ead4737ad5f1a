import { parseAgent } from '#language/syntax/document';
import { editAgent } from '#language/syntax/edit';
import { type JsonObject, fromPointer, toPointer, valueAt } from '#language/syntax/json';
import { afterWrite } from '../afterWrite';
import { withConflicts, withRemoteChanges } from '../conflicts';
import { readAgentText } from '../content/agentText';
import { comparableContent, sameJson } from '../content/canonical';
import { storedContent } from '../content/credentials';
import { knownContent, missingPointers } from '../content/missing';
import { setIn } from '../content/paths';
import { mergeInputs } from '../merge/inputs';
import { failed } from '../failures';
import type { Blocked, PushPlan } from '../model';
import type { PushOutcome } from '../outcomes';
import type { Baseline, SyncPorts } from '../ports';
import { addStored, readFile, unsatisfiedReferences, resolveSecrets } from '../secrets/resolve';
import {
  type Planned,
  type SyncOptions,
  type WriteStart,
  type Written,
  confirmPlan,
  recordSentSecrets,
  applyPlan,
} from './apply';
import { baselineAfterWrite } from './baselineAfterWrite';
import { isAsPlanned } from './verify';

/**
 * Pushes a file: GET, plan, confirm, GET again, write, verify, new baseline. Server errors and user input never throw; exceptions of
 * ports are propagated, except after the write.
 */
export async function push(ports: SyncPorts, options: SyncOptions): Promise<PushOutcome> {
  const { schema, cancellation } = options;
  const ready = await readFile(ports, schema);
  if (!ready.ok) return { kind: 'blocked', causes: ready.causes };
  const secrets = await resolveSecrets(schema, ports.secrets, ready.value);
  if (!secrets.ok) return { kind: 'blocked', causes: secrets.causes };
  const { link } = ready.value;
  const remote = await ports.agents.get(link.id, cancellation);
  if (!remote.ok) return failed(remote.failure);
  const known = { schema, remote: remote.value, lastSent: await ports.secrets.lastSent(link) };
  const causes = unsatisfiedReferences(known, secrets.value.unresolved);
  if (causes.length > 0) return { kind: 'blocked', causes };
  const resolved = await addStored(ports.secrets, known, ready.value, secrets.value.resolved);
  const unresolved = secrets.value.unresolved.map(({ path }) => path);
  const baseline = await ports.baselines.get(link);
  const start = { ready: ready.value, known, unresolved, baseline };
  const planned = await confirmPlan(ports, options, start, resolved);
  switch (planned.kind) {
    case 'blocked':
      return recordConflicts(ports, start, planned);
    case 'canceled':
      return planned;
    case 'nothing-to-send':
      return nothingToSend(ports, start, planned);
    case 'confirmed': {
      const written = await applyPlan(ports, options, planned);
      return written.kind === 'written' ? finish(ports, start, written) : written;
    }
  }
}

/** Records the conflicts, so that they can be resolved in the file, and the other remote changes. */
async function recordConflicts(
  { baselines }: SyncPorts,
  { baseline, ready, known }: WriteStart,
  blocked: Blocked,
): Promise<Blocked> {
  const { schema, remote } = known;
  if (baseline) await baselines.put(ready.link, withRemoteChanges(schema, baseline, ready.agent, remote));
  return blocked;
}

/** Both sides may have made the same change, so they are in sync. */
async function nothingToSend(
  ports: SyncPorts,
  { ready, known, baseline }: WriteStart,
  { plan, resolved }: Planned,
): Promise<PushOutcome> {
  const { agentName, incoming, omitted, link } = plan;
  const { schema, remote } = known;
  await recordSentSecrets(ports, link, resolved, {}, remote);
  const [file, agent] = [comparableContent(schema, ready.agent), comparableContent(schema, remote)];
  const missing = missingPointers(schema, baseline, file, remote);
  const pending = [...incoming.map(({ path }) => path), ...omitted.map(fromPointer)];
  const toPull = pending.length;
  if (baseline && toPull > 0) {
    // Record the remote changes, so that the status is not "in sync".
    const changes = pending.map((path) => ({ path, remote: valueAt(agent, path) }));
    await ports.baselines.put(link, { ...withConflicts(schema, baseline, changes), beforePush: undefined });
  } else if (baseline) {
    const isUnchanged = sameJson(storedContent(schema, agent), baseline.remote);
    await ports.baselines.put(link, {
      file: storedContent(schema, file),
      remote: storedContent(schema, knownContent(schema, baseline.remote, remote)),
      beforePush: isUnchanged ? baseline.beforePush : undefined,
    });
  }
  return { kind: 'in-sync', agentName, incoming: toPull, missing };
}

async function finish(ports: SyncPorts, start: WriteStart, written: Written): Promise<PushOutcome> {
  const { plan, discrepancy } = written;
  const mergeFailed = !(await mergeIntoFile(ports, plan));
  await ports.baselines.put(plan.link, await baselineAfterPush(ports, start, written, mergeFailed));
  return isAsPlanned(discrepancy)
    ? { kind: 'pushed', plan, mergeFailed, unconfirmedSecrets: discrepancy.unconfirmedSecrets }
    : { kind: 'verification-failed', plan, discrepancy };
}

/** Merges remote changes into the file, so that the next push doesn't revert them. */
async function mergeIntoFile(ports: SyncPorts, { incoming, madeFrom }: PushPlan): Promise<boolean> {
  if (incoming.length === 0) return true;
  const edits = editAgent(parseAgent(madeFrom.text), incoming);
  const write = () => ports.file.edit(edits, madeFrom.text);
  return (await afterWrite(ports, 'change the file', write, 'stale')) === 'done';
}

async function baselineAfterPush(
  ports: SyncPorts,
  { ready, known: { schema }, baseline }: WriteStart,
  { plan, readBack, discrepancy }: Written,
  mergeFailed: boolean,
): Promise<Baseline> {
  const isMerged = !mergeFailed && plan.incoming.length > 0;
  const { text } = plan.madeFrom;
  const read = readAgentText(
    isMerged ? await afterWrite(ports, 'read the file', () => ports.file.read(), text) : text,
  );
  const file = comparableContent(schema, read.ok ? read.agent : ready.agent);
  const { localBase } = mergeInputs('push', schema, ready.agent, plan.madeFrom.remote, baseline);
  // A masked property that is not a secret can be lost as well.
  const mismatches = [...discrepancy.mismatches, ...discrepancy.lostSecrets];
  const synced = baselineAfterWrite(schema, { ...plan, file, readBack, mismatches });
  return {
    ...synced,
    remote: keepPending(plan, baseline, synced.remote, mergeFailed),
    beforePush: {
      file: storedContent(schema, localBase),
      remote: storedContent(schema, plan.madeFrom.remote),
      setSecrets: plan.secrets.flatMap(({ path, action }) => (action === 'set' ? [toPointer(path)] : [])),
    },
  };
}

/** Remote changes that are not in the file yet remain changes for the next pull. */
function keepPending(
  { incoming, omitted }: PushPlan,
  baseline: Baseline | undefined,
  remote: JsonObject,
  mergeFailed: boolean,
): JsonObject {
  const paths = [...(mergeFailed ? incoming.map(({ path }) => path) : []), ...omitted.map(fromPointer)];
  return paths.reduce((all, path) => setIn(all, path, valueAt(baseline?.remote, path)), remote);
}
