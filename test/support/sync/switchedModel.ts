import assert from 'node:assert/strict';
import { lastSeenRemote } from '#sync/conflicts';
import { setIn } from '#sync/content/paths';
import type { PushPlan } from '#sync/model';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import { syncStatus } from '#sync/status';
import {
  type Json,
  type JsonObject,
  type Path,
  objectOf,
  toJsonText,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import {
  type Moment,
  type Told,
  expectAgreement,
  expectPlanned,
  namedBy,
  withoutSecrets,
} from './switchedChecks';
import {
  covers,
  differences,
  hidesPart,
  isBlank,
  leavesOf,
  maskedPaths,
  masksPart,
  sameSpelled,
  showsStored,
} from './observations';
import { type Answer, type SwitchedRun, type SwitchedStep, secretPlaces, start } from './switchedRuns';
import type { SharedAgent } from './syncModel';
import { SyncWorld, agentSchema } from './syncWorld';

/** An agent on a server whose switches change. */
export interface SwitchedAgent extends SharedAgent {
  /** What a GET shows now. */
  view(): Promise<JsonObject>;
  show(switches: Extract<SwitchedStep, { do: 'switch' }>['shows']): void;
}

/**
 * Lives a life beside a server of any habits, and compares after each step what was stored, shown and said. Nothing in here knows how the
 * plans are made: a secret is lost only if the operation names it, "in sync" is true, and what one side typed does not vanish unsaid.
 */
export async function liveSwitched(course: SwitchedRun, agent: SwitchedAgent): Promise<void> {
  const life = new Life(course, agent);
  if (course.pulls) await life.take({ do: 'pull', confirms: true });
  for (const step of course.steps) await life.take(step);
}

class Life {
  readonly #agent: SwitchedAgent;
  readonly #world: SyncWorld;
  /** What the file said when both sides last agreed; what differs from it was typed since. */
  #agreed: JsonObject = {};
  #agreedBefore: JsonObject = {};
  /** Changes of others that no operation has shown or named yet: pointer → value. */
  readonly #unseen = new Map<string, Json | undefined>();
  #textBeforePull: string | undefined;

  constructor({ mentions }: SwitchedRun, agent: SwitchedAgent) {
    this.#agent = agent;
    const file = objectOf(Object.entries(start).filter(([name]) => name === 'id' || mentions.includes(name)));
    this.#world = new SyncWorld({ file: withoutSecrets(file), agent: {}, agents: agent });
    this.#world.ear.watchMadeUpIn(JSON.stringify(agent.stored));
  }

  async take(step: SwitchedStep): Promise<void> {
    const world = this.#world;
    switch (step.do) {
      case 'edit':
        return world.edit((file) => setIn(file, step.path, step.value));
      case 'remote edit':
        return this.#editRemote(step.path, step.value);
      case 'refer':
        return this.#refer(step.path, step.value);
      case 'push':
      case 'undo':
        return this.#write(step);
      case 'pull':
        return this.#pull(step.confirms);
      case 'undo pull':
        world.text = this.#textBeforePull ?? world.text;
        this.#textBeforePull = undefined;
        return;
      case 'keep local':
      case 'use remote':
        return this.#decide(step.do, step.which);
      case 'switch':
        return this.#agent.show(step.shows);
    }
  }

  async #editRemote(path: Path, value: Json): Promise<void> {
    const before = this.#agent.stored;
    const view = await this.#agent.view();
    this.#agent.edit((agent) => setIn(agent, path, value));
    if (secretPlaces.some((place) => toPointer(place) === toPointer(path))) return;
    for (const change of differences(before, this.#agent.stored)) {
      const wasHidden = masksPart(view, change.path) || view[String(path[0])] === undefined;
      if (change.path[0] === path[0] && !wasHidden)
        this.#unseen.set(toPointer(change.path), valueAt(this.#agent.stored, change.path));
    }
  }

  #refer(path: Path, value: string | undefined): void {
    const reference = `\${env:${path.join('_').toUpperCase().replaceAll('-', '_')}}`;
    const others = Object.entries(this.#world.references).filter(([name]) => name !== reference);
    this.#world.references = Object.fromEntries(
      value === undefined ? others : [...others, [reference, value]],
    );
    this.#world.edit((file) => setIn(file, path, reference));
  }

  #decide(decision: 'keep local' | 'use remote', which: number): void {
    const world = this.#world;
    const conflict = world.unresolvedConflicts[Math.floor(which * world.unresolvedConflicts.length)];
    if (!conflict) return;
    const pointer = toPointer(conflict.path);
    if (decision === 'keep local') world.keepLocal(pointer);
    else world.useRemote(pointer);
    this.#forgetSeen();
  }

  async #moment(): Promise<Moment> {
    return { stored: this.#agent.stored, view: await this.#agent.view(), file: this.#world.file };
  }

  async #pull(confirms: boolean): Promise<void> {
    const world = this.#world;
    const before = await this.#moment();
    const text = world.text;
    // What the file doesn't mention at the first sync, or has more of, isn't followed.
    const isFirst = world.baseline === undefined;
    world.answerToPull = confirms;
    const outcome = await world.pull();
    assert.equal(
      toJsonText(this.#agent.stored),
      toJsonText(before.stored),
      'a pull writes nothing to the agent',
    );
    if (outcome.kind === 'pulled') this.#textBeforePull = text;
    this.#expectTypedStays(before.file, before.view, outcome);
    if (outcome.kind !== 'pulled' && outcome.kind !== 'nothing-to-pull') return;
    this.#agreeOn(before.view);
    if (isFirst) this.#unseen.clear();
    this.#expectRemoteTold(before.view, outcome);
    this.#expectTrueStatus(before);
  }

  async #write({ do: kind, fault, answer }: Extract<SwitchedStep, { answer: Answer }>): Promise<void> {
    const world = this.#world;
    const agent = this.#agent;
    const before = await this.#moment();
    const confirmed = this.#answerWith(answer);
    const writes = agent.writes.length;
    agent.fault = fault;
    const outcome = kind === 'push' ? await world.push() : await world.undo();
    agent.fault = undefined;
    const after = await this.#moment();
    const bodies = agent.writes.slice(writes);
    assert.ok(bodies.length <= 1, 'a push writes once at most');
    if (bodies[0]) expectPlanned(bodies[0].body, outcome, confirmed.at(-1));
    const told = namedBy(outcome, confirmed.at(-1));
    for (const path of [...secretPlaces, ...maskedPaths(before.view)])
      this.#expectKeptOrNamed(path, before, after, outcome, told);
    if (kind === 'push') this.#expectRemoteKept(before, after, outcome);
    this.#expectTypedStays(before.file, after.view, outcome);
    this.#remember(kind, outcome);
    if (['in-sync', 'pushed', 'verification-failed'].includes(outcome.kind)) this.#agreeOn(after.view);
    if (['in-sync', 'pushed', 'verification-failed'].includes(outcome.kind)) this.#expectTrueStatus(after);
    if (outcome.kind === 'in-sync' && outcome.incoming === 0 && kind === 'push')
      expectAgreement(after, this.#world.baseline !== undefined);
  }

  /** The plans that the user says yes to. */
  #answerWith(answer: Answer): PushPlan[] {
    const confirmed: PushPlan[] = [];
    let questions = 0;
    this.#world.answer = (plan) => {
      questions++;
      if (plan.atRisk.length > 0 && questions < 4) {
        if (answer === 'cancel') return { kind: 'cancel' };
        if (answer === 'changes only' && plan.method === 'put') return { kind: 'patch' };
        const known = plan.enterable.flatMap((pointer): [string, string][] => {
          const place = secretPlaces.find((path) => toPointer(path) === pointer);
          const value = place && valueAt(this.#agent.stored, place);
          return typeof value === 'string' && value !== '' ? [[pointer, value]] : [];
        });
        if (answer === 'enter' && known.length > 0) return { kind: 'secrets', values: new Map(known) };
      }
      confirmed.push(plan);
      return { kind: 'push' };
    };
    return confirmed;
  }

  /** What was stored and hidden is stored, was changed by the plan, or the operation named it. */
  #expectKeptOrNamed(path: Path, before: Moment, after: Moment, outcome: PushOutcome, told: Told): void {
    const [was, is] = [valueAt(before.stored, path), valueAt(after.stored, path)];
    if (isBlank(was) || sameSpelled(was, is)) return;
    const pointer = toPointer(path);
    const plan = 'plan' in outcome ? outcome.plan : undefined;
    const overlaps = (other: Path) => covers(toPointer(other), pointer) || covers(pointer, toPointer(other));
    const isPlanned =
      plan?.secrets.some(({ path: other, action }) => action !== 'keep' && overlaps(other)) === true ||
      plan?.changes.some((change) => overlaps(change.path)) === true;
    if (plan?.cleared.some((name) => covers(name, pointer)) === true) return;
    const isLost = isBlank(is) && showsStored(before.view, path) && !showsStored(after.view, path);
    if (isPlanned) return;
    if (isLost && outcome.kind !== 'unknown')
      assert.ok(
        told.after.some((name) => covers(name, pointer)),
        `${pointer} was lost, and the outcome does not say so`,
      );
    assert.ok(
      told.isUnverified ||
        [...told.before, ...told.after].some((name) => covers(name, pointer) || covers(pointer, name)),
      `${pointer} changed from ${toJsonText(was ?? null)} to ${toJsonText(is ?? null)} unsaid (${outcome.kind})`,
    );
  }

  /** What others changed and the answer showed is still there after a push, or its question said that it is overwritten. */
  #expectRemoteKept(before: Moment, after: Moment, outcome: PushOutcome): void {
    const plan = 'plan' in outcome ? outcome.plan : undefined;
    if (!plan || this.#agent.writes.length === 0) return;
    const replaced = [
      ...plan.overridden,
      ...plan.incoming.map(({ path }) => toPointer(path)),
      ...plan.withheld,
    ];
    for (const [pointer, value] of this.#unseen) {
      const path = pointer.split('/').slice(1);
      // What no answer showed is beyond what a push can know.
      if (hidesPart(before.view, path) && !sameSpelled(valueAt(after.stored, path), value))
        this.#unseen.delete(pointer);
      if (hidesPart(before.view, path) || !sameSpelled(valueAt(before.view, path), value)) continue;
      const isSaid = plan.reasons.includes('never-synced') || replaced.some((name) => covers(name, pointer));
      assert.ok(
        isSaid || sameSpelled(valueAt(after.stored, path), value),
        `${pointer} of others was overwritten unsaid`,
      );
      if (isSaid) this.#unseen.delete(pointer);
    }
  }

  /** After a pull, each change of others is in the file, or the outcome names it. */
  #expectRemoteTold(view: JsonObject, outcome: PullOutcome): void {
    const file = this.#world.file;
    const { conflicts, withCredentials, missing } =
      outcome.kind === 'pulled'
        ? outcome.plan
        : (outcome as Extract<PullOutcome, { kind: 'nothing-to-pull' }>);
    const named = [
      ...conflicts.map(({ path }) => toPointer(path)),
      ...withCredentials,
      ...missing,
      ...this.#kept(),
    ];
    for (const [pointer, value] of this.#unseen) {
      const path = pointer.split('/').slice(1);
      if (hidesPart(view, path)) continue;
      const now = valueAt(file, path);
      const isMerged = typeof now === 'string' ? now.includes('\n') : Array.isArray(now);
      const isThere = isMerged || sameSpelled(now, value) || (isBlank(now) && isBlank(value));
      assert.ok(
        isThere || named.some((name) => covers(name, pointer)),
        `${pointer} was not pulled, and not named`,
      );
      if (isThere) this.#unseen.delete(pointer);
    }
  }

  /** What a pull finds equal on both sides was not typed since. */
  #agreeOn(view: JsonObject): void {
    for (const { path, value } of leavesOf(this.#world.file))
      if (sameSpelled(value, valueAt(view, path))) this.#agreed = setIn(this.#agreed, path, value);
  }

  /** Conflicts that the user resolved with the file's value. */
  #kept(): string[] {
    return (this.#world.baseline?.conflicts ?? [])
      .filter(({ keepLocal }) => keepLocal)
      .map(({ pointer }) => pointer);
  }

  /** What a push or a pull changes in the file comes from the agent, and replaces nothing that was typed. */
  #expectTypedStays(before: JsonObject, view: JsonObject, outcome: PushOutcome | PullOutcome): void {
    const file = this.#world.file;
    const replaced =
      'plan' in outcome && outcome.plan.kind === 'pull' && outcome.plan.showFirst
        ? [...outcome.plan.replaced, ...outcome.plan.removed]
        : [];
    const agreed = this.#agreed;
    for (const { path } of differences(before, file)) {
      const pointer = toPointer(path);
      const [was, is] = [valueAt(before, path), valueAt(file, path)];
      if (pointer.endsWith('_configured')) continue;
      const wasTyped = !isBlank(was) && !sameSpelled(was, valueAt(agreed, path));
      const isMerge = (typeof was === 'string' && was.includes('\n')) || Array.isArray(was);
      const isSaid = replaced.some((name) => covers(name, pointer));
      assert.ok(
        !wasTyped || isMerge || isSaid || sameSpelled(was, is),
        `${pointer}: what was typed was replaced unsaid`,
      );
      assert.ok(isMerge || sameSpelled(is, valueAt(view, path)), `${pointer} is neither side's`);
      if (!wasTyped) this.#agreed = setIn(this.#agreed, path, is);
    }
    this.#forgetSeen();
  }

  #forgetSeen(): void {
    for (const [pointer, value] of this.#unseen)
      if (sameSpelled(valueAt(this.#world.file, pointer.split('/').slice(1)), value))
        this.#unseen.delete(pointer);
  }

  #remember(kind: 'push' | 'undo', outcome: PushOutcome): void {
    const isWritten = outcome.kind === 'pushed' || outcome.kind === 'verification-failed';
    // What the file doesn't mention at the first sync isn't followed.
    if (isWritten && outcome.plan.reasons.includes('never-synced')) this.#unseen.clear();
    if (kind === 'undo') {
      if (isWritten) this.#agreed = this.#agreedBefore;
      return;
    }
    if (!isWritten && !(outcome.kind === 'in-sync' && outcome.incoming === 0)) return;
    if (isWritten) this.#agreedBefore = this.#agreed;
    const notTaken = outcome.kind === 'verification-failed' ? outcome.discrepancy.notTaken : [];
    this.#agreed = notTaken.reduce(
      (all, name) => setIn(all, name.split('/').slice(1), undefined),
      this.#world.file,
    );
  }

  /** The status bar says "in sync" only of sides that are equal as far as both can be seen. */
  #expectTrueStatus({ view, stored }: Moment): void {
    const { baseline, file } = this.#world;
    if (!baseline) return;
    const remote = lastSeenRemote(baseline);
    const status = syncStatus({ schema: agentSchema, origin: this.#agent.origin, file, remote, baseline });
    if (status.kind === 'in-sync') expectAgreement({ view, stored, file }, true);
  }
}
