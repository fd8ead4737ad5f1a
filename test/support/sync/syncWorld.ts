import { agentSchema } from '#language/schema/bundledSchema';
import { applyEdits } from '#language/syntax/edit';
import { parseAgent, toJson } from '#language/syntax/document';
import { type Json, type JsonObject, isJsonObject, toJsonText, toPointer } from '#language/syntax/json';
import { referenceText } from '#language/secrets/secrets';
import { pull } from '#sync/pull/pull';
import { push } from '#sync/push/push';
import { undoPush } from '#sync/push/undo';
import { type CreateOutcome, createAgent } from '#sync/create/create';
import { keepLocal, useRemote, unresolvedConflicts } from '#sync/conflicts';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { Conflict, PullPlan, PushPlan } from '#sync/model';
import type { Baseline, SecretRetention, PushAnswer, RemoteAgents, SyncPorts } from '#sync/ports';
import { LeakDetector } from '../leakDetector';
import { FakeRemote, type RemoteModes } from './fakeRemote';
import { leakCheckedPorts } from './leakCheckedPorts';
import { shownAfterCreation, shownAfterPull, shownAfterPush, shownBeforeCreation } from './renderedMessages';

export { agentSchema };

export interface WorldOptions {
  readonly file: JsonObject | string;
  readonly agent: JsonObject;
  readonly modes?: RemoteModes;
  /** What references resolve to: `${env:NAME}` → value. Others are missing. */
  readonly references?: Readonly<Record<string, string>>;
  /** Stored by pointer. */
  readonly stored?: Readonly<Record<string, string>>;
  readonly retention?: SecretRetention;
  /** Other agents than those in memory. */
  readonly agents?: RemoteAgents;
}

/**
 * A file, an agent and all that stands between them, in memory. Somebody listens: wherever a secret would be logged, shown, or stored in
 * clear, what did it throws an AssertionError.
 */
export class SyncWorld {
  readonly ear = new LeakDetector();
  text: string;
  readonly remote: FakeRemote;
  readonly asked: (PushPlan | PullPlan)[] = [];
  readonly lines: string[] = [];
  baseline: Baseline | undefined;
  retention: SecretRetention;
  references: Readonly<Record<string, string>>;
  /** What happens while a question is open. */
  whileAsked: () => void = () => undefined;
  /** What the user answers to a push. */
  answer: (plan: PushPlan) => PushAnswer = () => ({ kind: 'push' });
  answerToPull = true;
  readonly sent = new Map<string, string>();
  readonly sentDates = new Map<string, Date>();
  /** The day on which all of this happens. */
  now = new Date('2026-11-02T12:00:00Z');
  /** Values stored for members, by pointer. */
  readonly kept: Map<string, string>;
  readonly ports: SyncPorts;

  constructor(options: WorldOptions) {
    this.text = typeof options.file === 'string' ? options.file : `${toJsonText(options.file, '  ')}\n`;
    this.remote = new FakeRemote(options.agent, options.modes);
    this.retention = options.retention ?? { topLevel: 'unknown', nested: 'unknown', writeOnly: 'unknown' };
    this.references = options.references ?? {};
    this.kept = new Map(Object.entries(options.stored ?? {}));
    this.ports = leakCheckedPorts(this.#ports(options.agents ?? this.remote), this.ear);
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
    this.ear.watchMadeUpIn(JSON.stringify(this.remote.stored));
    const outcome = await pull(this.ports, { schema: agentSchema });
    this.ear.expectNoneIn('what is said after a pull', shownAfterPull(outcome));
    return outcome;
  }

  /** `confirm`: what the user answers. */
  async create(confirm = true): Promise<CreateOutcome> {
    const outcome = await createAgent(this.ports, {
      schema: agentSchema,
      given: { project: 3 },
      confirm: (plan) => {
        this.ear.expectNoneIn('the question before a creation', shownBeforeCreation(plan));
        return Promise.resolve(confirm);
      },
    });
    this.ear.expectNoneIn('what is said after a creation', shownAfterCreation(outcome));
    return outcome;
  }

  /** What *Set Secret…* does where the file holds no reference. */
  setSecret(pointer: string, value: string): void {
    this.sent.delete(pointer);
    this.kept.set(pointer, value);
  }

  /** Members that wait for a decision, as the file is now. */
  get unresolvedConflicts(): readonly Conflict[] {
    return this.baseline ? unresolvedConflicts(agentSchema, this.file, this.baseline) : [];
  }

  keepLocal(pointer: string): void {
    if (this.baseline) this.baseline = keepLocal(this.baseline, pointer);
  }

  useRemote(pointer: string): void {
    const conflicts = this.unresolvedConflicts.find(({ path }) => toPointer(path) === pointer);
    if (!conflicts) return;
    const taken = applyEdits(this.text, useRemote(agentSchema, this.text, conflicts).edits);
    this.ear.expectNoneAdded('the file', this.text, taken);
    this.text = taken;
  }

  undo(): Promise<PushOutcome> {
    return this.#write(undoPush);
  }

  async #write(act: typeof push): Promise<PushOutcome> {
    this.ear.watchMadeUpIn(JSON.stringify(this.remote.stored));
    const outcome = await act(this.ports, { schema: agentSchema });
    this.ear.expectNoneIn('what is said after a push', shownAfterPush(outcome));
    return outcome;
  }

  #ports(agents: RemoteAgents): SyncPorts {
    return {
      agents,
      file: {
        name: 'front-desk.agent.json',
        read: () => Promise.resolve(this.text),
        edit: (edits, madeFor) => {
          if (this.text !== madeFor) return Promise.resolve(false);
          this.text = applyEdits(this.text, edits);
          return Promise.resolve(true);
        },
      },
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
        stored: (_, pointer) => Promise.resolve(this.kept.get(pointer)),
        isLastSent: (_, pointer, value) => Promise.resolve(this.sent.get(pointer) === value),
        lastSent: () => Promise.resolve(new Map(this.sentDates)),
        recordSent: (_, pointer, value) => {
          this.sent.set(pointer, value);
          if (value === 'null') this.sentDates.delete(pointer);
          else this.sentDates.set(pointer, this.now);
          return Promise.resolve();
        },
        forget: (_, pointer) => {
          this.kept.delete(pointer);
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
          this.asked.push(plan);
          this.whileAsked();
          return Promise.resolve(this.answer(plan));
        },
        pull: (plan) => {
          this.asked.push(plan);
          this.whileAsked();
          return Promise.resolve(this.answerToPull);
        },
      },
      log: {
        info: (line) => void this.lines.push(line),
        warn: (line) => void this.lines.push(line),
      },
    };
  }
}

/** Text → the object in it, digits kept. */
export function readJson(text: string): JsonObject {
  const document = parseAgent(text);
  const data: Json = document.root ? toJson(document, document.root) : null;
  if (!isJsonObject(data)) throw new Error('the test has no object in its file');
  return data;
}
