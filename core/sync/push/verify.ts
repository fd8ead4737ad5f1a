import { type JsonObject, type Path, propertyOf, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { isMaskedAt } from '../content/masked';
import { comparableContent, sameJson, sameRemote } from '../content/canonical';
import { changesBetween } from '../content/changes';
import { isEmptyValue } from '../content/empty';
import { sameButSpelling } from '../content/spelling';
import type { Discrepancy } from '../outcomes';
import type { MadeFrom, PushPlan, SecretStep } from '../model';
import { isKept, isRewritten } from './risk';
import { type StoredState, remoteSecretState } from '../secrets/stored';

/** What was sent, and what the agent was before. */
export type Write = Pick<PushPlan, 'body' | 'secrets'> & {
  readonly madeFrom: Pick<MadeFrom, 'remote' | 'lastSent'>;
};

type Verification = Write & { readonly schema: AgentSchema };

/** Compares a write with what was read back after it. */
export function discrepancyOf(schema: AgentSchema, plan: Write, readBack: JsonObject): Discrepancy {
  const write = { ...plan, schema };
  const lost = plan.secrets.filter((step) => isLost(write, step, readBack));
  const unconfirmed = plan.secrets.filter(
    (step) => !lost.includes(step) && isUnconfirmed(write, step, readBack),
  );
  return {
    notTaken: [...propertiesNotTaken(schema, plan, readBack), ...secretsNotTaken(schema, plan, readBack)],
    lostSecrets: lost.map(({ path }) => toPointer(path)),
    ...(unconfirmed.length > 0 && { unconfirmedSecrets: unconfirmed.map(({ path }) => toPointer(path)) }),
  };
}

export const asPlanned: Discrepancy = { notTaken: [], lostSecrets: [] };

/** Whether all that an answer can tell is as planned. */
export function isAsPlanned({ notTaken, lostSecrets }: Discrepancy): boolean {
  return notTaken.length + lostSecrets.length === 0;
}

function propertiesNotTaken(schema: AgentSchema, plan: Write, readBack: JsonObject): string[] {
  const now = comparableContent(schema, readBack);
  const sent = comparableContent(schema, plan.body);
  return (
    Object.keys(sent)
      .filter((name) => schema.at([name])?.writeOnly !== true && !isRewritten(schema, readBack, [name]))
      .flatMap((name) => changesBetween(schema, propertyOf(sent, name), propertyOf(now, name), [name]))
      // Servers return a cleared property as null, as an empty value or not at all.
      .filter(({ before, after }) => !(isEmptyValue(before) && isEmptyValue(after)))
      .filter(({ before, after }) => !sameButSpelling(before, after))
      // What an answer hides can't be compared.
      .filter(({ path }) => !isMaskedAt(readBack, path))
      .map(({ path }) => toPointer(path))
  );
}

function secretsNotTaken(
  schema: AgentSchema,
  { secrets, body, madeFrom }: Write,
  readBack: JsonObject,
): string[] {
  return secrets
    .filter(({ path, action }) => {
      const now = remoteSecretState({ schema, remote: readBack, lastSent: madeFrom.lastSent }, path);
      if (action === 'clear') return isShown(now.kind);
      const sent = valueAt(body, path);
      return sent !== undefined && now.kind === 'plaintext' && !sameJson(now.value, sent);
    })
    .map(({ path }) => toPointer(path));
}

/** Whether a secret that ought to be stored is not: it was before, or was sent, and nothing shows it now. */
function isLost({ schema, madeFrom }: Verification, step: SecretStep, readBack: JsonObject): boolean {
  if (step.action === 'clear') return false;
  const { remote, lastSent } = madeFrom;
  const now = remoteSecretState({ schema, remote: readBack, lastSent }, step.path).kind;
  if (isShown(now)) return false;
  const before = remoteSecretState({ schema, remote, lastSent }, step.path).kind;
  if (isShown(before)) return true;
  const isKnown = lastSent.has(toPointer(step.path)) && before === 'possible';
  return (
    now === 'absent' &&
    (isKnown || (step.action === 'set' && schema.at(step.path)?.configuredFlag !== undefined))
  );
}

/** Whether a secret that a write omitted may have been stored before, and nothing tells whether it is now. */
function isUnconfirmed({ schema, madeFrom }: Verification, step: SecretStep, readBack: JsonObject): boolean {
  if (!isKept(step, 'unproven') && !isKept(step, 'unverifiable')) return false;
  const { lastSent } = madeFrom;
  return remoteSecretState({ schema, remote: readBack, lastSent }, step.path).kind === 'possible';
}

function isShown(kind: StoredState['kind']): boolean {
  return kind === 'stored' || kind === 'plaintext';
}

/** After a write whose answer was lost: what a look at the agent tells. */
export function outcomeOfUnconfirmedWrite(
  schema: AgentSchema,
  plan: PushPlan,
  now: JsonObject,
): 'applied' | 'not-applied' | 'unknown' {
  const untouched = sameRemote(schema, plan.madeFrom.remote, now);
  const showsItself = plan.changes.some(({ path }) => isReturned(plan.madeFrom.remote, path));
  if (untouched) return showsItself ? 'not-applied' : 'unknown';
  return discrepancyOf(schema, plan, now).notTaken.length === 0 ? 'applied' : 'unknown';
}

/** Whether an answer returns the property that contains `path`, without a mask. */
function isReturned(remote: JsonObject, path: Path): boolean {
  return valueAt(remote, path.slice(0, 1)) !== undefined && !isMaskedAt(remote, path);
}
