import { type Json, type JsonObject, type Path, propertyOf, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import type { PushPlan, SecretStep } from '../model';
import type { LastSent, Retention, SecretRetention } from '../ports';
import { type StoredState, hasFlag, remoteSecretState } from './stored';

/** Kinds of secrets that servers store differently: keeping one kind doesn't imply keeping the others. */
type RetentionKind = keyof SecretRetention;

/** Nothing is known yet. */
export const unknownRetention: SecretRetention = {
  topLevel: 'unknown',
  nested: 'unknown',
  writeOnly: 'unknown',
};

/** What was stored about an origin. Invalid values count as unknown, so that a push asks. */
export function readRetention(stored: Json | undefined): SecretRetention {
  const readKind = (kind: RetentionKind): Retention => {
    const value = propertyOf(stored, kind);
    return value === 'kept' || value === 'lost' ? value : 'unknown';
  };
  return {
    topLevel: readKind('topLevel'),
    nested: readKind('nested'),
    writeOnly: readKind('writeOnly'),
  };
}

function retentionKind(schema: AgentSchema, remote: JsonObject, path: Path): RetentionKind {
  if (path.length > 1) return 'nested';
  const isHidden = schema.at(path)?.writeOnly ?? valueAt(remote, path) === undefined;
  return isHidden ? 'writeOnly' : 'topLevel';
}

/**
 * Whether this origin is known to keep such secrets when a PUT omits them. For nested secrets, this is only known for those with a flag:
 * objects with other secrets, such as sip_auth, may be replaced even if others are merged.
 */
export function isProven(
  schema: AgentSchema,
  remote: JsonObject,
  retention: SecretRetention,
  path: Path,
  state: StoredState,
): boolean {
  const kind = retentionKind(schema, remote, path);
  if (retention[kind] !== 'kept') return false;
  return kind === 'nested' ? hasFlag(schema, remote, path) : state.kind === 'stored' || kind === 'writeOnly';
}

/** A PUT, and the responses before and after it. */
export interface ObservedWrite {
  readonly schema: AgentSchema;
  readonly plan: Pick<PushPlan, 'method' | 'secrets'>;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly lastSent: LastSent;
}

/**
 * Determines from a PUT whether the server keeps omitted secrets. The only evidence is in the response: a flag, a mask or the value. A lost
 * secret overrides previous evidence until the API key is set again.
 */
export function retentionAfter(write: ObservedWrite, current: SecretRetention): SecretRetention {
  if (write.plan.method !== 'put') return current;
  const observations = write.plan.secrets.flatMap((step) => retentionOf(write, step));
  const after = (kind: RetentionKind): Retention => {
    const results = observations.filter((entry) => entry.kind === kind).map(({ retention }) => retention);
    if (current[kind] === 'lost' || results.includes('lost')) return 'lost';
    return results.includes('kept') ? 'kept' : current[kind];
  };
  return { topLevel: after('topLevel'), nested: after('nested'), writeOnly: after('writeOnly') };
}

function retentionOf(
  { schema, before, after, lastSent }: ObservedWrite,
  step: SecretStep,
): { kind: RetentionKind; retention: Retention }[] {
  const { path } = step;
  if (step.action !== 'keep' || step.guarantee === 'included' || step.guarantee === 'resent') return [];
  if (remoteSecretState({ schema, remote: before, lastSent }, path).kind !== 'stored') return [];
  const stateAfter = remoteSecretState({ schema, remote: after, lastSent }, path).kind;
  const kind = retentionKind(schema, before, path);
  const isVisible = stateAfter === 'stored' || stateAfter === 'plaintext';
  if (isVisible && kind === 'nested' && !hasFlag(schema, before, path)) return [];
  return [{ kind, retention: isVisible ? 'kept' : 'lost' }];
}
