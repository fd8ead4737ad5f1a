import { type JsonObject, type Path, propertyOf, objectOf, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { agentDisplayName } from '../content/agentText';
import { comparableContent } from '../content/canonical';
import { changesBetween } from '../content/changes';
import { clearDeleted, clears, isCleared, acceptsNull } from '../secrets/clearing';
import type { Merge } from '../merge/merge';
import { setIn } from '../content/paths';
import type { Blocked, PushPlan, SecretStep } from '../model';
import { conflictCauses, resolutionsIn } from '../conflicts';
import { promptsInBody } from '../promptFiles/references';
import type { AgentLink, Baseline, LastSent, SecretRetention } from '../ports';
import { assessRisk, isAtRisk, isDeletion, affectsRouting, isKept, isOverwrittenByCekura } from './risk';
import { type ResolvedSecrets, type SecretChange, secretChanges } from '../secrets/plan';
import { mergeInputs, mergeKeepingSecrets } from '../merge/inputs';

export interface PushInput {
  readonly schema: AgentSchema;
  readonly link: AgentLink;
  /** The file's text, and the agent read from it. */
  readonly text: string;
  readonly file: JsonObject;
  readonly remote: JsonObject;
  readonly baseline: Baseline | undefined;
  readonly resolved: ResolvedSecrets;
  /** Secrets with a reference in the file that is not set on this machine. They are kept. */
  readonly unresolved: readonly Path[];
  readonly lastSent: LastSent;
  readonly retention: SecretRetention;
}

export type WriteMethod = PushPlan['method'];

/**
 * The write that a push proposes: a PUT, or a PATCH if the only values that a PUT would put at risk are never returned. Otherwise, each push
 * would ask about properties that are probably not set.
 */
export function proposePush(input: PushInput): PushPlan | Blocked {
  const put = planPush(input, 'put');
  if (put.kind === 'blocked' || put.risk === 'none' || put.secretsAtRisk.length === 0) return put;
  if (put.secrets.some((step) => isKept(step, 'unproven') || isKept(step, 'resent'))) return put;
  const patch = planPush(input, 'patch');
  return patch.kind === 'push' && patch.secretsAtRisk.length === 0 ? patch : put;
}

/**
 * File + agent + baseline → the write that makes the agent match the file, or why there is none. The body of a PUT is complete: properties
 * that the file never contained are copied from the agent, so that omitting them doesn't reset them.
 */
export function planPush(input: PushInput, method: WriteMethod): PushPlan | Blocked {
  const { schema, remote, text, link } = input;
  const mergeResult = mergeForPush(input);
  if (mergeResult.conflicts.length > 0)
    return { kind: 'blocked', causes: conflictCauses(mergeResult.conflicts) };
  const target = clearDeleted(schema, mergeResult.merged, mergeResult.outgoing);
  const merged = { ...mergeResult, outgoing: withoutNoOpDeletions(input, mergeResult.outgoing) };
  const changes = changesFor(input, method, target, merged);
  const secrets = changes.map(({ step }) => step);
  const overriddenProperties = merged.overriddenProperties.map(toPointer);
  const body = requestBody(input, method, target, merged, changes);
  const prompts = promptsInBody(body);
  if (prompts.length > 0) return { kind: 'blocked', causes: prompts };
  const { risk, reasons } = assessRisk(schema, {
    hasBase: input.baseline !== undefined,
    target,
    outgoing: merged.outgoing,
    incoming: merged.incoming,
    secrets,
    overrides: overriddenProperties.length > 0,
  });
  return {
    kind: 'push',
    link,
    agentName: agentDisplayName(remote, link),
    method,
    body,
    target,
    changes: changesOf(schema, remote, target, merged),
    secrets,
    unprovenSecrets: pointersOfSteps(secrets, (step) => isKept(step, 'unproven')),
    secretsAtRisk: pointersOfSteps(secrets, isAtRisk),
    enterableSecrets: pointersOfSteps(secrets, isEnterable),
    overriddenProperties,
    clearedProperties: merged.outgoing.filter(isDeletion).map(({ path }) => toPointer(path)),
    routingChanges: pointersOf(merged, (path) => affectsRouting(schema, path)),
    overwrittenByCekura: pointersOf(merged, (path) => isOverwrittenByCekura(schema, target, path)),
    incomingChanges: merged.incoming.map(({ path, after }) => ({ path, value: after })),
    omittedCredentials: merged.omittedCredentials
      .filter((path) => valueAt(input.file, path) !== undefined)
      .map(toPointer),
    risk,
    reasons,
    basedOn: { text, remote, lastSent: input.lastSent },
  };
}

function mergeForPush({ schema, file, remote, baseline }: PushInput): Merge {
  return mergeKeepingSecrets(
    schema,
    file,
    mergeInputs('push', schema, file, remote, baseline),
    resolutionsIn(baseline),
  );
}

/** Removing a property from the file that is empty on the agent is not a change. */
function withoutNoOpDeletions({ schema, remote }: PushInput, outgoing: Merge['outgoing']): Merge['outgoing'] {
  const content = comparableContent(schema, remote);
  return outgoing.filter(
    (change) => !clears(schema, change) || !isCleared(schema, change.path, valueAt(content, change.path)),
  );
}

/** Properties that the file changed and that PATCH can send. */
function pointersOf({ outgoing }: Merge, matches: (path: Path) => boolean): string[] {
  return outgoing.flatMap(({ path }) => (matches(path) ? [toPointer(path)] : []));
}

/** A PATCH does not affect omitted properties, so only secrets inside the sent ones require evidence. */
function changesFor(
  input: PushInput,
  method: WriteMethod,
  target: JsonObject,
  merged: Merge,
): SecretChange[] {
  const changes = secretChanges({ ...input, target, changed: merged.outgoing.map(({ path }) => path) });
  if (method === 'put') return changes;
  const sentNames = patchedNames(merged, changes);
  return changes.map((change) =>
    change.step.action === 'keep' && !sentNames.has(String(change.step.path[0]))
      ? { step: { path: change.step.path, action: 'keep', guarantee: 'proven' }, value: undefined }
      : change,
  );
}

/** Top-level properties that a PATCH has to send. */
function patchedNames({ outgoing }: Merge, changes: readonly SecretChange[]): ReadonlySet<string> {
  const steps = changes.map(({ step }) => step).filter(({ action }) => action !== 'keep');
  return topLevelNames([...outgoing, ...steps]);
}

function pointersOfSteps(steps: readonly SecretStep[], matches: (step: SecretStep) => boolean): string[] {
  return steps.filter(matches).map(({ path }) => toPointer(path));
}

/** A top-level property that is never returned may have any value, such as a list of metrics. */
function isEnterable(step: SecretStep): boolean {
  return isKept(step, 'unproven') || (isKept(step, 'unverifiable') && step.path.length > 1);
}

function requestBody(
  { schema }: PushInput,
  method: WriteMethod,
  target: JsonObject,
  merged: Merge,
  changes: readonly SecretChange[],
): JsonObject {
  const withoutKept = changes
    .filter(({ step }) => step.action === 'keep')
    .reduce((agent, { step }) => setIn(agent, step.path, undefined), target);
  const body = changes.reduce(
    (agent, { step, value }) => (value === undefined ? agent : setIn(agent, step.path, value)),
    withoutRejectedNulls(schema, withoutKept, merged),
  );
  if (method === 'put') return body;
  const names = patchedNames(merged, changes);
  return objectOf(Object.entries(body).filter(([name]) => names.has(name)));
}

/** Responses contain null for properties of old agents where a PUT rejects null. If omitted, such a property remains unset. */
function withoutRejectedNulls(schema: AgentSchema, target: JsonObject, { outgoing }: Merge): JsonObject {
  const changedNames = topLevelNames(outgoing);
  return objectOf(
    Object.entries(target).filter(
      ([name, value]) => value !== null || changedNames.has(name) || acceptsNull(schema, [name]),
    ),
  );
}

function topLevelNames(items: readonly { readonly path: Path }[]): ReadonlySet<string> {
  return new Set(items.map(({ path }) => String(path[0])));
}

/** The changes of the agent. Properties that the server never returns are only changed if the file changed them. */
function changesOf(schema: AgentSchema, remote: JsonObject, target: JsonObject, { outgoing }: Merge) {
  const changedNames = topLevelNames(outgoing);
  const before = comparableContent(schema, remote);
  return [...changedNames].flatMap((name) =>
    changesBetween(schema, propertyOf(before, name), propertyOf(target, name), [name]),
  );
}
