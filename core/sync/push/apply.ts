import { type JsonObject, type Path, toJsonText, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { afterWrite } from '../afterWrite';
import { sameJson, sameRemote } from '../content/canonical';
import { failureOutcome, mayHaveBeenReceived } from '../failures';
import type { Blocked, PushPlan } from '../model';
import { targetName } from '../messages/format';
import type { Discrepancy, PushOutcome } from '../outcomes';
import type { AgentLink, ApiResult, Baseline, Cancellation, SyncPorts } from '../ports';
import { readRejections } from '../rejections';
import { secretStringsIn } from '../secrets/detect';
import type { ResolvedSecrets } from '../secrets/plan';
import { type LinkedFile, addEntered } from '../secrets/resolve';
import { retentionAfter } from '../secrets/retention';
import type { KnownSecrets } from '../secrets/stored';
import { type WriteMethod, type PushInput, planPush, proposePush } from './planPush';
import { type ProjectDirectory, withProject } from './project';
import { discrepancyOf, outcomeOfUnconfirmedWrite, secretsLostBy } from './verify';

export interface SyncOptions {
  readonly schema: AgentSchema;
  readonly cancellation?: Cancellation;
  /** Asks before a push of low risk as well, because several pushes are listed before they start. */
  readonly confirmLowRisk?: boolean;
  /** The kind of write to plan; by default, the push chooses it. */
  readonly method?: WriteMethod;
  readonly projects?: ProjectDirectory;
}

export interface WriteInputs {
  readonly linkedFile: LinkedFile;
  readonly known: KnownSecrets;
  /** Secrets in the file without a value on this machine. */
  readonly unresolved: readonly Path[];
  readonly baseline: Baseline | undefined;
}

/** A plan, and the values of the secrets in it. */
export interface PlannedWrite {
  readonly kind: 'confirmed' | 'nothing-to-send';
  readonly plan: PushPlan;
  readonly resolved: ResolvedSecrets;
}

/** Plans and asks until the user confirms a plan or cancels. */
export async function confirmPlan(
  ports: SyncPorts,
  options: SyncOptions,
  inputs: WriteInputs,
  resolved: ResolvedSecrets,
  method: WriteMethod | undefined = options.method,
): Promise<PlannedWrite | Blocked | { readonly kind: 'canceled' }> {
  const input = await inputFor(ports, inputs, resolved);
  const planned = method ? planPush(input, method) : proposePush(input);
  const plan = withProject(planned, input.remote, options.projects);
  if (plan.kind === 'blocked') return plan;
  if (plan.risk === 'none') return { kind: 'nothing-to-send', plan, resolved };
  if (plan.risk === 'low' && !options.confirmLowRisk) return { kind: 'confirmed', plan, resolved };
  const decision = await ports.confirm.push(plan);
  switch (decision.kind) {
    case 'push':
      return { kind: 'confirmed', plan, resolved };
    case 'patch':
      return confirmPlan(ports, options, inputs, resolved, 'patch');
    case 'secrets': {
      const all = addEntered(inputs.known, resolved, decision.values);
      return confirmPlan(ports, options, inputs, all, plan.method === 'patch' ? 'patch' : undefined);
    }
    case 'cancel':
      return { kind: 'canceled' };
  }
}

async function inputFor(
  ports: SyncPorts,
  { linkedFile, known, unresolved, baseline }: WriteInputs,
  resolved: ResolvedSecrets,
): Promise<PushInput> {
  const { text, agent, link } = linkedFile;
  const retention = await ports.retention.get(link.origin);
  return { ...known, link, text, file: agent, baseline, resolved, unresolved, retention };
}

/** A write, and the agent as read after it. */
export interface AppliedPlan {
  readonly kind: 'written';
  readonly plan: PushPlan;
  readonly readBack: JsonObject;
  readonly discrepancy: Discrepancy;
}

/**
 * Sends a plan once, exactly as confirmed, unless file or agent have changed since. Then reads the agent, and records the evidence
 * about its secrets.
 */
export async function applyPlan(
  ports: SyncPorts,
  options: SyncOptions,
  { plan, resolved }: PlannedWrite,
): Promise<AppliedPlan | PushOutcome> {
  const { agents, file, log } = ports;
  const { link, body, method, basedOn } = plan;
  const { schema, cancellation } = options;
  const current = await agents.get(link.id, cancellation);
  if (!current.ok) return failureOutcome(current.failure);
  if (!sameRemote(schema, current.value, basedOn.remote)) return { kind: 'stale', changed: 'agent' };
  if ((await file.read()) !== basedOn.text) return { kind: 'stale', changed: 'file' };
  if (cancellation?.aborted) return { kind: 'canceled' };
  const count = Object.keys(body).length;
  log.info(`${method.toUpperCase()} ${targetName(plan)} (${link.id}): ${count} properties`);
  const response = await agents[method](link.id, body, cancellation);
  if (response.ok || mayHaveBeenReceived(response.failure)) {
    const applied = await readBack(ports, schema, plan, response);
    if (applied.kind === 'written')
      await afterWrite(
        ports,
        'record the secrets',
        () => recordSecrets(ports, schema, applied, resolved),
        undefined,
      );
    return applied;
  }
  if (response.failure.kind !== 'rejected') return failureOutcome(response.failure);
  const sentSecrets = secretStringsIn(schema, body);
  return { kind: 'rejected', rejections: readRejections(response.failure.body, sentSecrets) };
}

/** Can't be canceled: after a write, the user must get the result. */
async function readBack(
  ports: SyncPorts,
  schema: AgentSchema,
  plan: PushPlan,
  response: ApiResult<JsonObject>,
): Promise<AppliedPlan | PushOutcome> {
  const current = await ports.agents.get(plan.link.id);
  if (!current.ok) {
    return response.ok
      ? { kind: 'unverified', plan, failure: current.failure }
      : { kind: 'unknown', plan, failure: response.failure };
  }
  if (!response.ok) {
    const kind = outcomeOfUnconfirmedWrite(schema, plan, current.value);
    const { failure } = response;
    if (kind === 'not-applied') return { kind, plan, failure };
    if (kind === 'unknown')
      return { kind, plan, failure, lostSecrets: secretsLostBy(schema, plan, current.value) };
  }
  return {
    kind: 'written',
    plan,
    readBack: current.value,
    discrepancy: discrepancyOf(schema, plan, current.value),
  };
}

async function recordSecrets(
  ports: SyncPorts,
  schema: AgentSchema,
  { plan, readBack, discrepancy }: AppliedPlan,
  resolved: ResolvedSecrets,
): Promise<void> {
  await recordRetention(ports, schema, plan, readBack);
  const lostSecrets = new Set(discrepancy.lostSecrets);
  const stored = new Map([...resolved].filter(([pointer]) => !lostSecrets.has(pointer)));
  await recordSentSecrets(ports, plan.link, stored, plan.body, readBack);
}

async function recordRetention(
  { retention, log }: SyncPorts,
  schema: AgentSchema,
  plan: PushPlan,
  readBack: JsonObject,
): Promise<void> {
  const { origin } = plan.link;
  const current = await retention.get(origin);
  const { remote: before, lastSent } = plan.basedOn;
  const updated = retentionAfter({ schema, plan, before, after: readBack, lastSent }, current);
  const { topLevel, nested, writeOnly } = updated;
  if (topLevel === current.topLevel && nested === current.nested && writeOnly === current.writeOnly) return;
  await retention.put(origin, updated);
  log.info(
    `${origin}, secrets that a PUT omits: top level ${topLevel}, nested ${nested}, write-only ${writeOnly}`,
  );
}

/** Records which values the agent has: those that were sent, and equal ones in the response. */
export async function recordSentSecrets(
  { secrets }: SyncPorts,
  link: AgentLink,
  resolved: ResolvedSecrets,
  body: JsonObject,
  response: JsonObject,
): Promise<void> {
  for (const [pointer, { path, value }] of resolved) {
    const sentValue = valueAt(body, path);
    const isSent = value === null ? sentValue !== undefined : sameJson(sentValue, value);
    if (!isSent && !sameJson(valueAt(response, path), value)) continue;
    await secrets.recordSent(link, pointer, toJsonText(value));
    if (value === null) await secrets.forget(link, pointer);
  }
}
