import { agentSchema } from '#language/schema/bundledSchema';
import type { Json } from '#language/syntax/json';
import { toPointer } from '#language/syntax/json';
import { referenceText } from '#language/secrets/secrets';
import { redactCredentials } from '#sync/content/credentials';
import type { ValueChange } from '#sync/content/changes';
import type { Conflict, PushPlan, SecretStep } from '#sync/model';
import type { ChangeReport, ConflictReport, SecretReport } from '../output/report';
import { requiredOptions } from './permissions';

/** The effects of a push, without values of secrets. */
export function reportOfPlan(plan: PushPlan) {
  return {
    agent: { id: plan.link.id, name: plan.agentName },
    changes: plan.changes.map(reportOfChange),
    secrets: plan.secrets.map(reportOfSecret),
    incoming: plan.incomingChanges.map(({ path }) => toPointer(path)),
    risk: plan.risk,
    reasons: plan.reasons,
    requiredOptions: requiredOptions(plan),
  };
}

export function reportOfChange({ path, before, after }: ValueChange): ChangeReport {
  return {
    pointer: toPointer(path),
    ...(before === undefined ? {} : { before: redactedValue(before, path) }),
    ...(after === undefined ? {} : { after: redactedValue(after, path) }),
  };
}

export function reportOfConflict({ path, local, remote }: Conflict): ConflictReport {
  return {
    pointer: toPointer(path),
    ...(local === undefined ? {} : { local: redactedValue(local, path) }),
    ...(remote === undefined ? {} : { remote: redactedValue(remote, path) }),
  };
}

function redactedValue(value: Json, path: ValueChange['path']): Json {
  return redactCredentials(agentSchema, value, path);
}

function reportOfSecret(step: SecretStep): SecretReport {
  const pointer = toPointer(step.path);
  switch (step.action) {
    case 'clear':
      return { pointer, action: 'clear' };
    case 'keep':
      return { pointer, action: 'keep', guarantee: step.guarantee };
    case 'set':
      return { pointer, action: 'set', source: secretSource(step.source) };
  }
}

function secretSource(source: Extract<SecretStep, { action: 'set' }>['source']): string {
  return source.kind === 'reference' ? referenceText(source.reference) : 'file';
}
