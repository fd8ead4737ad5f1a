import { type JsonObject, type Path, memberOf, objectOf, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { nameOf } from '../content/agentText';
import { comparableContent } from '../content/canonical';
import { changesBetween } from '../content/changes';
import { clearDeleted, clears, isCleared, takesNull } from '../secrets/clearing';
import type { Merge } from '../merge/merge';
import { setIn } from '../content/paths';
import type { Blocked, Conflict, PushPlan } from '../model';
import { resolutionsIn } from '../conflicts';
import type { AgentLink, Baseline, KeepEvidence } from '../ports';
import { assess, isDeletion, isIdentity, isRewritten } from './risk';
import { type SecretMove, type SuppliedSecrets, changedByOthers, secretMoves } from '../secrets/secretSteps';
import { mergeKeepingSecrets, inputsForPush } from '../merge/inputs';

/** All that a push depends on. */
export interface PushInput {
  readonly schema: AgentSchema;
  readonly link: AgentLink;
  /** The file's text, and the agent read from it. */
  readonly text: string;
  readonly file: JsonObject;
  /** A fresh answer of the server. */
  readonly remote: JsonObject;
  readonly baseline: Baseline | undefined;
  readonly supplied: SuppliedSecrets;
  readonly evidence: KeepEvidence;
  readonly method: 'put' | 'patch';
}

/**
 * File + agent + base → the one write that makes the agent what the file says, or why there is none. The body is
 * complete: what the file never mentioned is carried from the agent, so that nothing is reset by omission.
 */
export function planPush(input: PushInput): PushPlan | Blocked {
  const { schema, remote, text, link } = input;
  const whole = mergeForPush(input);
  if (whole.conflicts.length > 0) return blockedBy(whole.conflicts);
  const target = clearDeleted(schema, whole.merged, whole.outgoing);
  const merged = { ...whole, outgoing: withoutIdleDeletions(input, whole.outgoing) };
  const moves = movesFor(input, target, merged);
  const secrets = moves.map(({ step }) => step);
  const overridden = [
    ...merged.overridden.map(toPointer),
    ...changedByOthers(schema, remote, input.supplied),
  ];
  const { risk, reasons } = assess(schema, {
    hasBase: input.baseline !== undefined,
    target,
    outgoing: merged.outgoing,
    incoming: merged.incoming,
    secrets,
    overrides: overridden.length > 0,
  });
  return {
    kind: 'push',
    link,
    agentName: nameOf(remote, link),
    method: input.method,
    body: bodyOf(input, target, merged, moves),
    target,
    changes: changesOf(schema, remote, target, merged),
    secrets,
    unproven: secrets.flatMap((step) =>
      step.intent === 'keep' && step.how === 'unproven' ? [toPointer(step.path)] : [],
    ),
    overridden,
    cleared: merged.outgoing.filter(isDeletion).map(({ path }) => toPointer(path)),
    rerouting: pointersOf(merged, (path) => isIdentity(schema, path)),
    rewritten: pointersOf(merged, (path) => isRewritten(schema, target, path)),
    incoming: merged.incoming.map(({ path, to }) => ({ path, value: to })),
    withheld: merged.withheld.filter((path) => valueAt(input.file, path) !== undefined).map(toPointer),
    risk,
    reasons,
    madeFrom: { text, remote },
  };
}

function mergeForPush({ schema, file, remote, baseline }: PushInput): Merge {
  return mergeKeepingSecrets(
    schema,
    file,
    inputsForPush(schema, file, remote, baseline),
    resolutionsIn(baseline),
  );
}

/** Taking a member out of the file that holds nothing on the agent either changes nothing. */
function withoutIdleDeletions({ schema, remote }: PushInput, outgoing: Merge['outgoing']): Merge['outgoing'] {
  const content = comparableContent(schema, remote);
  return outgoing.filter(
    (transfer) =>
      !clears(schema, transfer) || !isCleared(schema, transfer.path, valueAt(content, transfer.path)),
  );
}

/** Members that the file changed and that fit. */
function pointersOf({ outgoing }: Merge, fits: (path: Path) => boolean): string[] {
  return outgoing.flatMap(({ path }) => (fits(path) ? [toPointer(path)] : []));
}

function blockedBy(conflicts: readonly Conflict[]): Blocked {
  return {
    kind: 'blocked',
    causes: conflicts.map((one) => ({ kind: 'conflict', pointer: toPointer(one.path), conflict: one })),
  };
}

/** A PATCH leaves alone what it doesn't mention, so only secrets inside what it does mention need proof. */
function movesFor(input: PushInput, target: JsonObject, merged: Merge): SecretMove[] {
  const moves = secretMoves({ ...input, target });
  if (input.method === 'put') return moves;
  const sent = mentioned(merged, moves);
  return moves.map(({ step, value }) =>
    step.intent === 'keep' && !sent.has(String(step.path[0]))
      ? { step: { ...step, how: 'proven' }, value }
      : { step, value },
  );
}

/** Names at the top that a write of changes only has to send. */
function mentioned({ outgoing }: Merge, moves: readonly SecretMove[]): ReadonlySet<string> {
  const steps = moves.map(({ step }) => step).filter(({ intent }) => intent !== 'keep');
  return namesIn([...outgoing, ...steps]);
}

function bodyOf(
  { schema, method }: PushInput,
  target: JsonObject,
  merged: Merge,
  moves: readonly SecretMove[],
): JsonObject {
  const body = moves.reduce(
    (agent, { step, value }) => (value === undefined ? agent : setIn(agent, step.path, value)),
    withoutRefusedNulls(schema, target, merged),
  );
  if (method === 'put') return body;
  const names = mentioned(merged, moves);
  return objectOf(Object.entries(body).filter(([name]) => names.has(name)));
}

/** Old agents come back with null where a PUT refuses null. Left out, such a member stays as unset as it is. */
function withoutRefusedNulls(schema: AgentSchema, target: JsonObject, { outgoing }: Merge): JsonObject {
  const touched = namesIn(outgoing);
  return objectOf(
    Object.entries(target).filter(
      ([name, value]) => value !== null || touched.has(name) || takesNull(schema, [name]),
    ),
  );
}

/** Names at the top. */
function namesIn(places: readonly { readonly path: Path }[]): ReadonlySet<string> {
  return new Set(places.map(({ path }) => String(path[0])));
}

/** What the write changes on the agent. Members that the server never returns are carried, not changed, unless the file changed them. */
function changesOf(schema: AgentSchema, remote: JsonObject, target: JsonObject, { outgoing }: Merge) {
  const touched = namesIn(outgoing);
  const before = comparableContent(schema, remote);
  return [...touched].flatMap((name) =>
    changesBetween(schema, memberOf(before, name), memberOf(target, name), [name]),
  );
}
