import { parseAgent } from '#language/syntax/document';
import { type TextEdit, applyEdits, editAgent } from '#language/syntax/edit';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText } from '#sync/content/agentText';
import { comparableContent } from '#sync/content/canonical';
import { changesBetween } from '#sync/content/changes';
import { isRedacted } from '#sync/content/credentials';
import type { Baseline } from '#sync/ports';

/**
 * A file's text with the content that was last synced, in its current layout: the differences are the edits since then. Secrets and read-only
 * properties are left as they are in the file. A file that can't be parsed is returned unchanged.
 */
export function syncedText(schema: AgentSchema, text: string, baseline: Baseline): string {
  return applyEdits(text, syncedEdits(schema, text, baseline));
}

/** The smallest edits that make it so. */
export function syncedEdits(schema: AgentSchema, text: string, { file }: Baseline): TextEdit[] {
  const read = readAgentText(text);
  if (!read.ok) return [];
  const changes = changesBetween(schema, comparableContent(schema, read.agent), file);
  const back = changes
    .filter((change) => !isRedacted(change.after))
    .map(({ path, after }) => ({ path, value: after }));
  return editAgent(parseAgent(text), back);
}
