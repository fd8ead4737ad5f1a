import { type JsonObject, type Path, fromPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { isBlankValue } from '../content/blank';
import type { ValueChange } from '../content/changes';
import type { Risk, RiskReason, SecretStep } from '../model';

/** The effects of a push that determine its risk. */
export interface PushEffects {
  readonly hasBase: boolean;
  readonly target: JsonObject;
  readonly outgoing: readonly ValueChange[];
  readonly incoming: readonly ValueChange[];
  readonly secrets: readonly SecretStep[];
  /** The user overwrites a remote change. */
  readonly overrides: boolean;
}

const highRiskReasons: ReadonlySet<RiskReason> = new Set([
  'secret-clear',
  'overwrite',
  'unproven-secret',
  'unverifiable-secret',
  'secret-resend',
]);

function hasNoChanges({ outgoing, secrets }: Pick<PushEffects, 'outgoing' | 'secrets'>): boolean {
  return outgoing.length === 0 && secrets.every(({ action }) => action === 'keep');
}

/** The risk of a push, and its reasons. */
export function assessRisk(schema: AgentSchema, push: PushEffects): { risk: Risk; reasons: RiskReason[] } {
  if (hasNoChanges(push)) return { risk: 'none', reasons: [] };
  const reasons = reasonsOf(schema, push);
  if (reasons.some((reason) => highRiskReasons.has(reason))) return { risk: 'high', reasons };
  return { risk: reasons.length > 0 ? 'medium' : 'low', reasons };
}

function reasonsOf(schema: AgentSchema, push: PushEffects): RiskReason[] {
  const { outgoing, incoming, secrets, target } = push;
  const conditions: [RiskReason, boolean][] = [
    ['secret-clear', secrets.some(({ action }) => action === 'clear')],
    ['overwrite', push.overrides],
    ['unproven-secret', secrets.some((step) => isKept(step, 'unproven'))],
    ['unverifiable-secret', secrets.some((step) => isKept(step, 'unverifiable'))],
    ['secret-resend', secrets.some((step) => isKept(step, 'resent'))],
    ['never-synced', !push.hasBase],
    ['merge', incoming.length > 0],
    ['secret-set', secrets.some(({ action }) => action === 'set')],
    ['deletion', outgoing.some(isDeletion)],
    ['routing', outgoing.some(({ path }) => affectsRouting(schema, path))],
    ['overwritten-by-cekura', outgoing.some(({ path }) => isOverwrittenByCekura(schema, target, path))],
  ];
  return conditions.flatMap(([reason, applies]) => (applies ? [reason] : []));
}

type Guarantee = Extract<SecretStep, { action: 'keep' }>['guarantee'];

/** Whether a secret is kept, and how. */
export function isKept(step: SecretStep, guarantee: Guarantee): boolean {
  return step.action === 'keep' && step.guarantee === guarantee;
}

/** Whether a secret that should be kept may change with the write. */
export function isAtRisk(step: SecretStep): boolean {
  return (['unproven', 'unverifiable', 'resent'] as const).some((guarantee) => isKept(step, guarantee));
}

/** Whether a change removes or clears a property. */
export function isDeletion({ before, after }: ValueChange): boolean {
  return isBlankValue(after) && !isBlankValue(before);
}

/** Whether the property at `path` determines which agent is called: the provider, its data, an ID, a number or a URL. */
export function affectsRouting(schema: AgentSchema, path: Path): boolean {
  return path.some((_, index) => {
    const property = schema.at(path.slice(0, index + 1));
    if (!property) return false;
    const namesProviders = property.enumValues.some(
      ({ value }) => value !== '' && schema.providers.has(value),
    );
    return (
      namesProviders ||
      property.format !== undefined ||
      property.items?.format !== undefined ||
      property.provider !== undefined ||
      property.sharedBy.length > 0
    );
  });
}

/** Whether Cekura overwrites the property at `path` automatically with the new settings of the agent. */
export function isOverwrittenByCekura(schema: AgentSchema, agent: JsonObject, path: Path): boolean {
  const flag = schema.at(path.slice(0, 1))?.overwrittenWhen;
  return flag !== undefined && valueAt(agent, fromPointer(flag)) === true;
}
