import { editAgent } from '#language/syntax/edit';
import { parseAgent } from '#language/syntax/document';
import {
  type JsonObject,
  fromPointer,
  isJsonObject,
  memberOf,
  toJsonText,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText } from '../content/agentText';
import { comparableContent, sameJson, sameRemote } from '../content/canonical';
import { type ReadyFile, addEntered, addStored, readFile, supplySecrets } from '../secrets/resolve';
import type { Discrepancy, PushOutcome } from '../outcomes';
import { lastSeenRemote, withConflicts } from '../conflicts';
import { storedContent } from '../content/credentials';
import { missingPointers, withMissing } from '../content/missing';
import { setIn } from '../content/paths';
import type { Blocked, PushPlan } from '../model';
import { baselineAfterWrite } from './baselineAfterWrite';
import { planPush } from './planPush';
import type { Answer, Baseline, Cancellation, SyncPorts } from '../ports';
import { readRejections } from '../rejections';
import { type Supplied, type SuppliedSecrets, secretTextsIn, storedState } from '../secrets/secretSteps';
import { failed, mayHaveArrived } from '../failures';
import { discrepancyOf, evidenceAfter, fateOf, isAsPlanned } from './verify';

/** What a push or a pull is told besides the ports. */
export interface SyncOptions {
  readonly schema: AgentSchema;
  readonly cancellation?: Cancellation;
  /** Asks before a push of low risk, too: it is one of many, which are listed first. */
  readonly confirmLowRisk?: boolean;
}

/**
 * Makes the agent what the file says. GET → plan → confirm → look again → write → read back → new base.
 * Writes at most once, exactly what the confirmed plan holds, and nothing when file or agent moved meanwhile.
 * Never throws for what a server or a user does; what the ports throw goes through.
 */
export async function push(ports: SyncPorts, options: SyncOptions): Promise<PushOutcome> {
  const ready = await readFile(ports);
  if (!ready.ok) return { kind: 'blocked', causes: ready.causes };
  const secrets = await supplySecrets(options.schema, ports.secrets, ready.value);
  if (!secrets.ok) return { kind: 'blocked', causes: secrets.causes };
  const { link } = ready.value;
  const remote = await ports.agents.get(link.id, options.cancellation);
  if (!remote.ok) return failed(remote.failure);
  const supplied = await addStored(options.schema, ports.secrets, ready.value, remote.value, secrets.value);
  const baseline = await ports.baselines.get(link);
  return new Push(ports, options, ready.value, remote.value, baseline).run(supplied);
}

/** Makes the agent what it was before the last push, if nobody changed it since. Secrets stay as they are now. */
export async function undoPush(ports: SyncPorts, options: SyncOptions): Promise<PushOutcome> {
  const ready = await readFile(ports);
  if (!ready.ok) return { kind: 'blocked', causes: ready.causes };
  const { link, text } = ready.value;
  const baseline = await ports.baselines.get(link);
  if (!baseline?.beforePush) return { kind: 'nothing-to-undo' };
  const remote = await ports.agents.get(link.id, options.cancellation);
  if (!remote.ok) return failed(remote.failure);
  if (!sameJson(storedContent(options.schema, remote.value), lastSeenRemote(baseline))) {
    return { kind: 'stale', what: 'agent' };
  }
  const { file, remote: before } = baseline.beforePush;
  const undone = { text, agent: before, link };
  const seen = lastSeenRemote(baseline);
  const pushed = { file: seen, remote: seen };
  const inFile = await supplySecrets(options.schema, ports.secrets, ready.value);
  const given = inFile.ok ? inFile.value : new Map<string, Supplied>();
  const known = await addStored(options.schema, ports.secrets, undone, remote.value, given);
  // Values that are there travel along, so that none gets lost; a new one is for the next push to set.
  const travels = (secret: Supplied) =>
    secret.sentBefore && isHidden(options.schema, remote.value, secret) && hasPlaceFor(before, secret);
  const supplied = new Map([...known].filter(([, secret]) => travels(secret)));
  return new Push(ports, options, undone, remote.value, pushed, file).run(supplied);
}

/** Whether a secret is stored, or may be, and not shown: one that is shown travels as it is, one that is gone stays so. */
function isHidden(schema: AgentSchema, remote: JsonObject, { path }: Supplied): boolean {
  const { kind } = storedState(schema, remote, path);
  return kind === 'stored' || kind === 'unknown';
}

/** Whether a secret that is stored now has a place in the agent as it was. */
function hasPlaceFor(before: JsonObject, { path, value }: Supplied): boolean {
  return value !== null && (path.length === 1 || isJsonObject(valueAt(before, path.slice(0, -1))));
}

/** One push on its way. */
class Push {
  constructor(
    private readonly ports: SyncPorts,
    private readonly options: SyncOptions,
    private readonly ready: ReadyFile,
    private readonly remote: JsonObject,
    private readonly baseline: Baseline | undefined,
    /** For an undo: what the file said when the agent was as it will be. */
    private readonly undoneFile?: JsonObject,
  ) {}

  /** Plans and asks until there is a plan that the user wants, then carries it out. */
  async run(supplied: SuppliedSecrets, method: 'put' | 'patch' = 'put'): Promise<PushOutcome> {
    const { ports, options, ready, remote, baseline } = this;
    const evidence = await ports.evidence.get(ready.link.origin);
    const plan = planPush({
      ...{ schema: options.schema, link: ready.link, text: ready.text, file: ready.agent },
      ...{ remote, baseline, supplied, evidence, method },
    });
    if (plan.kind === 'blocked') return this.stoppedBy(plan);
    if (plan.risk === 'none') return this.nothingToSend(plan);
    if (plan.risk === 'low' && !options.confirmLowRisk) return this.write(plan, supplied);
    const answer = await ports.confirm.push(plan);
    switch (answer.kind) {
      case 'push':
        return this.write(plan, supplied);
      case 'patch':
        return this.run(supplied, 'patch');
      case 'secrets':
        return this.run(addEntered(options.schema, remote, supplied, answer.values), method);
      case 'cancel':
        return { kind: 'cancelled' };
    }
  }

  /** Records the conflicts, so that they can be resolved in the file. */
  private async stoppedBy(plan: Blocked): Promise<Blocked> {
    const { baseline, undoneFile, ready, ports } = this;
    const conflicts = plan.causes.flatMap((cause) => (cause.kind === 'conflict' ? [cause.conflict] : []));
    if (baseline && !undoneFile)
      await ports.baselines.put(ready.link, withConflicts(this.options.schema, baseline, conflicts));
    return plan;
  }

  /** Both sides may have made the same change: then that is what they were last synced to. */
  private async nothingToSend({ agentName, incoming, withheld, link }: PushPlan): Promise<PushOutcome> {
    const { ready, remote, baseline, options } = this;
    const { schema } = options;
    const [file, agent] = [comparableContent(schema, ready.agent), comparableContent(schema, remote)];
    const missing = missingPointers(schema, baseline, file, agent);
    const toPull = incoming.length + withheld.length;
    if (baseline && toPull === 0 && !this.undoneFile) {
      const isSame = sameJson(storedContent(schema, agent), baseline.remote);
      const beforePush = isSame ? baseline.beforePush : undefined;
      const known = withMissing(schema, baseline.remote, agent);
      const synced = { file: storedContent(schema, file), remote: storedContent(schema, known) };
      await this.ports.baselines.put(link, { ...synced, beforePush });
    }
    return { kind: 'in-sync', agentName, incoming: toPull, missing };
  }

  private async write(plan: PushPlan, supplied: SuppliedSecrets): Promise<PushOutcome> {
    const { agents, file, log } = this.ports;
    const { link, body, method, madeFrom } = plan;
    const { cancellation } = this.options;
    const fresh = await agents.get(link.id, cancellation);
    if (!fresh.ok) return failed(fresh.failure);
    if (!sameRemote(this.options.schema, fresh.value, madeFrom.remote))
      return { kind: 'stale', what: 'agent' };
    if ((await file.read()) !== madeFrom.text) return { kind: 'stale', what: 'file' };
    if (cancellation?.aborted) return { kind: 'cancelled' };
    log.info(`${method.toUpperCase()} ${plan.agentName} (${link.id}): ${Object.keys(body).length} members`);
    const answer = await agents[method](link.id, body, cancellation);
    if (answer.ok || mayHaveArrived(answer.failure)) return this.lookAfter(plan, supplied, answer);
    if (answer.failure.kind !== 'rejected') return failed(answer.failure);
    const sent = secretTextsIn(this.options.schema, body);
    return { kind: 'rejected', rejections: readRejections(answer.failure.body, sent) };
  }

  /** Reads the agent back. Not to be cancelled: once sent, the user has to learn what became of it. */
  private async lookAfter(
    plan: PushPlan,
    supplied: SuppliedSecrets,
    answer: Answer<JsonObject>,
  ): Promise<PushOutcome> {
    const readBack = await this.ports.agents.get(plan.link.id);
    if (!readBack.ok) {
      return answer.ok
        ? { kind: 'unverified', plan, failure: readBack.failure }
        : { kind: 'unknown', plan, failure: answer.failure };
    }
    const { schema } = this.options;
    const fate = answer.ok ? 'applied' : fateOf(schema, plan, readBack.value);
    if (fate !== 'applied' && !answer.ok) return { kind: fate, plan, failure: answer.failure };
    return this.settle(plan, supplied, readBack.value);
  }

  private async settle(
    plan: PushPlan,
    supplied: SuppliedSecrets,
    readBack: JsonObject,
  ): Promise<PushOutcome> {
    const { schema } = this.options;
    const discrepancy = discrepancyOf(schema, plan, readBack);
    await this.learn(plan, readBack);
    await this.noteSent(plan, supplied, discrepancy.lostSecrets);
    const fileMoved = !(await this.bringIn(plan));
    await this.ports.baselines.put(plan.link, await this.newBase(plan, readBack, fileMoved, discrepancy));
    return isAsPlanned(discrepancy)
      ? { kind: 'pushed', plan, fileMoved }
      : { kind: 'verification-failed', plan, discrepancy };
  }

  private async learn(plan: PushPlan, readBack: JsonObject): Promise<void> {
    const { evidence, log } = this.ports;
    const { origin } = plan.link;
    const known = await evidence.get(origin);
    const learned = evidenceAfter(this.options.schema, plan, readBack, known);
    if (learned.topLevel === known.topLevel && learned.nested === known.nested) return;
    await evidence.put(origin, learned);
    log.info(`${origin}, secrets left out of a PUT: top level ${learned.topLevel}, nested ${learned.nested}`);
  }

  private async noteSent(plan: PushPlan, supplied: SuppliedSecrets, lost: readonly string[]): Promise<void> {
    for (const [pointer, { path, value }] of supplied) {
      const wasSent = valueAt(plan.body, path) !== undefined && !lost.includes(pointer);
      if (!wasSent) continue;
      await this.ports.secrets.noteSent(plan.link, pointer, toJsonText(value));
      if (value === null) await this.ports.secrets.forget(plan.link, pointer);
    }
  }

  /** Puts others' changes into the file, so that the next push doesn't take them back. */
  private async bringIn({ incoming, madeFrom }: PushPlan): Promise<boolean> {
    if (incoming.length === 0 || this.undoneFile) return true;
    const edits = editAgent(parseAgent(madeFrom.text), incoming);
    return this.ports.file.edit(edits, madeFrom.text);
  }

  private async newBase(
    plan: PushPlan,
    readBack: JsonObject,
    fileMoved: boolean,
    { notTaken }: Discrepancy,
  ): Promise<Baseline> {
    const { schema } = this.options;
    const remote = storedContent(schema, readBack);
    if (this.undoneFile) return { file: this.agreedUpon(this.undoneFile, remote), remote };
    const beforePush = {
      file: this.baseline?.file ?? {},
      remote: storedContent(schema, plan.madeFrom.remote),
    };
    const merged = !fileMoved && plan.incoming.length > 0;
    const read = readAgentText(merged ? await this.ports.file.read() : plan.madeFrom.text);
    const file = comparableContent(schema, read.ok ? read.agent : this.ready.agent);
    const baseline = baselineAfterWrite(schema, { ...plan, file, readBack, notTaken });
    return {
      ...baseline,
      remote: this.asIfUnseen(plan, baseline.remote, fileMoved),
      beforePush,
    };
  }

  /** After an undo the file counts as it was before the push, but for what it has in common with the agent now. */
  private agreedUpon(undone: JsonObject, remote: JsonObject): JsonObject {
    const read = readAgentText(this.ready.text);
    const now = comparableContent(this.options.schema, read.ok ? read.agent : {});
    return Object.entries(now)
      .filter(([name, value]) => sameJson(value, memberOf(remote, name)))
      .reduce((all, [name, value]) => setIn(all, [name], value), undone);
  }

  /** Remote changes that are not in the file yet stay changes for the next pull. */
  private asIfUnseen({ incoming, withheld }: PushPlan, remote: JsonObject, fileMoved: boolean): JsonObject {
    const paths = [...(fileMoved ? incoming.map(({ path }) => path) : []), ...withheld.map(fromPointer)];
    return paths.reduce((all, path) => setIn(all, path, valueAt(this.baseline?.remote, path)), remote);
  }
}
