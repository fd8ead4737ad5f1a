import assert from 'node:assert/strict';
import {
  type JsonObject,
  type Path,
  isJsonObject,
  toJsonText,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import { setIn } from '#sync/content/paths';
import type { PushPlan } from '#sync/model';
import type { PushOutcome } from '#sync/outcomes';
import {
  containsPointer,
  equalIgnoringSpelling,
  hasNoValue,
  isHiddenIn,
  looksMasked,
  leavesOf,
  showsStored,
} from './observations';
import { secretPaths } from './switchSequences';

/** Both sides at one point in time. */
export interface Snapshot {
  readonly stored: JsonObject;
  /** The response to a GET. */
  readonly view: JsonObject;
  readonly file: JsonObject;
}

/** All values that are visible on both sides are equal except for spelling. `isSynced`: the file was synced before. */
export function expectInSync({ view, stored, file }: Snapshot, isSynced: boolean): void {
  for (const { path, value } of leavesOf(file)) {
    const pointer = toPointer(path);
    if (/_configured$|^\/id$/.test(pointer) || secretPaths.some((secret) => toPointer(secret) === pointer))
      continue;
    const remote = valueAt(withoutSecrets(view), path);
    if (looksMasked(remote) || isHiddenIn(view, path)) continue;
    if (remote === undefined && !hasNoValue(valueAt(stored, path))) continue;
    if (hasNoValue(remote) && hasNoValue(value)) continue;
    // A property that is missing in an object of the file counts as removed after the first sync.
    if (isJsonObject(value) && isSynced) continue;
    if (
      isJsonObject(value) &&
      isJsonObject(remote) &&
      leavesOf(remote).every((leaf) => looksMasked(leaf.value))
    )
      continue;
    assert.ok(
      equalIgnoringSpelling(value, remote),
      `"in sync", but ${pointer} is ${toJsonText(value)} locally and ${toJsonText(remote ?? null)} remotely`,
    );
  }
}

export function withoutSecrets(agent: JsonObject): JsonObject {
  return secretPaths.reduce((all, path) => setIn(all, path, undefined), agent);
}

/** The properties that an operation named in the confirmed question and in its outcome. */
export interface Reported {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Whether neither the response nor the agent after the write could be read, so that the outcome names no properties. */
  readonly isUnread: boolean;
}

export function reportedIn(outcome: PushOutcome, question: PushPlan | undefined): Reported {
  const discrepancy = outcome.kind === 'verification-failed' ? outcome.discrepancy : undefined;
  const unconfirmed =
    outcome.kind === 'pushed' ? outcome.unconfirmedSecrets : discrepancy?.unconfirmedSecrets;
  const lostSecrets = (outcome.kind === 'unknown' ? outcome.lostSecrets : discrepancy?.lostSecrets) ?? [];
  return {
    before: question?.secretsAtRisk ?? [],
    after: [...lostSecrets, ...(discrepancy?.mismatches ?? []), ...(unconfirmed ?? [])],
    isUnread: outcome.kind === 'unknown' && outcome.lostSecrets === undefined,
  };
}

export function expectPlanned(body: JsonObject, outcome: PushOutcome, question: PushPlan | undefined): void {
  const text = toJsonText(body);
  if ('plan' in outcome) {
    assert.equal(text, toJsonText(outcome.plan.body), 'the request body differs from the plan');
    assert.ok(
      outcome.plan.risk === 'low' || question?.body === outcome.plan.body,
      'the plan was not confirmed',
    );
  }
  assert.doesNotMatch(text, /_configured|updated_at|\$\{env|\*{3}|contains credentials/);
}

interface Write {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly outcome: PushOutcome;
  readonly reported: Reported;
}

/** A stored, hidden value is still stored, was changed by the plan, or the operation named it. */
export function expectSecretKept(path: Path, { before, after, outcome, reported }: Write): void {
  const [old, current] = [valueAt(before.stored, path), valueAt(after.stored, path)];
  if (hasNoValue(old) || equalIgnoringSpelling(old, current)) return;
  const pointer = toPointer(path);
  if (isPlannedChange(pointer, outcome)) return;
  const isLost = hasNoValue(current) && showsStored(before.view, path) && !showsStored(after.view, path);
  if (isLost && !reported.isUnread)
    assert.ok(
      reported.after.some((name) => containsPointer(name, pointer)),
      `${pointer} was lost and not reported`,
    );
  assert.ok(
    [...reported.before, ...reported.after].some((name) => overlaps(name, pointer)),
    `${pointer} changed from ${toJsonText(old ?? null)} to ${toJsonText(current ?? null)} and was not reported (${outcome.kind})`,
  );
}

function isPlannedChange(pointer: string, outcome: PushOutcome): boolean {
  if (!('plan' in outcome)) return false;
  const { secrets, changes, clearedProperties } = outcome.plan;
  return (
    secrets.some(({ path, action }) => action !== 'keep' && overlaps(toPointer(path), pointer)) ||
    changes.some(({ path }) => overlaps(toPointer(path), pointer)) ||
    clearedProperties.some((name) => containsPointer(name, pointer))
  );
}

function overlaps(a: string, b: string): boolean {
  return containsPointer(a, b) || containsPointer(b, a);
}
