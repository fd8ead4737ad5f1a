import { parseAgent } from '#language/syntax/document';
import { applyEdits, editAgent } from '#language/syntax/edit';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText } from '#sync/content/agentText';
import { comparableContent } from '#sync/content/canonical';
import { changesBetween } from '#sync/content/changes';
import type { Baseline } from '#sync/ports';

/**
 * A file's text as it would be with the content that was last synced, in the layout it has now: what differs from it is
 * what was edited since. Secrets and read-only members stand as they stand in the file. A file that can't be read is
 * taken as it is.
 */
export function syncedText(schema: AgentSchema, text: string, { file }: Baseline): string {
  const read = readAgentText(text);
  if (!read.ok) return text;
  const changes = changesBetween(schema, comparableContent(schema, read.agent), file);
  const back = changes.map(({ path, after }) => ({ path, value: after }));
  return applyEdits(text, editAgent(parseAgent(text), back));
}
