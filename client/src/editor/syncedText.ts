import { type ExpandedAgent, collapseEdits } from '#language/promptFiles/expand';
import { parseAgent } from '#language/syntax/document';
import { type TextEdit, applyEdits, editAgent } from '#language/syntax/edit';
import type { AgentSchema } from '#language/schema/schema';
import { toPointer } from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import { comparableContent, sameValue } from '#sync/content/canonical';
import { type ValueChange, changesBetween } from '#sync/content/changes';
import { isRedacted } from '#sync/content/credentials';
import type { Baseline } from '#sync/ports';
import { containsPromptReference } from '#sync/promptFiles/references';

/**
 * The text of a file with its last synced content in the current layout, so that the differences are the edits since then. Secrets,
 * read-only properties and references to prompt files are unchanged. A file that can't be parsed is returned unchanged.
 */
export function syncedText(schema: AgentSchema, agent: ExpandedAgent, baseline: Baseline): string {
  const { edits } = collapseEdits(agent, syncedEdits(schema, agent.text, baseline));
  return applyEdits(agent.source, edits);
}

/** The smallest edits of an agent with its prompts that make it so. */
export function syncedEdits(schema: AgentSchema, text: string, baseline: Baseline): TextEdit[] {
  const { file, conflicts = [] } = baseline;
  const read = readAgentText(text);
  if (!read.ok) return [];
  const changes = changesBetween(schema, comparableContent(schema, read.agent), file);
  const remote = new Map(conflicts.map((conflict) => [conflict.pointer, conflict.remote]));
  // A conflict that was resolved with the remote value is not an edit.
  const isResolved = ({ path, before }: ValueChange) =>
    remote.has(toPointer(path)) && sameValue(schema, path, before, remote.get(toPointer(path)));
  const restored = changes
    .filter(
      (change) => !isRedacted(change.after) && !isResolved(change) && !containsPromptReference(change.before),
    )
    .map(({ path, after }) => ({ path, value: after }));
  return editAgent(parseAgent(text), restored);
}
