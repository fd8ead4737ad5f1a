import assert from 'node:assert/strict';
import { agentSchema } from '#language/schema/bundledSchema';
import { applyEdits } from '#language/syntax/edit';
import { parseAgent, toJson } from '#language/syntax/document';
import { type Json, type JsonObject, isJsonObject, toJsonText, toPointer } from '#language/syntax/json';
import { referenceText } from '#language/secrets/secrets';
import { pull } from '#sync/pull/pull';
import { push } from '#sync/push/push';
import { undoPush } from '#sync/push/undo';
import { type CreateOutcome, createAgent } from '#sync/create/create';
import { lastSeenRemote, resolveWithLocal, resolveWithRemote, unresolvedConflicts } from '#sync/conflicts';
import { type SyncStatus, syncStatus } from '#sync/status';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { Conflict, PullPlan, PushPlan } from '#sync/model';
import type { Baseline, SecretRetention, PushAnswer, RemoteAgents, SyncPorts } from '#sync/ports';
import { AgentWithPrompts } from '#sync/promptFiles/agentWithPrompts';
import { LeakDetector } from '../leakDetector';
import { FakeRemote, type RemoteModes } from './fakeRemote';
import { leakCheckedPorts } from './leakCheckedPorts';
import { MemoryFiles } from './memoryFiles';
import { shownAfterCreation, shownAfterPull, shownAfterPush, shownBeforeCreation } from './renderedMessages';

export { agentSchema };

/** A server that is known to keep everything that a PUT omits. */
export const allRetained: SecretRetention = { topLevel: 'kept', nested: 'kept', writeOnly: 'kept' };

export interface SyncFixtureOptions {
  readonly file: JsonObject | string;
  readonly agent: JsonObject;
  readonly modes?: RemoteModes;
  /** What references resolve to: `${env:NAME}` → value. Others are missing. */
  readonly references?: Readonly<Record<string, string>>;
  /** Stored by pointer. */
  readonly stored?: Readonly<Record<string, string>>;
  readonly retention?: SecretRetention;
  /** Replaces the agents in memory. */
  readonly agents?: RemoteAgents;
}

/**
 * A file, an agent, and everything that syncing needs, in memory. Logging or showing a secret, or storing it in plain text, throws an
 * AssertionError.
 */
export class SyncFixture {
  readonly leakDetector = new LeakDetector();
  readonly files: MemoryFiles;
  readonly remote: FakeRemote;
  readonly shownPlans: (PushPlan | PullPlan)[] = [];
  readonly lines: string[] = [];
  baseline: Baseline | undefined;
  retention: SecretRetention;
  references: Readonly<Record<string, string>>;
  /** Whether a test lets steps after a write fail. In all others, a failed assertion there must not be swallowed. */
  expectsFailures = false;
  /** Called while a question is open. */
  onConfirm: () => void = () => undefined;
  /** The user's answer to the question before a push. */
  answer: (plan: PushPlan) => PushAnswer = () => ({ kind: 'push' });
  confirmsPull = true;
  readonly sent = new Map<string, string>();
  readonly sentDates = new Map<string, Date>();
  /** The current date. */
  now = new Date('2026-11-02T12:00:00Z');
  /** Values in secret storage, by pointer. */
  readonly storedValues: Map<string, string>;
  readonly ports: SyncPorts;

  constructor(options: SyncFixtureOptions) {
    this.files = new MemoryFiles(
      typeof options.file === 'string' ? options.file : `${toJsonText(options.file, '  ')}\n`,
    );
    this.remote = new FakeRemote(options.agent, options.modes);
    this.retention = options.retention ?? { topLevel: 'unknown', nested: 'unknown', writeOnly: 'unknown' };
    this.references = options.references ?? {};
    this.storedValues = new Map(Object.entries(options.stored ?? {}));
    this.ports = leakCheckedPorts(this.#ports(options.agents ?? this.remote), this.leakDetector);
  }

  /** A fixture whose file and agent are in sync. */
  static async synced(options: SyncFixtureOptions): Promise<SyncFixture> {
    const fixture = new SyncFixture(options);
    await fixture.pull();
    fixture.shownPlans.length = 0;
    return fixture;
  }

  /** The plan of the last question before a push. */
  get lastPushPlan(): PushPlan {
    const plan = this.shownPlans.at(-1);
    assert.ok(plan?.kind === 'push', 'no push was asked about');
    return plan;
  }

  /** The body of the last write. */
  get lastBody(): JsonObject {
    const write = this.remote.writes.at(-1);
    assert.ok(write, 'nothing was written');
    return write.body;
  }

  /** The status without a request, based on the last response. */
  get status(): SyncStatus {
    const { file, baseline } = this;
    const remote = baseline && lastSeenRemote(baseline);
    return syncStatus({ schema: agentSchema, origin: this.remote.origin, file, remote, baseline });
  }

  /** The text of the file, with its prompts. */
  get text(): string {
    return this.files.text;
  }

  set text(text: string) {
    this.files.text = text;
  }

  get file(): JsonObject {
    return readJson(this.text);
  }

  edit(change: (file: JsonObject) => JsonObject): void {
    this.text = `${toJsonText(change(this.file), '  ')}\n`;
  }

  push(): Promise<PushOutcome> {
    return this.#write(push);
  }

  async pull(): Promise<PullOutcome> {
    this.leakDetector.watchFakeSecretsIn(JSON.stringify(this.remote.stored));
    const outcome = await pull(this.ports, { schema: agentSchema });
    this.leakDetector.expectNoneIn('the message after a pull', shownAfterPull(outcome));
    return outcome;
  }

  /** `confirm`: the user's answer. */
  async create(confirm = true): Promise<CreateOutcome> {
    const outcome = await createAgent(this.ports, {
      schema: agentSchema,
      creationProperties: { project: 3 },
      confirm: (plan) => {
        this.leakDetector.expectNoneIn('the question before a creation', shownBeforeCreation(plan));
        return Promise.resolve(confirm);
      },
    });
    this.leakDetector.expectNoneIn('the message after a creation', shownAfterCreation(outcome));
    return outcome;
  }

  /** What *Set Secret…* does if the file contains no reference. */
  setSecret(pointer: string, value: string): void {
    this.sent.delete(pointer);
    this.storedValues.set(pointer, value);
  }

  /** Unresolved conflicts of the current file. */
  get unresolvedConflicts(): readonly Conflict[] {
    return this.baseline ? unresolvedConflicts(agentSchema, this.file, this.baseline) : [];
  }

  keepLocal(pointer: string): void {
    const conflict = this.unresolvedConflicts.find(({ path }) => toPointer(path) === pointer);
    if (this.baseline && conflict) this.baseline = resolveWithLocal(agentSchema, this.baseline, conflict);
  }

  useRemote(pointer: string): void {
    const conflict = this.unresolvedConflicts.find(({ path }) => toPointer(path) === pointer);
    if (!conflict) return;
    const resolved = applyEdits(this.text, resolveWithRemote(agentSchema, this.text, conflict).edits);
    this.leakDetector.expectNoneAdded('the file', this.text, resolved);
    this.text = resolved;
  }

  undo(): Promise<PushOutcome> {
    return this.#write(undoPush);
  }

  async #write(write: typeof push): Promise<PushOutcome> {
    this.leakDetector.watchFakeSecretsIn(JSON.stringify(this.remote.stored));
    const outcome = await write(this.ports, { schema: agentSchema });
    this.leakDetector.expectNoneIn('the message after a push', shownAfterPush(outcome));
    return outcome;
  }

  #ports(agents: RemoteAgents): SyncPorts {
    return {
      agents,
      file: new AgentWithPrompts(agentSchema, this.files),
      baselines: {
        get: () => Promise.resolve(this.baseline),
        put: (_, baseline) => {
          this.baseline = baseline;
          return Promise.resolve(true);
        },
      },
      secrets: {
        resolve: ({ reference }) => {
          const value = this.references[referenceText(reference)];
          return Promise.resolve(value === undefined ? { kind: 'missing' } : { kind: 'value', value });
        },
        stored: (_, pointer) => Promise.resolve(this.storedValues.get(pointer)),
        isLastSent: (_, pointer, value) => Promise.resolve(this.sent.get(pointer) === value),
        lastSent: () => Promise.resolve(new Map(this.sentDates)),
        recordSent: (_, pointer, value) => {
          this.sent.set(pointer, value);
          if (value === 'null') this.sentDates.delete(pointer);
          else this.sentDates.set(pointer, this.now);
          return Promise.resolve();
        },
        forget: (_, pointer) => {
          this.storedValues.delete(pointer);
          return Promise.resolve();
        },
      },
      retention: {
        get: () => Promise.resolve(this.retention),
        put: (_, retention) => {
          this.retention = retention;
          return Promise.resolve();
        },
      },
      confirm: {
        push: (plan) => {
          this.shownPlans.push(plan);
          this.onConfirm();
          return Promise.resolve(this.answer(plan));
        },
        pull: (plan) => {
          this.shownPlans.push(plan);
          this.onConfirm();
          return Promise.resolve(this.confirmsPull);
        },
      },
      log: {
        info: (line) => void this.lines.push(line),
        warn: (line) => {
          assert.ok(this.expectsFailures, line);
          this.lines.push(line);
        },
      },
    };
  }
}

/** The kind of an outcome; of a blocked one, the kinds of its causes. */
export function outcomeKind(outcome: PushOutcome): string {
  return outcome.kind === 'blocked' ? outcome.causes.map(({ kind }) => kind).join() : outcome.kind;
}

/** Parses an agent file without losing digits of numbers. */
export function readJson(text: string): JsonObject {
  const document = parseAgent(text);
  const data: Json = document.root ? toJson(document, document.root) : null;
  if (!isJsonObject(data)) throw new Error('the file of the test is not an object');
  return data;
}
