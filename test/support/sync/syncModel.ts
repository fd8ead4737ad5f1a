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
  objectOrEmpty,
  toJsonText,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { Fault, RemoteModes } from './fakeRemote';
import { SyncFixture } from './syncFixture';
import { type Step, type SyncSequence, initialAgent } from './syncCommands';
import { withoutProperties } from './withoutProperties';

/** Paths of the secrets of the initial agent. */
const secretPaths = [
  ['vapi_api_key'],
  ['livekit_api_key'],
  ['livekit_data', 'api_secret'],
  ['sip_auth', 'password'],
];

/** An agent that other users edit as well, in memory or in the sandbox. */
export interface SharedAgent extends RemoteAgents {
  /** As stored, secrets in plain text. */
  readonly stored: JsonObject;
  /** Changes with each write of any user. */
  readonly version: unknown;
  /** Writes received, in order. */
  readonly writes: readonly { readonly body: JsonObject }[];
  /** Consumed by the next write; undefined removes a pending fault. */
  fault: Fault | undefined;
  /** An edit of another user in the dashboard. */
  edit(change: (agent: JsonObject) => JsonObject): void;
}

/**
 * Runs a sequence and compares the file and the agent with the expected state after each step. The simulated user never confirms a PUT
 * that puts secrets at risk. So no secret may be lost with any server behavior, and no property may change that was not edited.
 */
export async function runSequence(
  sequence: SyncSequence,
  agent: SharedAgent,
  modes: RemoteModes,
): Promise<void> {
  const model = new SequenceModel(agent, modes, sequence);
  if (sequence.startsWithPull) await model.fixture.pull();
  for (const step of sequence.steps) {
    await model.run(step);
    model.check();
  }
}

/** Tracks the expected state. */
class SequenceModel {
  readonly fixture: SyncFixture;
  readonly #remote: SharedAgent;
  readonly #editedNames = new Set<string>();
  /** Local edits that were not pushed yet. */
  readonly #pendingEdits = new Map<string, Json | undefined>();
  #secrets: readonly (Json | undefined)[];

  constructor(remote: SharedAgent, modes: RemoteModes, { fileProperties, isRetentionKnown }: SyncSequence) {
    this.#remote = remote;
    const file = objectOf([
      ['id', 12],
      ...Object.entries(initialAgent).filter(([name]) => fileProperties.includes(name)),
    ]);
    const retention = {
      topLevel: modes.put === 'keep' ? ('kept' as const) : ('lost' as const),
      nested: modes.nested === 'merge' ? ('kept' as const) : ('lost' as const),
      writeOnly: modes.put === 'keep' ? ('kept' as const) : ('lost' as const),
    };
    this.fixture = new SyncFixture({
      file: withoutSecrets(file),
      agent: {},
      agents: remote,
      ...(isRetentionKnown ? { retention } : {}),
    });
    this.#secrets = this.#storedSecrets();
    this.fixture.leakDetector.watchFakeSecretsIn(JSON.stringify(remote.stored));
  }

  async run(step: Step): Promise<void> {
    const { fixture } = this;
    switch (step.do) {
      case 'edit':
        return this.#edit(step.name, step.value);
      case 'delete':
        return this.#edit(step.name, undefined);
      case 'remote edit':
        this.#editedNames.add(step.name);
        return this.#remote.edit((agent) => ({ ...agent, [step.name]: step.value }));
      case 'edit container':
        return this.#edit('livekit_data', { ...objectOrEmpty(fixture.file['livekit_data']), url: step.url });
      case 'remote edit container':
        this.#editedNames.add('livekit_data');
        return this.#remote.edit((agent) => ({
          ...agent,
          livekit_data: { ...objectOrEmpty(agent['livekit_data']), url: step.url },
        }));
      case 'set secret':
        fixture.references = { '${env:VAPI}': step.value };
        return fixture.edit((file) => ({ ...file, vapi_api_key: '${env:VAPI}' }));
      case 'clear secret':
        return fixture.edit((file) => ({ ...file, vapi_api_key: null }));
      case 'remove secret':
        return fixture.edit((file) => withoutProperties(file, 'vapi_api_key'));
      case 'push':
        return this.#push(step.fault, step.entersSecrets);
      case 'pull':
        return this.#pull();
      case 'move prompt to file':
        return fixture.files.movePromptToFile('description', step.file, step.like);
      case 'move prompt to agent':
        return fixture.files.movePromptToAgent('description');
      case 'sync without prompt file':
        return this.#syncWithoutPromptFile();
      case 'share prompt':
        fixture.files.allowsSharedChanges = step.allows;
        return;
      case 'undo':
        await this.#write(() => fixture.undo(), true);
        return;
      case 'keep local':
      case 'use remote':
        return this.#resolveConflict(step.do, step.which);
    }
  }

  /** "Keep local" only affects the next push; "use remote" discards the local edit. */
  #resolveConflict(resolution: 'keep local' | 'use remote', which: number): void {
    const { fixture } = this;
    const { unresolvedConflicts, text } = fixture;
    const conflict = unresolvedConflicts[Math.floor(which * unresolvedConflicts.length)];
    if (!conflict) return;
    const pointer = toPointer(conflict.path);
    if (resolution === 'keep local') fixture.keepLocal(pointer);
    else fixture.useRemote(pointer);
    assert.ok(resolution === 'use remote' || fixture.text === text, '"keep local" does not edit the file');
    assert.ok(
      !fixture.unresolvedConflicts.some(({ path }) => toPointer(path) === pointer),
      `${pointer} is still a conflict`,
    );
    if (resolution === 'use remote') this.#pendingEdits.delete(String(conflict.path[0]));
  }

  #edit(name: string, value: Json | undefined): void {
    if (sameJson(this.fixture.file[name], value)) return;
    this.#editedNames.add(name);
    // A value that is edited back to the baseline doesn't need a push.
    const { baseline } = this.fixture;
    if (baseline && sameJson(baseline.file[name], withoutFlags(value))) this.#pendingEdits.delete(name);
    else this.#pendingEdits.set(name, editedPart(baseline?.file[name], value));
    this.fixture.edit((file) =>
      value === undefined ? withoutProperties(file, name) : { ...file, [name]: value },
    );
  }

  /** Nothing is sent, and the reference stays in the file. */
  async #syncWithoutPromptFile(): Promise<void> {
    const { files } = this.fixture;
    if (!files.isInPromptFile('description')) return;
    const { source } = files;
    const [writes, prompts] = [this.#remote.writes.length, new Map(files.prompts)];
    files.promptFilesAreMissing = true;
    for (const sync of [() => this.fixture.push(), () => this.fixture.pull(), () => this.fixture.undo()])
      assert.equal((await sync()).kind, 'blocked');
    files.promptFilesAreMissing = false;
    assert.equal(this.#remote.writes.length, writes);
    assert.equal(files.source, source);
    assert.deepEqual(files.prompts, prompts);
  }

  async #pull(): Promise<void> {
    const outcome = await this.fixture.pull();
    this.#dropSyncedEdits();
    // Without a baseline, the diff is shown first, and this user confirms it.
    if (outcome.kind === 'pulled' && outcome.plan.showFirst) this.#pendingEdits.clear();
    this.#expectEditsKept();
  }

  /** Simulates a user who avoids risks: sends changes only, enters the secrets at risk, or cancels. */
  async #push(fault: Fault | undefined, entersSecrets: boolean): Promise<void> {
    this.#remote.fault = fault;
    const outcome = await this.#write(() => this.fixture.push(), entersSecrets);
    if (outcome.kind === 'in-sync' && outcome.incomingCount === 0) this.#expectNothingPending();
  }

  async #write(write: () => Promise<PushOutcome>, entersSecrets: boolean): Promise<PushOutcome> {
    const remote = this.#remote;
    this.fixture.answer = ({ secretsAtRisk, enterableSecrets, method }) => {
      if (secretsAtRisk.length === 0) return { kind: 'push' };
      if (method === 'put') return { kind: 'patch' };
      const values = new Map(enterableSecrets.map((pointer) => [pointer, this.#storedAt(pointer)] as const));
      return entersSecrets ? { kind: 'secrets', values } : { kind: 'cancel' };
    };
    const [before, version] = [remote.writes.length, remote.version];
    const outcome = await write();
    const writes = remote.writes.slice(before);
    assert.ok(writes.length <= 1, 'a push writes at most once');
    if (writes[0]) this.#expectPlanned(writes[0].body, outcome);
    if ('plan' in outcome && remote.version !== version) {
      this.#updateSecrets(outcome.plan);
      this.#pendingEdits.clear();
    }
    remote.fault = undefined;
    this.#dropSyncedEdits();
    this.#expectEditsKept();
    return outcome;
  }

  /** An edit that is equal to the value of the agent is in sync and may be changed by either side. */
  #dropSyncedEdits(): void {
    for (const [name, value] of this.#pendingEdits) {
      const remote = this.#remote.stored[name];
      if (sameJson(remote, value) || isMerged(remote, withoutFlags(value))) this.#pendingEdits.delete(name);
    }
  }

  /** An outcome "in sync" allows only pending removals: a property that the file omits is not compared. */
  #expectNothingPending(): void {
    for (const [name, value] of this.#pendingEdits) assert.equal(value, undefined, `${name} was not pushed`);
    this.#pendingEdits.clear();
  }

  #expectPlanned(body: JsonObject, outcome: PushOutcome): void {
    assert.ok('plan' in outcome, `a write without a plan: ${outcome.kind}`);
    assert.equal(toJsonText(body), toJsonText(outcome.plan.body));
    // The question about a roll back is about a copy of the plan.
    const shownPlan = this.fixture.shownPlans.at(-1);
    const isConfirmed =
      shownPlan !== undefined && 'body' in shownPlan && shownPlan.body === outcome.plan.body;
    assert.ok(outcome.plan.risk === 'low' || isConfirmed, 'the plan was not confirmed');
    assert.doesNotMatch(toJsonText(body), /_configured|updated_at|\$\{env/);
    for (const path of secretPaths.filter((place) => valueAt(body, place) === '')) {
      const step: SecretStep | undefined = outcome.plan.secrets.find(
        (candidate) => toPointer(candidate.path) === toPointer(path),
      );
      assert.equal(step?.action, 'clear', `${toPointer(path)} is sent empty without being cleared`);
    }
  }

  #updateSecrets({ secrets, body }: PushPlan): void {
    this.#secrets = secretPaths.map((path, index) => {
      const step = secrets.find((candidate) => toPointer(candidate.path) === toPointer(path));
      if (step?.action === 'clear') return null;
      return step?.action === 'set' ? valueAt(body, path) : this.#secrets[index];
    });
  }

  #storedAt(pointer: string): string {
    const index = secretPaths.findIndex((path) => toPointer(path) === pointer);
    const value = this.#secrets[index];
    assert.ok(typeof value === 'string');
    return value;
  }

  #storedSecrets(): (Json | undefined)[] {
    return secretPaths.map((path) => valueAt(this.#remote.stored, path) || null);
  }

  /** Local edits stay in the file until they are pushed; only by-line merges add to them. */
  #expectEditsKept(): void {
    for (const [name, value] of this.#pendingEdits) {
      const now = this.fixture.file[name];
      const mergesInside = Array.isArray(value) || (typeof value === 'string' && value.includes('\n'));
      assert.ok(mergesInside || sameJson(now, value) || isMerged(now, value), `the edit of ${name} was lost`);
    }
  }

  check(): void {
    const now = this.#storedSecrets();
    now.forEach((value, index) => {
      assert.equal(value ?? null, this.#secrets[index] ?? null, toPointer(secretPaths[index] ?? []));
    });
    const unedited = Object.keys(initialAgent).filter(
      (name) => !this.#editedNames.has(name) && !isSecretName(name),
    );
    for (const name of unedited) {
      assert.ok(
        sameJson(this.#remote.stored[name], initialAgent[name]),
        `${name} changed, but was not edited`,
      );
    }
  }
}

function isSecretName(name: string): boolean {
  return secretPaths.some(([first]) => first === name);
}

/** Objects may contain additional properties of the other side. */
function isMerged(now: Json | undefined, edited: Json | undefined): boolean {
  if (!isJsonObject(edited)) return false;
  return Object.entries(objectOrEmpty(edited)).every(([name, value]) =>
    sameJson(objectOrEmpty(now)[name], value),
  );
}

/** The properties of an object that an edit changes. The others may change independently. */
function editedPart(base: Json | undefined, edited: Json | undefined): Json | undefined {
  if (!isJsonObject(base) || !isJsonObject(edited)) return edited;
  return objectOf(Object.entries(edited).filter(([name, value]) => !sameJson(base[name], value)));
}

/** Flags that the server adds to an object are not an edit. */
function withoutFlags(edited: Json | undefined): Json | undefined {
  if (!isJsonObject(edited)) return edited;
  return objectOf(Object.entries(edited).filter(([name]) => !name.endsWith('_configured')));
}

function withoutSecrets(file: JsonObject): JsonObject {
  return objectOf(
    Object.entries(file).map(([name, value]): [string, Json] => {
      const inner = secretPaths.find(([first, second]) => first === name && second !== undefined)?.[1];
      return [name, inner === undefined ? value : withoutProperties(objectOrEmpty(value), inner)];
    }),
  );
}
