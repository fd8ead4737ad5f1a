import { agentSchema } from '../../server/src/language/bundledSchema';
import { applyEdits } from '../../server/src/language/edit';
import { parseAgent, dataOf } from '../../server/src/language/document';
import {
  type Json,
  type JsonObject,
  isJsonObject,
  toJsonText,
  toPointer,
} from '../../server/src/language/json';
import { referenceText } from '../../server/src/language/secrets';
import { pull, push, undoPush } from '../../client/src/sync/apply';
import { keepMine, takeTheirs, undecided } from '../../client/src/sync/disputes';
import type { PullOutcome, PushOutcome } from '../../client/src/sync/outcomes';
import type { Contested, PullPlan, PushPlan } from '../../client/src/sync/plan';
import type {
  Baseline,
  KeepEvidence,
  PushAnswer,
  RemoteAgents,
  SyncPorts,
} from '../../client/src/sync/ports';
import { FakeRemote, type RemoteModes } from './fakeRemote';

export { agentSchema };

export interface WorldOptions {
  readonly file: JsonObject | string;
  readonly agent: JsonObject;
  readonly modes?: RemoteModes;
  /** What references resolve to: `${env:NAME}` → value. Others are missing. */
  readonly references?: Readonly<Record<string, string>>;
  /** Stored by pointer. */
  readonly stored?: Readonly<Record<string, string>>;
  readonly evidence?: KeepEvidence;
  /** Other agents than those in memory. */
  readonly agents?: RemoteAgents;
}

/** A file, an agent and all that stands between them, in memory. */
export class SyncWorld {
  text: string;
  readonly remote: FakeRemote;
  readonly asked: (PushPlan | PullPlan)[] = [];
  readonly lines: string[] = [];
  baseline: Baseline | undefined;
  evidence: KeepEvidence;
  references: Readonly<Record<string, string>>;
  /** What happens while a question is open. */
  whileAsked: () => void = () => undefined;
  /** What the user answers to a push. */
  answer: (plan: PushPlan) => PushAnswer = () => ({ kind: 'push' });
  answerToPull = true;
  readonly sent = new Map<string, string>();
  /** Values stored for members, by pointer. */
  readonly kept: Map<string, string>;
  readonly ports: SyncPorts;

  constructor(options: WorldOptions) {
    this.text = typeof options.file === 'string' ? options.file : `${toJsonText(options.file, '  ')}\n`;
    this.remote = new FakeRemote(options.agent, options.modes);
    this.evidence = options.evidence ?? { topLevel: 'unknown', nested: 'unknown' };
    this.references = options.references ?? {};
    this.kept = new Map(Object.entries(options.stored ?? {}));
    this.ports = this.#ports(options.agents ?? this.remote);
  }

  get file(): JsonObject {
    return readJson(this.text);
  }

  edit(change: (file: JsonObject) => JsonObject): void {
    this.text = `${toJsonText(change(this.file), '  ')}\n`;
  }

  push(): Promise<PushOutcome> {
    return push(this.ports, { schema: agentSchema });
  }

  pull(): Promise<PullOutcome> {
    return pull(this.ports, { schema: agentSchema });
  }

  /** What *Set Secret…* does where the file holds no reference. */
  setSecret(pointer: string, value: string): void {
    this.sent.delete(pointer);
    this.kept.set(pointer, value);
  }

  /** Members that wait for a decision, as the file is now. */
  get undecided(): readonly Contested[] {
    return this.baseline ? undecided(agentSchema, this.file, this.baseline) : [];
  }

  keepMine(pointer: string): void {
    if (this.baseline) this.baseline = keepMine(this.baseline, pointer);
  }

  takeTheirs(pointer: string): void {
    const contested = this.undecided.find(({ path }) => toPointer(path) === pointer);
    if (contested) this.text = applyEdits(this.text, takeTheirs(agentSchema, this.text, contested));
  }

  undo(): Promise<PushOutcome> {
    return undoPush(this.ports, { schema: agentSchema });
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
        wasSent: (_, pointer, value) => Promise.resolve(this.sent.get(pointer) === value),
        noteSent: (_, pointer, value) => {
          this.sent.set(pointer, value);
          return Promise.resolve();
        },
        forget: (_, pointer) => {
          this.kept.delete(pointer);
          return Promise.resolve();
        },
      },
      evidence: {
        get: () => Promise.resolve(this.evidence),
        put: (_, evidence) => {
          this.evidence = evidence;
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
  const data: Json = document.root ? dataOf(document, document.root) : null;
  if (!isJsonObject(data)) throw new Error('the test has no object in its file');
  return data;
}
