import assert from 'node:assert/strict';
import { type JsonObject, isJsonObject, toJsonText, toPointer, valueAt } from '#language/syntax/json';
import { setIn } from '#sync/content/paths';
import type { PushPlan } from '#sync/model';
import type { PushOutcome } from '#sync/outcomes';
import { hidesPart, isBlank, isMasked, leavesOf, sameSpelled } from './observations';
import { secretPlaces } from './switchedRuns';

/** Both sides at one moment. */
export interface Moment {
  readonly stored: JsonObject;
  /** What a GET shows. */
  readonly view: JsonObject;
  readonly file: JsonObject;
}

/** "In sync" is true: what both sides show is equal but for spelling. `isSynced`: the file was synced before. */
export function expectAgreement({ view, stored, file }: Moment, isSynced: boolean): void {
  for (const { path, value } of leavesOf(file)) {
    const pointer = toPointer(path);
    if (/_configured$|^\/id$/.test(pointer) || secretPlaces.some((place) => toPointer(place) === pointer))
      continue;
    const shown = valueAt(withoutSecrets(view), path);
    if (isMasked(shown) || hidesPart(view, path)) continue;
    if (shown === undefined && !isBlank(valueAt(stored, path))) continue;
    if (isBlank(shown) && isBlank(value)) continue;
    // What an object no longer mentions was taken out of it, which counts from the first sync on.
    if (isJsonObject(value) && isSynced) continue;
    if (isJsonObject(value) && isJsonObject(shown) && leavesOf(shown).every((leaf) => isMasked(leaf.value)))
      continue;
    assert.ok(
      sameSpelled(value, shown),
      `"in sync", and ${pointer} is ${toJsonText(value)} here and ${toJsonText(shown ?? null)} there`,
    );
  }
}

export function withoutSecrets(agent: JsonObject): JsonObject {
  return secretPlaces.reduce((all, path) => setIn(all, path, undefined), agent);
}

/** What an operation named: in the question that was confirmed, and in its outcome. */
export interface Told {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The user was told that nothing is known. */
  readonly isUnverified: boolean;
}

export function namedBy(outcome: PushOutcome, question: PushPlan | undefined): Told {
  const discrepancy = outcome.kind === 'verification-failed' ? outcome.discrepancy : undefined;
  const unconfirmed =
    outcome.kind === 'pushed' ? outcome.unconfirmedSecrets : discrepancy?.unconfirmedSecrets;
  return {
    before: question?.atRisk ?? [],
    after: [...(discrepancy?.lostSecrets ?? []), ...(discrepancy?.notTaken ?? []), ...(unconfirmed ?? [])],
    isUnverified: outcome.kind === 'unknown' || outcome.kind === 'unverified',
  };
}

export function expectPlanned(body: JsonObject, outcome: PushOutcome, question: PushPlan | undefined): void {
  const text = toJsonText(body);
  if ('plan' in outcome) {
    assert.equal(text, toJsonText(outcome.plan.body), 'another body was sent than planned');
    assert.ok(outcome.plan.risk === 'low' || question === outcome.plan, 'the plan was not confirmed');
  }
  assert.doesNotMatch(text, /_configured|updated_at|\$\{env|\*{3}|contains credentials/);
}
