import type { ExpandedAgent } from '#language/promptFiles/expand';
import { readPromptReference } from '#language/promptFiles/reference';
import type { AgentSchema } from '#language/schema/schema';
import { type Json, type JsonObject, toPointer } from '#language/syntax/json';
import { comparableContent } from '../content/canonical';
import type { BlockCause } from '../model';
import type { AgentFile } from '../ports';
import { stringsIn } from '../secrets/detect';

type PromptFileBlock = Extract<BlockCause, { kind: 'prompt-file' }>;

function promptReferencesIn(value: Json) {
  return stringsIn(value, []).flatMap(({ path, text }) => {
    const file = readPromptReference(text);
    return file === undefined ? [] : [{ path, file }];
  });
}

/** Whether a value is or contains a reference to a prompt file, which would be resolved if it were in an agent file. */
export function containsPromptReference(value: Json | undefined): boolean {
  return value !== undefined && promptReferencesIn(value).length > 0;
}

/** The references that are left in an agent after its prompts were read: they are neither sent nor overwritten. */
export async function unresolvedPrompts(
  schema: AgentSchema,
  file: AgentFile,
  agent: JsonObject,
): Promise<PromptFileBlock[]> {
  const references = promptReferencesIn(comparableContent(schema, agent));
  return Promise.all(
    references.map(async ({ path, file: name }): Promise<PromptFileBlock> => {
      const isAllowed = schema.at(path)?.multiline === true;
      const error = isAllowed ? await file.promptError?.(name) : 'not-allowed';
      return { kind: 'prompt-file', pointer: toPointer(path), file: name, error: error ?? 'nested' };
    }),
  );
}

/** The block cause for a reference that can't be resolved. */
export function blockOf({ path, file, error }: ExpandedAgent['unresolved'][number]): PromptFileBlock {
  return { kind: 'prompt-file', pointer: toPointer(path), file, error };
}

/** The references in a request body: a value of Cekura can look like one. */
export function promptsInBody(body: JsonObject): PromptFileBlock[] {
  return promptReferencesIn(body).map(({ path, file }) => ({
    kind: 'prompt-file',
    pointer: toPointer(path),
    file,
    error: 'not-allowed',
  }));
}
