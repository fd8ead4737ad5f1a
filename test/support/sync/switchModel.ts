import assert from 'node:assert/strict';
import { lastSeenRemote } from '#sync/conflicts';
import { setIn } from '#sync/content/paths';
import type { PushPlan } from '#sync/model';
import type { PushOutcome } from '#sync/outcomes';
import { syncStatus } from '#sync/status';
import { type JsonObject, type Path, objectOf, toJsonText, toPointer, valueAt } from '#language/syntax/json';
import { LocalEdits } from './localEdits';
import { pathsOfMasks } from './observations';
import { RemoteChanges } from './remoteChanges';
import {
  type Snapshot,
  expectInSync,
  expectPlanned,
  expectSecretKept,
  reportedIn,
  withoutSecrets,
} from './switchChecks';
import {
  type SecretsAnswer,
  type SwitchSequence,
  type SwitchStep,
  initialAgent,
  secretPaths,
} from './switchSequences';
import type { SharedAgent } from './syncModel';
import { SyncFixture, agentSchema } from './syncFixture';

/** An agent on a server whose switches change. */
export interface SwitchedAgent extends SharedAgent {
  /** The current response to a GET. */
  view(): Promise<JsonObject>;
  setSwitches(switches: Extract<SwitchStep, { do: 'switch' }>['switches']): void;
}

/**
 * Runs a sequence and compares the stored agent, the responses and the reported outcomes after each step. It is independent of how
 * plans are made, and checks that a secret is only lost if the operation reports it, that "in sync" is true, and that no edit is lost unreported.
 */
export async function runSwitchSequence(sequence: SwitchSequence, agent: SwitchedAgent): Promise<void> {
  const model = new SwitchModel(sequence, agent);
  if (sequence.startsWithPull) await model.run({ do: 'pull', confirms: true });
  for (const step of sequence.steps) await model.run(step);
}

class SwitchModel {
  readonly #agent: SwitchedAgent;
  readonly #fixture: SyncFixture;
  readonly #localEdits = new LocalEdits();
  readonly #remoteChanges = new RemoteChanges();
  #textBeforePull: string | undefined;

  constructor({ fileProperties }: SwitchSequence, agent: SwitchedAgent) {
    this.#agent = agent;
    const file = objectOf(
      Object.entries(initialAgent).filter(([name]) => name === 'id' || fileProperties.includes(name)),
    );
    this.#fixture = new SyncFixture({ file: withoutSecrets(file), agent: {}, agents: agent });
    this.#fixture.leakDetector.watchFakeSecretsIn(JSON.stringify(agent.stored));
  }

  async run(step: SwitchStep): Promise<void> {
    const fixture = this.#fixture;
    switch (step.do) {
      case 'edit':
        return fixture.edit((file) => setIn(file, step.path, step.value));
      case 'remote edit': {
        const before = { stored: this.#agent.stored, view: await this.#agent.view() };
        this.#agent.edit((agent) => setIn(agent, step.path, step.value));
        return this.#remoteChanges.record(step.path, before, this.#agent.stored);
      }
      case 'set reference':
        return this.#setReference(step.path, step.value);
      case 'push':
      case 'undo':
        return this.#write(step);
      case 'pull':
        return this.#pull(step.confirms);
      case 'move prompt to file':
        return fixture.files.movePromptToFile('description', step.file, step.like);
      case 'move prompt to agent':
        return fixture.files.movePromptToAgent('description');
      case 'undo pull':
        fixture.text = this.#textBeforePull ?? fixture.text;
        this.#textBeforePull = undefined;
        return;
      case 'keep local':
      case 'use remote':
        return this.#resolveConflict(step.do, step.which);
      case 'switch':
        return this.#agent.setSwitches(step.switches);
    }
  }

  #setReference(path: Path, value: string | undefined): void {
    const reference = `\${env:${path.join('_').toUpperCase().replaceAll('-', '_')}}`;
    const others = Object.entries(this.#fixture.references).filter(([name]) => name !== reference);
    this.#fixture.references = Object.fromEntries(
      value === undefined ? others : [...others, [reference, value]],
    );
    this.#fixture.edit((file) => setIn(file, path, reference));
  }

  #resolveConflict(resolution: 'keep local' | 'use remote', which: number): void {
    const fixture = this.#fixture;
    const conflict = fixture.unresolvedConflicts[Math.floor(which * fixture.unresolvedConflicts.length)];
    if (!conflict) return;
    const pointer = toPointer(conflict.path);
    if (resolution === 'keep local') fixture.keepLocal(pointer);
    else fixture.useRemote(pointer);
    this.#remoteChanges.dropSynced(fixture.file);
  }

  async #snapshot(): Promise<Snapshot> {
    return { stored: this.#agent.stored, view: await this.#agent.view(), file: this.#fixture.file };
  }

  async #pull(confirms: boolean): Promise<void> {
    const fixture = this.#fixture;
    const before = await this.#snapshot();
    const text = fixture.text;
    const isFirstSync = fixture.baseline === undefined;
    fixture.confirmsPull = confirms;
    const outcome = await fixture.pull();
    assert.equal(
      toJsonText(this.#agent.stored),
      toJsonText(before.stored),
      'a pull does not change the agent',
    );
    if (outcome.kind === 'pulled') this.#textBeforePull = text;
    this.#localEdits.expectKept(before, fixture.file, outcome);
    this.#remoteChanges.dropSynced(fixture.file);
    if (outcome.kind !== 'pulled' && outcome.kind !== 'nothing-to-pull') return;
    this.#localEdits.markSynced(fixture.file, before.view);
    // Properties that only the agent has at the first sync are not pulled.
    if (isFirstSync) this.#remoteChanges.clear();
    this.#remoteChanges.expectPulled(before.view, fixture, outcome);
    this.#expectStatus(before);
  }

  async #write({ do: kind, fault, answer }: Extract<SwitchStep, { answer: SecretsAnswer }>): Promise<void> {
    const { file } = this.#fixture;
    const agent = this.#agent;
    const before = await this.#snapshot();
    const confirmed = this.#answerWith(answer);
    const writes = agent.writes.length;
    agent.fault = fault;
    const outcome = kind === 'push' ? await this.#fixture.push() : await this.#fixture.undo();
    agent.fault = undefined;
    const after = await this.#snapshot();
    const bodies = agent.writes.slice(writes);
    assert.ok(bodies.length <= 1, 'a push writes at most once');
    if (bodies[0]) expectPlanned(bodies[0].body, outcome, confirmed.at(-1));
    const reported = reportedIn(outcome, confirmed.at(-1));
    for (const path of [...secretPaths, ...pathsOfMasks(before.view)])
      expectSecretKept(path, { before, after, outcome, reported });
    if (kind === 'push' && agent.writes.length > 0)
      this.#remoteChanges.expectKept(before.view, after.stored, outcome);
    this.#localEdits.expectKept({ file, view: after.view }, this.#fixture.file, outcome);
    this.#remoteChanges.dropSynced(this.#fixture.file);
    this.#recordOutcome(kind, outcome);
    if (!['in-sync', 'pushed', 'verification-failed'].includes(outcome.kind)) return;
    this.#localEdits.markSynced(this.#fixture.file, after.view);
    this.#expectStatus(after);
    if (outcome.kind === 'in-sync' && outcome.incomingCount === 0 && kind === 'push')
      expectInSync(after, this.#fixture.baseline !== undefined);
  }

  /** Returns the plans that the user confirms. */
  #answerWith(answer: SecretsAnswer): PushPlan[] {
    const confirmed: PushPlan[] = [];
    let questions = 0;
    this.#fixture.answer = (plan) => {
      questions++;
      if (plan.secretsAtRisk.length > 0 && questions < 4) {
        if (answer === 'cancel') return { kind: 'cancel' };
        if (answer === 'changes only' && plan.method === 'put') return { kind: 'patch' };
        const entered = plan.enterableSecrets.flatMap((pointer): [string, string][] => {
          const path = secretPaths.find((candidate) => toPointer(candidate) === pointer);
          const value = path && valueAt(this.#agent.stored, path);
          return typeof value === 'string' && value !== '' ? [[pointer, value]] : [];
        });
        if (answer === 'enter' && entered.length > 0) return { kind: 'secrets', values: new Map(entered) };
      }
      confirmed.push(plan);
      return { kind: 'push' };
    };
    return confirmed;
  }

  #recordOutcome(kind: 'push' | 'undo', outcome: PushOutcome): void {
    const isWritten = outcome.kind === 'pushed' || outcome.kind === 'verification-failed';
    // Properties that only the agent has at the first sync are not pulled.
    if (isWritten && outcome.plan.reasons.includes('never-synced')) this.#remoteChanges.clear();
    if (kind === 'undo') {
      if (isWritten) this.#localEdits.restorePrevious();
      return;
    }
    if (!isWritten && !(outcome.kind === 'in-sync' && outcome.incomingCount === 0)) return;
    const mismatches = outcome.kind === 'verification-failed' ? outcome.discrepancy.mismatches : [];
    this.#localEdits.markPushed(this.#fixture.file, mismatches, isWritten);
  }

  /** The status is only "in sync" if everything visible on both sides is equal. */
  #expectStatus({ view, stored }: Omit<Snapshot, 'file'>): void {
    const { baseline, file } = this.#fixture;
    if (!baseline) return;
    const remote = lastSeenRemote(baseline);
    const status = syncStatus({ schema: agentSchema, origin: this.#agent.origin, file, remote, baseline });
    if (status.kind === 'in-sync') expectInSync({ view, stored, file }, true);
  }
}
