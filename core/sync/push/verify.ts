import { type JsonObject, memberOf, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { comparableContent, sameJson, sameRemote } from '../content/canonical';
import { changesBetween } from '../content/changes';
import { isEmptyValue } from '../content/empty';
import { sameButSpelling } from '../content/spelling';
import type { Discrepancy } from '../outcomes';
import type { MadeFrom, PushPlan, SecretStep } from '../model';
import type { KeepEvidence, Keeping } from '../ports';
import { isRewritten } from './risk';
import { storedState } from '../secrets/secretSteps';

/** What was sent, and what the agent was before. */
export type Write = Pick<PushPlan, 'body' | 'secrets'> & { readonly madeFrom: Pick<MadeFrom, 'remote'> };

/** Compares a write with what was read back after it. */
export function discrepancyOf(schema: AgentSchema, plan: Write, readBack: JsonObject): Discrepancy {
  return {
    notTaken: [...propertiesNotTaken(schema, plan, readBack), ...secretsNotTaken(schema, plan, readBack)],
    lostSecrets: plan.secrets
      .filter((step) => isLost(schema, plan, step, readBack))
      .map(({ path }) => toPointer(path)),
  };
}

export const asPlanned: Discrepancy = { notTaken: [], lostSecrets: [] };

export function isAsPlanned({ notTaken, lostSecrets }: Discrepancy): boolean {
  return notTaken.length + lostSecrets.length === 0;
}

function propertiesNotTaken(schema: AgentSchema, plan: Write, readBack: JsonObject): string[] {
  const now = comparableContent(schema, readBack);
  const sent = comparableContent(schema, plan.body);
  return (
    Object.keys(sent)
      .filter((name) => schema.at([name])?.writeOnly !== true && !isRewritten(schema, readBack, [name]))
      .flatMap((name) => changesBetween(schema, memberOf(sent, name), memberOf(now, name), [name]))
      // Servers return a cleared property as null, as an empty value or not at all.
      .filter(({ before, after }) => !(isEmptyValue(before) && isEmptyValue(after)))
      .filter(({ before, after }) => !sameButSpelling(before, after))
      .map(({ path }) => toPointer(path))
  );
}

function secretsNotTaken(schema: AgentSchema, { secrets, body }: Write, readBack: JsonObject): string[] {
  return secrets
    .filter(({ path, intent }) => {
      const now = storedState(schema, readBack, path);
      if (intent === 'clear') return now.kind === 'stored' || now.kind === 'in-clear';
      const sent = valueAt(body, path);
      return sent !== undefined && now.kind === 'in-clear' && !sameJson(now.value, sent);
    })
    .map(({ path }) => toPointer(path));
}

/** Whether a secret that ought to be stored is not. Where the server tells nothing, nothing is claimed. */
function isLost(
  schema: AgentSchema,
  { madeFrom }: Write,
  { path, intent }: SecretStep,
  readBack: JsonObject,
): boolean {
  if (intent === 'clear' || storedState(schema, readBack, path).kind !== 'absent') return false;
  const before = storedState(schema, madeFrom.remote, path).kind;
  if (before === 'stored' || before === 'in-clear') return true;
  return intent === 'set' && schema.at(path)?.configuredFlag !== undefined;
}

/**
 * What a PUT taught about secrets that it did not mention, the two levels apart. One secret lost says that this server
 * loses them; one kept says that it keeps them, where none was lost.
 */
export function evidenceAfter(
  schema: AgentSchema,
  plan: PushPlan,
  readBack: JsonObject,
  known: KeepEvidence,
): KeepEvidence {
  if (plan.method !== 'put') return known;
  const silent = plan.secrets
    .filter((step) => step.intent === 'keep' && step.how !== 'sent-along')
    .filter(({ path }) => storedState(schema, plan.madeFrom.remote, path).kind === 'stored');
  const seen = (steps: readonly SecretStep[], before: Keeping): Keeping => {
    if (steps.length === 0) return before;
    return steps.some((step) => isLost(schema, plan, step, readBack)) ? 'loses' : 'keeps';
  };
  return {
    topLevel: seen(
      silent.filter(({ path }) => path.length === 1),
      known.topLevel,
    ),
    nested: seen(
      silent.filter(({ path }) => path.length > 1),
      known.nested,
    ),
  };
}

/** After a write whose answer was lost: what a look at the agent tells. */
export function fateOf(
  schema: AgentSchema,
  plan: PushPlan,
  now: JsonObject,
): 'applied' | 'not-applied' | 'unknown' {
  const untouched = sameRemote(schema, plan.madeFrom.remote, now);
  const showsItself = plan.changes.length > 0;
  if (untouched) return showsItself ? 'not-applied' : 'unknown';
  return discrepancyOf(schema, plan, now).notTaken.length === 0 ? 'applied' : 'unknown';
}
