import { type JsonObject, type Path, propertyOf, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { isMaskedAt } from '../content/masked';
import { comparableContent, sameJson, sameRemote } from '../content/canonical';
import { changesBetween } from '../content/changes';
import { isBlankValue } from '../content/blank';
import { sameIgnoringSpelling } from '../content/spelling';
import type { Discrepancy } from '../outcomes';
import type { PlanBasis, PushPlan, SecretStep } from '../model';
import { isKept, isOverwrittenByCekura } from './risk';
import { type StoredState, remoteSecretState } from '../secrets/stored';

/** The request, and the agent before it. */
export type Write = Pick<PushPlan, 'body' | 'secrets'> & {
  readonly basedOn: Pick<PlanBasis, 'remote' | 'lastSent'>;
};

type Verification = Write & { readonly schema: AgentSchema };

/** Compares a write with the agent read after it. */
export function discrepancyOf(schema: AgentSchema, plan: Write, readBack: JsonObject): Discrepancy {
  const write = { ...plan, schema };
  const lostSteps = plan.secrets.filter((step) => isLost(write, step, readBack));
  const unconfirmedSteps = plan.secrets.filter(
    (step) => !lostSteps.includes(step) && isUnconfirmed(write, step, readBack),
  );
  return {
    mismatches: [...propertyMismatches(schema, plan, readBack), ...secretMismatches(schema, plan, readBack)],
    lostSecrets: lostSteps.map(({ path }) => toPointer(path)),
    ...(unconfirmedSteps.length > 0 && {
      unconfirmedSecrets: unconfirmedSteps.map(({ path }) => toPointer(path)),
    }),
  };
}

export const noDiscrepancy: Discrepancy = { mismatches: [], lostSecrets: [] };

/** Whether a response matches the plan, except for hidden values. */
export function isAsPlanned({ mismatches, lostSecrets }: Discrepancy): boolean {
  return mismatches.length + lostSecrets.length === 0;
}

function propertyMismatches(schema: AgentSchema, plan: Write, readBack: JsonObject): string[] {
  const currentContent = comparableContent(schema, readBack);
  const sentContent = comparableContent(schema, plan.body);
  return (
    Object.keys(sentContent)
      .filter(
        (name) => schema.at([name])?.writeOnly !== true && !isOverwrittenByCekura(schema, readBack, [name]),
      )
      .flatMap((name) =>
        changesBetween(schema, propertyOf(sentContent, name), propertyOf(currentContent, name), [name]),
      )
      // Servers return a cleared property as null, as an empty value or not at all.
      .filter(({ before, after }) => !(isBlankValue(before) && isBlankValue(after)))
      .filter(({ before, after }) => !sameIgnoringSpelling(before, after))
      // Hidden values can't be compared.
      .filter(({ path }) => !isMaskedAt(readBack, path))
      .map(({ path }) => toPointer(path))
  );
}

function secretMismatches(
  schema: AgentSchema,
  { secrets, body, basedOn }: Write,
  readBack: JsonObject,
): string[] {
  return secrets
    .filter(({ path, action }) => {
      const current = remoteSecretState({ schema, remote: readBack, lastSent: basedOn.lastSent }, path);
      if (action === 'clear') return isVisible(current.kind);
      const sentValue = valueAt(body, path);
      return sentValue !== undefined && current.kind === 'plaintext' && !sameJson(current.value, sentValue);
    })
    .map(({ path }) => toPointer(path));
}

/** Whether a secret was lost: it was stored before or was sent, and the response shows that it isn't stored. */
function isLost(write: Verification, step: SecretStep, readBack: JsonObject): boolean {
  if (isNoLongerStored(write, step, readBack)) return true;
  const { schema, basedOn } = write;
  if (step.action !== 'set' || schema.at(step.path)?.configuredFlag === undefined) return false;
  const { lastSent } = basedOn;
  return remoteSecretState({ schema, remote: readBack, lastSent }, step.path).kind === 'absent';
}

/** Whether a secret that was stored before the write, and that the write doesn't clear, is not stored after it. */
function isNoLongerStored(
  { schema, basedOn }: Verification,
  { path, action }: SecretStep,
  readBack: JsonObject,
): boolean {
  if (action === 'clear') return false;
  const { remote, lastSent } = basedOn;
  const after = remoteSecretState({ schema, remote: readBack, lastSent }, path).kind;
  if (isVisible(after)) return false;
  const before = remoteSecretState({ schema, remote, lastSent }, path).kind;
  return isVisible(before) || (after === 'absent' && before === 'possible' && lastSent.has(toPointer(path)));
}

/** The secrets that were stored before a write and no longer are, except for those that it clears. */
export function secretsLostBy(schema: AgentSchema, plan: Write, readBack: JsonObject): string[] {
  const write = { ...plan, schema };
  return plan.secrets
    .filter((step) => isNoLongerStored(write, step, readBack))
    .map(({ path }) => toPointer(path));
}

/** Whether a secret that the write omitted may have been stored before, and it is unknown whether it still is. */
function isUnconfirmed({ schema, basedOn }: Verification, step: SecretStep, readBack: JsonObject): boolean {
  if (!isKept(step, 'unproven') && !isKept(step, 'unverifiable')) return false;
  const { lastSent } = basedOn;
  return remoteSecretState({ schema, remote: readBack, lastSent }, step.path).kind === 'possible';
}

function isVisible(kind: StoredState['kind']): boolean {
  return kind === 'stored' || kind === 'plaintext';
}

/** The outcome of a write whose response was lost, determined from the current agent. */
export function outcomeOfUnconfirmedWrite(
  schema: AgentSchema,
  plan: PushPlan,
  current: JsonObject,
): 'applied' | 'not-applied' | 'unknown' {
  const isUnchanged = sameRemote(schema, plan.basedOn.remote, current);
  const isVerifiable = plan.changes.some(({ path }) => isReturned(plan.basedOn.remote, path));
  if (isUnchanged) return isVerifiable ? 'not-applied' : 'unknown';
  return discrepancyOf(schema, plan, current).mismatches.length === 0 ? 'applied' : 'unknown';
}

/** Whether a response contains the property around `path` without a mask. */
function isReturned(remote: JsonObject, path: Path): boolean {
  return valueAt(remote, path.slice(0, 1)) !== undefined && !isMaskedAt(remote, path);
}
