import assert from 'node:assert/strict';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import {
  type Json,
  type JsonObject,
  type Path,
  fromPointer,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import {
  containsPointer,
  valueDifferences,
  equalIgnoringSpelling,
  hasNoValue,
  isHiddenIn,
  looksMaskedAt,
} from './observations';
import { secretPaths } from './switchSequences';
import type { SyncFixture } from './syncFixture';

/** Changes of other users that no operation has pulled or reported yet. */
export class RemoteChanges {
  /** Pointer → value. */
  readonly #changes = new Map<string, Json | undefined>();

  record(
    path: Path,
    before: { readonly stored: JsonObject; readonly view: JsonObject },
    stored: JsonObject,
  ): void {
    if (secretPaths.some((secret) => toPointer(secret) === toPointer(path))) return;
    for (const change of valueDifferences(before.stored, stored)) {
      const wasHidden = looksMaskedAt(before.view, change.path) || before.view[String(path[0])] === undefined;
      if (change.path[0] === path[0] && !wasHidden)
        this.#changes.set(toPointer(change.path), valueAt(stored, change.path));
    }
  }

  clear(): void {
    this.#changes.clear();
  }

  dropSynced(file: JsonObject): void {
    for (const [pointer, value] of this.#changes)
      if (equalIgnoringSpelling(valueAt(file, fromPointer(pointer)), value)) this.#changes.delete(pointer);
  }

  /** After a push, each visible change is still stored, or the question said that it is overwritten. */
  expectKept(viewBefore: JsonObject, stored: JsonObject, outcome: PushOutcome): void {
    const plan = 'plan' in outcome ? outcome.plan : undefined;
    if (!plan) return;
    const replaced = [
      ...plan.overriddenProperties,
      ...plan.incomingChanges.map(({ path }) => toPointer(path)),
      ...plan.omittedCredentials,
    ];
    for (const [pointer, value] of this.#changes) {
      const path = fromPointer(pointer);
      const isKept = equalIgnoringSpelling(valueAt(stored, path), value);
      // A push can't know what no response contains.
      if (isHiddenIn(viewBefore, path) && !isKept) this.#changes.delete(pointer);
      if (isHiddenIn(viewBefore, path) || !equalIgnoringSpelling(valueAt(viewBefore, path), value)) continue;
      const isReported =
        plan.reasons.includes('never-synced') || replaced.some((name) => containsPointer(name, pointer));
      assert.ok(isReported || isKept, `the remote change of ${pointer} was overwritten and not reported`);
      if (isReported) this.#changes.delete(pointer);
    }
  }

  /** After a pull, each change is in the file, or the outcome names it. */
  expectPulled(view: JsonObject, { file, baseline }: SyncFixture, outcome: Pulled): void {
    const { conflicts, omittedCredentials, missingProperties } =
      outcome.kind === 'pulled' ? outcome.plan : outcome;
    const resolved = (baseline?.conflicts ?? []).filter(({ keepLocal }) => keepLocal);
    const named = [
      ...conflicts.map(({ path }) => toPointer(path)),
      ...omittedCredentials,
      ...missingProperties,
      ...resolved.map(({ pointer }) => pointer),
    ];
    for (const [pointer, value] of this.#changes) {
      const path = fromPointer(pointer);
      if (isHiddenIn(view, path)) continue;
      const current = valueAt(file, path);
      const isMerged = typeof current === 'string' ? current.includes('\n') : Array.isArray(current);
      const isPulled =
        isMerged || equalIgnoringSpelling(current, value) || (hasNoValue(current) && hasNoValue(value));
      assert.ok(
        isPulled || named.some((name) => containsPointer(name, pointer)),
        `${pointer} was neither pulled nor reported`,
      );
      if (isPulled) this.#changes.delete(pointer);
    }
  }
}

type Pulled = Extract<PullOutcome, { kind: 'pulled' | 'nothing-to-pull' }>;
