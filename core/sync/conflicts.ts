import { parseAgent } from '#language/syntax/document';
import { type TextEdit, editAgent } from '#language/syntax/edit';
import { type JsonObject, fromPointer, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText } from './content/agentText';
import { contentOf } from './content/canonical';
import { changesBetween } from './content/changes';
import type { Kept, Merge } from './merge/merge';
import { withValueAt } from './content/paths';
import type { Contested } from './model';
import type { Baseline, Dispute } from './ports';
import { mergeSparingSecrets, sidesForPush } from './merge/inputs';

/** What the user decided for the file, as far as it is remembered. */
export function keptIn(baseline: Baseline | undefined): Kept {
  const kept = (baseline?.disputes ?? []).filter((dispute) => dispute.kept);
  return new Map(kept.map(({ pointer, theirs }) => [pointer, theirs]));
}

/** The snapshot with what a look at the agent found contested; decisions on other members stay. */
export function withDisputes(baseline: Baseline, contested: readonly Contested[]): Baseline {
  const found = contested.map(disputeOf);
  const pointers = new Set(found.map(({ pointer }) => pointer));
  const decided = (baseline.disputes ?? []).filter(({ pointer, kept }) => kept && !pointers.has(pointer));
  return { ...baseline, disputes: [...found, ...decided] };
}

/** What is contested after a pull, and the decisions that still stand against what the agent says. */
export function disputesAfterPull(baseline: Baseline, { contested, overridden }: Merge): Dispute[] {
  const standing = new Set(overridden.map(toPointer));
  const decided = (baseline.disputes ?? []).filter(({ pointer }) => standing.has(pointer));
  return [...contested.map(disputeOf), ...decided];
}

function disputeOf({ path, theirs }: Contested): Dispute {
  return { pointer: toPointer(path), theirs, kept: false };
}

/** The agent as it was last seen: as last synced, but for the members that are contested. */
export function lastSeen({ remote, disputes = [] }: Baseline): JsonObject {
  return disputes.reduce(
    (agent, { pointer, theirs }) => withValueAt(agent, fromPointer(pointer), theirs),
    remote,
  );
}

/** What of a file waits for a decision: both sides changed it, and no side was chosen. Asks nobody. */
export function undecided(schema: AgentSchema, file: JsonObject, baseline: Baseline): readonly Contested[] {
  if (!baseline.disputes?.some(({ kept }) => !kept)) return [];
  const sides = sidesForPush(schema, file, lastSeen(baseline), baseline);
  return mergeSparingSecrets(schema, file, sides, keptIn(baseline)).contested;
}

/** The snapshot with the decision that the file's value counts, for as long as the agent says what it says now. */
export function keepMine(baseline: Baseline, pointer: string): Baseline {
  return decided(baseline, (dispute) => dispute.kept || dispute.pointer === pointer);
}

/** The snapshot with no decision made. */
export function decideAgain(baseline: Baseline): Baseline {
  return decided(baseline, () => false);
}

function decided(baseline: Baseline, isKept: (dispute: Dispute) => boolean): Baseline {
  const disputes = baseline.disputes?.map((dispute) => ({ ...dispute, kept: isKept(dispute) }));
  return { ...baseline, disputes };
}

/** The smallest edits that make a contested member what the agent says. Secrets inside it stay as they stand in the file. */
export function takeTheirs(schema: AgentSchema, text: string, { path, theirs }: Contested): TextEdit[] {
  const read = readAgentText(text);
  if (!read.ok) return [];
  const mine = valueAt(contentOf(schema, read.agent), path);
  const changes = changesBetween(schema, mine, theirs, path);
  return editAgent(
    parseAgent(text),
    changes.map((change) => ({ path: change.path, value: change.after })),
  );
}
