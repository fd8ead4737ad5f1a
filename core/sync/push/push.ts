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
import { failureOutcome } from '../failures';
import type { Blocked, PushPlan } from '../model';
import type { PushOutcome } from '../outcomes';
import type { Baseline, SyncPorts } from '../ports';
import { addStored, readFile, unsatisfiedReferences, resolveSecrets } from '../secrets/resolve';
import {
  type PlannedWrite,
  type SyncOptions,
  type WriteInputs,
  type AppliedPlan,
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
  const read = await readFile(ports, schema);
  if (!read.ok) return { kind: 'blocked', causes: read.causes };
  const secrets = await resolveSecrets(schema, ports.secrets, read.value);
  if (!secrets.ok) return { kind: 'blocked', causes: secrets.causes };
  const { link } = read.value;
  const remote = await ports.agents.get(link.id, cancellation);
  if (!remote.ok) return failureOutcome(remote.failure);
  const known = { schema, remote: remote.value, lastSent: await ports.secrets.lastSent(link) };
  const causes = unsatisfiedReferences(known, secrets.value.unresolved);
  if (causes.length > 0) return { kind: 'blocked', causes };
  const resolved = await addStored(ports.secrets, known, read.value, secrets.value.resolved);
  const unresolved = secrets.value.unresolved.map(({ path }) => path);
  const baseline = await ports.baselines.get(link);
  const inputs = { linkedFile: read.value, known, unresolved, baseline };
  const planned = await confirmPlan(ports, options, inputs, resolved);
  switch (planned.kind) {
    case 'blocked':
      return recordConflicts(ports, inputs, planned);
    case 'canceled':
      return planned;
    case 'nothing-to-send':
      return nothingToSend(ports, inputs, planned);
    case 'confirmed': {
      const applied = await applyPlan(ports, options, planned);
      return applied.kind === 'written' ? finishPush(ports, inputs, applied) : applied;
    }
  }
}

/** Records the conflicts, so that they can be resolved in the file, and the other remote changes. */
async function recordConflicts(
  { baselines }: SyncPorts,
  { baseline, linkedFile, known }: WriteInputs,
  blocked: Blocked,
): Promise<Blocked> {
  const { schema, remote } = known;
  if (baseline)
    await baselines.put(linkedFile.link, withRemoteChanges(schema, baseline, linkedFile.agent, remote));
  return blocked;
}

/** Both sides may have made the same change, so they are in sync. */
async function nothingToSend(
  ports: SyncPorts,
  { linkedFile, known, baseline }: WriteInputs,
  { plan, resolved }: PlannedWrite,
): Promise<PushOutcome> {
  const { agentName, incomingChanges, omittedCredentials, link } = plan;
  const { schema, remote } = known;
  await recordSentSecrets(ports, link, resolved, {}, remote);
  const [file, agent] = [comparableContent(schema, linkedFile.agent), comparableContent(schema, remote)];
  const missingProperties = missingPointers(schema, baseline, file, remote);
  const pending = [...incomingChanges.map(({ path }) => path), ...omittedCredentials.map(fromPointer)];
  const incomingCount = pending.length;
  if (baseline && incomingCount > 0) {
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
  return { kind: 'in-sync', agentName, incomingCount, missingProperties };
}

async function finishPush(ports: SyncPorts, inputs: WriteInputs, applied: AppliedPlan): Promise<PushOutcome> {
  const { plan, discrepancy } = applied;
  const mergeFailed = !(await mergeIntoFile(ports, plan));
  await ports.baselines.put(plan.link, await baselineAfterPush(ports, inputs, applied, mergeFailed));
  return isAsPlanned(discrepancy)
    ? { kind: 'pushed', plan, mergeFailed, unconfirmedSecrets: discrepancy.unconfirmedSecrets }
    : { kind: 'verification-failed', plan, discrepancy };
}

/** Merges remote changes into the file, so that the next push doesn't revert them. */
async function mergeIntoFile(ports: SyncPorts, { incomingChanges, basedOn }: PushPlan): Promise<boolean> {
  if (incomingChanges.length === 0) return true;
  const edits = editAgent(parseAgent(basedOn.text), incomingChanges);
  const writeToFile = () => ports.file.edit(edits, basedOn.text);
  return (await afterWrite(ports, 'change the file', writeToFile, 'stale')) === 'done';
}

async function baselineAfterPush(
  ports: SyncPorts,
  { linkedFile, known: { schema }, baseline }: WriteInputs,
  { plan, readBack, discrepancy }: AppliedPlan,
  mergeFailed: boolean,
): Promise<Baseline> {
  const isMerged = !mergeFailed && plan.incomingChanges.length > 0;
  const { text } = plan.basedOn;
  const read = readAgentText(
    isMerged ? await afterWrite(ports, 'read the file', () => ports.file.read(), text) : text,
  );
  const file = comparableContent(schema, read.ok ? read.agent : linkedFile.agent);
  const { localBase } = mergeInputs('push', schema, linkedFile.agent, plan.basedOn.remote, baseline);
  // A masked property that is not a secret can be lost as well.
  const mismatches = [...discrepancy.mismatches, ...discrepancy.lostSecrets];
  const newBaseline = baselineAfterWrite(schema, { ...plan, file, readBack, mismatches });
  return {
    ...newBaseline,
    remote: keepPending(plan, baseline, newBaseline.remote, mergeFailed),
    beforePush: {
      file: storedContent(schema, localBase),
      remote: storedContent(schema, plan.basedOn.remote),
      setSecrets: plan.secrets.flatMap(({ path, action }) => (action === 'set' ? [toPointer(path)] : [])),
    },
  };
}

/** Remote changes that are not in the file yet remain changes for the next pull. */
function keepPending(
  { incomingChanges, omittedCredentials }: PushPlan,
  baseline: Baseline | undefined,
  remote: JsonObject,
  mergeFailed: boolean,
): JsonObject {
  const paths = [
    ...(mergeFailed ? incomingChanges.map(({ path }) => path) : []),
    ...omittedCredentials.map(fromPointer),
  ];
  return paths.reduce((all, path) => setIn(all, path, valueAt(baseline?.remote, path)), remote);
}
