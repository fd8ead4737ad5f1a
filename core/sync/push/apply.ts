import { editAgent } from '#language/syntax/edit';
import { parseAgent } from '#language/syntax/document';
import {
  type JsonObject,
  type Path,
  fromPointer,
  isJsonObject,
  memberOf,
  toJsonText,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText } from '../content/agentText';
import { comparableContent, sameJson, sameRemote } from '../content/canonical';
import {
  type ReadyFile,
  addEntered,
  addStored,
  readFile,
  referencesToNothing,
  resolveSecrets,
} from '../secrets/resolve';
import type { Discrepancy, PushOutcome } from '../outcomes';
import { lastSeenRemote, withConflicts } from '../conflicts';
import { storedContent } from '../content/credentials';
import { missingPointers, withMissing } from '../content/missing';
import { setIn } from '../content/paths';
import type { Blocked, PushPlan } from '../model';
import { baselineAfterWrite } from './baselineAfterWrite';
import { type Method, type PushInput, planPush, proposePush } from './planPush';
import type { Answer, Baseline, Cancellation, SyncPorts } from '../ports';
import { readRejections } from '../rejections';
import { secretStringsIn } from '../secrets/detect';
import type { ResolvedSecret, ResolvedSecrets } from '../secrets/plan';
import { retentionAfter } from '../secrets/retention';
import { type KnownSecrets, remoteSecretState } from '../secrets/stored';
import { failed, mayHaveArrived } from '../failures';
import { discrepancyOf, fateOf, isAsPlanned } from './verify';

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
  const { schema, cancellation } = options;
  const ready = await readFile(ports);
  if (!ready.ok) return { kind: 'blocked', causes: ready.causes };
  const secrets = await resolveSecrets(schema, ports.secrets, ready.value);
  if (!secrets.ok) return { kind: 'blocked', causes: secrets.causes };
  const { link } = ready.value;
  const remote = await ports.agents.get(link.id, cancellation);
  if (!remote.ok) return failed(remote.failure);
  const known = { schema, remote: remote.value, lastSent: await ports.secrets.lastSent(link) };
  const causes = referencesToNothing(known, secrets.value.unresolved);
  if (causes.length > 0) return { kind: 'blocked', causes };
  const resolved = await addStored(ports.secrets, known, ready.value, secrets.value.resolved);
  const unresolved = secrets.value.unresolved.map(({ path }) => path);
  const baseline = await ports.baselines.get(link);
  return new Push(ports, options, { ready: ready.value, known, unresolved, baseline }).run(resolved);
}

/** Makes the agent what it was before the last push, if nobody changed it since. Secrets stay as they are now. */
export async function undoPush(ports: SyncPorts, options: SyncOptions): Promise<PushOutcome> {
  const { schema, cancellation } = options;
  const ready = await readFile(ports);
  if (!ready.ok) return { kind: 'blocked', causes: ready.causes };
  const { link, text } = ready.value;
  const baseline = await ports.baselines.get(link);
  if (!baseline?.beforePush) return { kind: 'nothing-to-undo' };
  const remote = await ports.agents.get(link.id, cancellation);
  if (!remote.ok) return failed(remote.failure);
  if (!sameJson(storedContent(schema, remote.value), lastSeenRemote(baseline))) {
    return { kind: 'stale', what: 'agent' };
  }
  const { file, remote: before } = baseline.beforePush;
  const undone = { text, agent: before, link };
  const seen = lastSeenRemote(baseline);
  const pushed = { file: seen, remote: seen };
  const known = { schema, remote: remote.value, lastSent: await ports.secrets.lastSent(link) };
  const inFile = await resolveSecrets(schema, ports.secrets, ready.value);
  const given = inFile.ok ? inFile.value.resolved : new Map<string, ResolvedSecret>();
  const values = await addStored(ports.secrets, known, undone, given);
  // Only values that were sent already are of use, where a secret must be sent to be kept; a new one is for the next push to set.
  const isOfUse = (secret: ResolvedSecret) =>
    secret.alreadySent && isHidden(known, secret) && hasPlaceFor(before, secret);
  const resolved = new Map([...values].filter(([, secret]) => isOfUse(secret)));
  const undo = { ready: undone, known, unresolved: [], baseline: pushed, undoneFile: file };
  return new Push(ports, options, undo).run(resolved);
}

/** Whether a secret is stored, or may be, and not shown: one that is shown is carried as it is, one that is gone stays so. */
function isHidden(known: KnownSecrets, { path }: ResolvedSecret): boolean {
  const { kind } = remoteSecretState(known, path);
  return kind === 'stored' || kind === 'possible';
}

/** Whether a secret that is stored now has a place in the agent as it was. */
function hasPlaceFor(before: JsonObject, { path, value }: ResolvedSecret): boolean {
  return value !== null && (path.length === 1 || isJsonObject(valueAt(before, path.slice(0, -1))));
}

/** What a push starts from. */
interface PushStart {
  readonly ready: ReadyFile;
  readonly known: KnownSecrets;
  readonly unresolved: readonly Path[];
  readonly baseline: Baseline | undefined;
  /** For an undo: what the file said when the agent was as it will be. */
  readonly undoneFile?: JsonObject;
}

/** One push on its way. */
class Push {
  constructor(
    private readonly ports: SyncPorts,
    private readonly options: SyncOptions,
    private readonly start: PushStart,
  ) {}

  /** Plans and asks until there is a plan that the user wants, then carries it out. */
  async run(resolved: ResolvedSecrets, method?: Method): Promise<PushOutcome> {
    const { ports } = this;
    const input = await this.inputFor(resolved);
    const plan = method ? planPush(input, method) : proposePush(input);
    if (plan.kind === 'blocked') return this.stoppedBy(plan);
    if (plan.risk === 'none') return this.nothingToSend(plan, resolved);
    if (plan.risk === 'low' && !this.options.confirmLowRisk) return this.write(plan, resolved);
    const answer = await ports.confirm.push(plan);
    switch (answer.kind) {
      case 'push':
        return this.write(plan, resolved);
      case 'patch':
        return this.run(resolved, 'patch');
      case 'secrets':
        return this.run(
          addEntered(this.start.known, resolved, answer.values),
          plan.method === 'patch' ? 'patch' : undefined,
        );
      case 'cancel':
        return { kind: 'cancelled' };
    }
  }

  private async inputFor(resolved: ResolvedSecrets): Promise<PushInput> {
    const { ready, known, unresolved, baseline } = this.start;
    const { text, agent, link } = ready;
    const retention = await this.ports.retention.get(link.origin);
    return { ...known, link, text, file: agent, baseline, resolved, unresolved, retention };
  }

  /** Records the conflicts, so that they can be resolved in the file. */
  private async stoppedBy(plan: Blocked): Promise<Blocked> {
    const { ports } = this;
    const { baseline, undoneFile, ready } = this.start;
    const conflicts = plan.causes.flatMap((cause) => (cause.kind === 'conflict' ? [cause.conflict] : []));
    if (baseline && !undoneFile)
      await ports.baselines.put(ready.link, withConflicts(this.options.schema, baseline, conflicts));
    return plan;
  }

  /** Both sides may have made the same change: then that is what they were last synced to. */
  private async nothingToSend(
    { agentName, incoming, withheld, link }: PushPlan,
    resolved: ResolvedSecrets,
  ): Promise<PushOutcome> {
    const { ready, known, baseline, undoneFile } = this.start;
    const { schema, remote } = known;
    await this.recordSent(resolved, {}, remote);
    const [file, agent] = [comparableContent(schema, ready.agent), comparableContent(schema, remote)];
    const missing = missingPointers(schema, baseline, file, agent);
    const toPull = incoming.length + withheld.length;
    if (baseline && toPull === 0 && !undoneFile) {
      const isSame = sameJson(storedContent(schema, agent), baseline.remote);
      const beforePush = isSame ? baseline.beforePush : undefined;
      const known = withMissing(schema, baseline.remote, agent);
      const synced = { file: storedContent(schema, file), remote: storedContent(schema, known) };
      await this.ports.baselines.put(link, { ...synced, beforePush });
    }
    return { kind: 'in-sync', agentName, incoming: toPull, missing };
  }

  private async write(plan: PushPlan, resolved: ResolvedSecrets): Promise<PushOutcome> {
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
    if (answer.ok || mayHaveArrived(answer.failure)) return this.lookAfter(plan, resolved, answer);
    if (answer.failure.kind !== 'rejected') return failed(answer.failure);
    const sent = secretStringsIn(this.options.schema, body);
    return { kind: 'rejected', rejections: readRejections(answer.failure.body, sent) };
  }

  /** Reads the agent back. Not to be cancelled: once sent, the user has to learn what became of it. */
  private async lookAfter(
    plan: PushPlan,
    resolved: ResolvedSecrets,
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
    return this.settle(plan, resolved, readBack.value);
  }

  private async settle(
    plan: PushPlan,
    resolved: ResolvedSecrets,
    readBack: JsonObject,
  ): Promise<PushOutcome> {
    const { schema } = this.options;
    const discrepancy = discrepancyOf(schema, plan, readBack);
    await this.recordRetention(plan, readBack);
    const lost = new Set(discrepancy.lostSecrets);
    const stored = new Map([...resolved].filter(([pointer]) => !lost.has(pointer)));
    await this.recordSent(stored, plan.body, readBack);
    const fileMoved = !(await this.bringIn(plan));
    await this.ports.baselines.put(plan.link, await this.newBase(plan, readBack, fileMoved, discrepancy));
    return isAsPlanned(discrepancy)
      ? { kind: 'pushed', plan, fileMoved, unconfirmedSecrets: discrepancy.unconfirmedSecrets }
      : { kind: 'verification-failed', plan, discrepancy };
  }

  private async recordRetention(plan: PushPlan, readBack: JsonObject): Promise<void> {
    const { retention, log } = this.ports;
    const { origin } = plan.link;
    const known = await retention.get(origin);
    const { remote: before, lastSent } = plan.madeFrom;
    const write = { schema: this.options.schema, plan, before, after: readBack, lastSent };
    const learned = retentionAfter(write, known);
    const { topLevel, nested, writeOnly } = learned;
    if (topLevel === known.topLevel && nested === known.nested && writeOnly === known.writeOnly) return;
    await retention.put(origin, learned);
    log.info(
      `${origin}, secrets that a PUT omits: top level ${topLevel}, nested ${nested}, write-only ${writeOnly}`,
    );
  }

  /** Remembers which values the agent has from here: those that were sent, and those that the answer shows to be the same. */
  private async recordSent(resolved: ResolvedSecrets, body: JsonObject, answer: JsonObject): Promise<void> {
    const { secrets } = this.ports;
    const { link } = this.start.ready;
    for (const [pointer, { path, value }] of resolved) {
      const sent = valueAt(body, path);
      const wasSent = value === null ? sent !== undefined : sameJson(sent, value);
      if (!wasSent && !sameJson(valueAt(answer, path), value)) continue;
      await secrets.noteSent(link, pointer, toJsonText(value));
      if (value === null) await secrets.forget(link, pointer);
    }
  }

  /** Puts others' changes into the file, so that the next push doesn't take them back. */
  private async bringIn({ incoming, madeFrom }: PushPlan): Promise<boolean> {
    if (incoming.length === 0 || this.start.undoneFile) return true;
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
    if (this.start.undoneFile) return { file: this.agreedUpon(this.start.undoneFile, remote), remote };
    const beforePush = {
      file: this.start.baseline?.file ?? {},
      remote: storedContent(schema, plan.madeFrom.remote),
    };
    const merged = !fileMoved && plan.incoming.length > 0;
    const read = readAgentText(merged ? await this.ports.file.read() : plan.madeFrom.text);
    const file = comparableContent(schema, read.ok ? read.agent : this.start.ready.agent);
    const baseline = baselineAfterWrite(schema, { ...plan, file, readBack, notTaken });
    return {
      ...baseline,
      remote: this.asIfUnseen(plan, baseline.remote, fileMoved),
      beforePush,
    };
  }

  /** After an undo the file counts as it was before the push, but for what it has in common with the agent now. */
  private agreedUpon(undone: JsonObject, remote: JsonObject): JsonObject {
    const read = readAgentText(this.start.ready.text);
    const now = comparableContent(this.options.schema, read.ok ? read.agent : {});
    return Object.entries(now)
      .filter(([name, value]) => sameJson(value, memberOf(remote, name)))
      .reduce((all, [name, value]) => setIn(all, [name], value), undone);
  }

  /** Remote changes that are not in the file yet stay changes for the next pull. */
  private asIfUnseen({ incoming, withheld }: PushPlan, remote: JsonObject, fileMoved: boolean): JsonObject {
    const paths = [...(fileMoved ? incoming.map(({ path }) => path) : []), ...withheld.map(fromPointer)];
    return paths.reduce((all, path) => setIn(all, path, valueAt(this.start.baseline?.remote, path)), remote);
  }
}
