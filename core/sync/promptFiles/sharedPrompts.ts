import { promptUsesIn } from '#language/promptFiles/expand';
import { locatePrompt } from '#language/promptFiles/locate';
import type { AgentSchema } from '#language/schema/schema';
import { parseAgent } from '#language/syntax/document';

/** An agent file with its references. `path`: relative to the folder of the prompt files, with forward slashes. */
export interface AgentInFolder {
  readonly path: string;
  readonly text: string;
}

/** A prompt file that other agents use as well. Both paths are relative to the folder. */
export interface SharedPrompt {
  readonly file: string;
  readonly agents: readonly string[];
}

/** Which of the prompt files the other agents of the folder use. */
export function sharedPrompts(
  schema: AgentSchema,
  files: readonly string[],
  others: readonly AgentInFolder[],
): SharedPrompt[] {
  const users = others.map(({ path, text }) => ({ path, used: promptFilesOf(schema, path, text) }));
  return files.flatMap((file) => {
    const agents = users.flatMap(({ path, used }) => (used.has(file) ? [path] : []));
    return agents.length > 0 ? [{ file, agents }] : [];
  });
}

function promptFilesOf(schema: AgentSchema, path: string, text: string): ReadonlySet<string> {
  const locations = promptUsesIn(parseAgent(text), schema).map(({ file }) => locatePrompt(path, file));
  return new Set(locations.flatMap((location) => (location.kind === 'path' ? [location.path] : [])));
}
