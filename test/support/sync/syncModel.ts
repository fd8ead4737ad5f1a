import assert from 'node:assert/strict';
import { sameJson } from '#sync/content/canonical';
import type { PushOutcome } from '#sync/outcomes';
import type { PushPlan, SecretStep } from '#sync/model';
import type { RemoteAgents } from '#sync/ports';
import {
  type Json,
  type JsonObject,
  isJsonObject,
  objectOf,
  toJsonText,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { Fault, RemoteModes } from './fakeRemote';
import { SyncWorld } from './syncWorld';
import { type Course, type Step, start } from './syncCommands';

/** Paths of the secrets of the first agent. */
const secretPlaces = [
  ['vapi_api_key'],
  ['livekit_api_key'],
  ['livekit_data', 'api_secret'],
  ['sip_auth', 'password'],
];

/** One agent that others edit as well, wherever it is kept. */
export interface SharedAgent extends RemoteAgents {
  /** As stored, secrets in plain text. */
  readonly stored: JsonObject;
  /** Another one after each change, whoever made it. */
  readonly version: unknown;
  /** Writes that arrived, in order. */
  readonly writes: readonly { readonly body: JsonObject }[];
  /** Consumed by the next write; undefined takes back one that waits. */
  fault: Fault | undefined;
  /** An edit of another user in the dashboard. */
  edit(change: (agent: JsonObject) => JsonObject): void;
}

/**
 * Lives a life of a file and its agent, and looks after each step whether all is as it ought to be. The user in here never says "PUT
 * anyway": whatever the server is like, no secret may then get lost, and nothing may change that nobody changed.
 */
export async function live(course: Course, agent: SharedAgent, modes: RemoteModes): Promise<void> {
  const life = new Life(agent, modes, course);
  if (course.pulls) await life.world.pull();
  for (const step of course.steps) {
    await life.take(step);
    life.check();
  }
}

/** What ought to be true, kept beside what is. */
class Life {
  readonly world: SyncWorld;
  readonly #remote: SharedAgent;
  readonly #touched = new Set<string>();
  readonly #pending = new Map<string, Json | undefined>();
  #secrets: readonly (Json | undefined)[];

  constructor(remote: SharedAgent, modes: RemoteModes, { mentions, knowsServer }: Course) {
    this.#remote = remote;
    const file = objectOf([['id', 12], ...Object.entries(start).filter(([name]) => mentions.includes(name))]);
    const truth = {
      topLevel: modes.put === 'keep' ? ('kept' as const) : ('lost' as const),
      nested: modes.nested === 'merge' ? ('kept' as const) : ('lost' as const),
      writeOnly: modes.put === 'keep' ? ('kept' as const) : ('lost' as const),
    };
    this.world = new SyncWorld({
      file: withoutSecrets(file),
      agent: {},
      agents: remote,
      ...(knowsServer ? { retention: truth } : {}),
    });
    this.#secrets = this.#storedSecrets();
    this.world.ear.watchMadeUpIn(JSON.stringify(remote.stored));
  }

  async take(step: Step): Promise<void> {
    const { world } = this;
    switch (step.do) {
      case 'edit':
        return this.#edit(step.name, step.value);
      case 'delete':
        return this.#edit(step.name, undefined);
      case 'remote edit':
        this.#touched.add(step.name);
        return this.#remote.edit((agent) => ({ ...agent, [step.name]: step.value }));
      case 'edit container':
        return this.#edit('livekit_data', { ...asObject(world.file['livekit_data']), url: step.url });
      case 'remote edit container':
        this.#touched.add('livekit_data');
        return this.#remote.edit((agent) => ({
          ...agent,
          livekit_data: { ...asObject(agent['livekit_data']), url: step.url },
        }));
      case 'set secret':
        world.references = { '${env:VAPI}': step.value };
        return world.edit((file) => ({ ...file, vapi_api_key: '${env:VAPI}' }));
      case 'clear secret':
        return world.edit((file) => ({ ...file, vapi_api_key: null }));
      case 'forget secret':
        return world.edit((file) => without(file, 'vapi_api_key'));
      case 'push':
        return this.#push(step.fault, step.patient);
      case 'pull':
        return this.#pull();
      case 'undo':
        await this.#write(() => world.undo(), true);
        return;
      case 'keep local':
      case 'use remote':
        return this.#decide(step.do, step.which);
    }
  }

  /** Keeping local changes nothing but what the next push may do; taking remote gives the local edit up. */
  #decide(decision: 'keep local' | 'use remote', which: number): void {
    const { world } = this;
    const { unresolvedConflicts, text } = world;
    const conflicts = unresolvedConflicts[Math.floor(which * unresolvedConflicts.length)];
    if (!conflicts) return;
    const pointer = toPointer(conflicts.path);
    if (decision === 'keep local') world.keepLocal(pointer);
    else world.useRemote(pointer);
    assert.ok(decision === 'use remote' || world.text === text, 'a decision for local is no edit');
    assert.ok(
      !world.unresolvedConflicts.some(({ path }) => toPointer(path) === pointer),
      `${pointer} is decided`,
    );
    if (decision === 'use remote') this.#pending.delete(String(conflicts.path[0]));
  }

  #edit(name: string, value: Json | undefined): void {
    if (sameJson(this.world.file[name], value)) return;
    this.#touched.add(name);
    // A file that is edited back to its base has nothing left to push there.
    const { baseline } = this.world;
    if (baseline && sameJson(baseline.file[name], withoutFlags(value))) this.#pending.delete(name);
    else this.#pending.set(name, editedPart(baseline?.file[name], value));
    this.world.edit((file) => (value === undefined ? without(file, name) : { ...file, [name]: value }));
  }

  async #pull(): Promise<void> {
    const outcome = await this.world.pull();
    this.#forgetAgreed();
    // Without a base the diff is shown first, and this user says yes to it.
    if (outcome.kind === 'pulled' && outcome.plan.showFirst) this.#pending.clear();
    this.#nothingVanished();
  }

  /** A user who never bets on the server: sends changes only, or enters what may get lost, or gives up. */
  async #push(withFault: Fault | undefined, patient: boolean): Promise<void> {
    this.#remote.fault = withFault;
    const outcome = await this.#write(() => this.world.push(), patient);
    if (outcome.kind === 'in-sync' && outcome.incoming === 0) this.#settle();
  }

  async #write(act: () => Promise<PushOutcome>, patient: boolean): Promise<PushOutcome> {
    const remote = this.#remote;
    this.world.answer = ({ atRisk, enterable, method }) => {
      if (atRisk.length === 0) return { kind: 'push' };
      if (method === 'put') return { kind: 'patch' };
      const values = new Map(enterable.map((pointer) => [pointer, this.#storedAt(pointer)] as const));
      return patient ? { kind: 'secrets', values } : { kind: 'cancel' };
    };
    const [before, version] = [remote.writes.length, remote.version];
    const outcome = await act();
    const writes = remote.writes.slice(before);
    assert.ok(writes.length <= 1, 'a push writes once at most');
    if (writes[0]) this.#expectPlanned(writes[0].body, outcome);
    if ('plan' in outcome && remote.version !== version) {
      this.#remember(outcome.plan);
      this.#pending.clear();
    }
    remote.fault = undefined;
    this.#forgetAgreed();
    this.#nothingVanished();
    return outcome;
  }

  /** Where the agent says the same as an edit, both are in sync: whoever changes it next is free to. */
  #forgetAgreed(): void {
    for (const [name, value] of this.#pending) {
      const remote = this.#remote.stored[name];
      if (sameJson(remote, value) || isMerged(remote, withoutFlags(value))) this.#pending.delete(name);
    }
  }

  /** "In sync" may be said where all that is left is what the file doesn't mention any more: it asked for what was there. */
  #settle(): void {
    for (const [name, value] of this.#pending) assert.equal(value, undefined, `${name} was not pushed`);
    this.#pending.clear();
  }

  #expectPlanned(body: JsonObject, outcome: PushOutcome): void {
    assert.ok('plan' in outcome, `a write without a plan: ${outcome.kind}`);
    assert.equal(toJsonText(body), toJsonText(outcome.plan.body));
    const asked = this.world.asked.at(-1);
    assert.ok(outcome.plan.risk === 'low' || asked === outcome.plan, 'the plan was not confirmed');
    assert.doesNotMatch(toJsonText(body), /_configured|updated_at|\$\{env/);
    for (const path of secretPlaces.filter((place) => valueAt(body, place) === '')) {
      const step: SecretStep | undefined = outcome.plan.secrets.find(
        (one) => toPointer(one.path) === toPointer(path),
      );
      assert.equal(step?.action, 'clear', `${toPointer(path)} is sent empty, and nobody asked for that`);
    }
  }

  #remember({ secrets, body }: PushPlan): void {
    this.#secrets = secretPlaces.map((path, index) => {
      const step = secrets.find((one) => toPointer(one.path) === toPointer(path));
      if (step?.action === 'clear') return null;
      return step?.action === 'set' ? valueAt(body, path) : this.#secrets[index];
    });
  }

  #storedAt(pointer: string): string {
    const index = secretPlaces.findIndex((path) => toPointer(path) === pointer);
    const value = this.#secrets[index];
    assert.ok(typeof value === 'string');
    return value;
  }

  #storedSecrets(): (Json | undefined)[] {
    return secretPlaces.map((path) => valueAt(this.#remote.stored, path) || null);
  }

  /** Local edits stay in the file until they are pushed; only by-line merges add to them. */
  #nothingVanished(): void {
    for (const [name, value] of this.#pending) {
      const now = this.world.file[name];
      const mergesInside = Array.isArray(value) || (typeof value === 'string' && value.includes('\n'));
      assert.ok(mergesInside || sameJson(now, value) || isMerged(now, value), `${name} vanished`);
    }
  }

  check(): void {
    const now = this.#storedSecrets();
    now.forEach((value, index) => {
      assert.equal(value ?? null, this.#secrets[index] ?? null, toPointer(secretPlaces[index] ?? []));
    });
    const untouched = Object.keys(start).filter((name) => !this.#touched.has(name) && !isSecretPlace(name));
    for (const name of untouched) {
      assert.ok(sameJson(this.#remote.stored[name], start[name]), `${name} changed, and nobody did it`);
    }
  }
}

function isSecretPlace(name: string): boolean {
  return secretPlaces.some(([first]) => first === name);
}

/** Objects may get properties of the other side. */
function isMerged(now: Json | undefined, edited: Json | undefined): boolean {
  if (!isJsonObject(edited)) return false;
  return Object.entries(asObject(edited)).every(([name, value]) => sameJson(asObject(now)[name], value));
}

/** The properties of an object that an edit changes. The others may change independently. */
function editedPart(base: Json | undefined, edited: Json | undefined): Json | undefined {
  if (!isJsonObject(base) || !isJsonObject(edited)) return edited;
  return objectOf(Object.entries(edited).filter(([name, value]) => !sameJson(base[name], value)));
}

/** What the server adds to an object is not an edit. */
function withoutFlags(edited: Json | undefined): Json | undefined {
  if (!isJsonObject(edited)) return edited;
  return objectOf(Object.entries(edited).filter(([name]) => !name.endsWith('_configured')));
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function without(object: JsonObject, name: string): JsonObject {
  return objectOf(Object.entries(object).filter(([key]) => key !== name));
}

function withoutSecrets(file: JsonObject): JsonObject {
  return objectOf(
    Object.entries(file).map(([name, value]): [string, Json] => {
      const inner = secretPlaces.find(([first, second]) => first === name && second !== undefined)?.[1];
      return [name, inner === undefined ? value : without(asObject(value), inner)];
    }),
  );
}
