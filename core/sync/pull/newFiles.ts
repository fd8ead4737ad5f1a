import { newPromptFileName } from '#language/promptFiles/locate';
import { toFileText, maxPromptBytes } from '#language/promptFiles/promptText';
import { promptReference } from '#language/promptFiles/reference';
import type { AgentSchema } from '#language/schema/schema';
import { findValue, parseAgent } from '#language/syntax/document';
import { applyEdits, editAgent } from '#language/syntax/edit';

/** A new file in the folder of its agent file. */
export interface NewPromptFile {
  readonly name: string;
  readonly text: string;
}

/** The text of a new agent file, and the prompt files that it refers to. */
export interface NewAgentFiles {
  readonly text: string;
  readonly prompts: readonly NewPromptFile[];
}

/** Moves the prompts of a new agent file to separate files. `name`: its file name. `usedNames`: the names in the folder. */
export function withPromptFiles(
  schema: AgentSchema,
  text: string,
  name: string,
  usedNames: Iterable<string>,
): NewAgentFiles {
  const used = new Set(usedNames);
  const document = parseAgent(text);
  const prompts: NewPromptFile[] = [];
  const changes = [...schema.root.properties.values()].flatMap((property) => {
    const value: unknown = findValue(document, [property.name])?.value;
    if (!property.multiline || typeof value !== 'string' || !fitsInPromptFile(value)) return [];
    const file = newPromptFileName(name, property.name, used);
    used.add(file);
    prompts.push({ name: file, text: toFileText(value) });
    return [{ path: [property.name], value: promptReference(`./${file}`) }];
  });
  return { text: applyEdits(text, editAgent(document, changes)), prompts };
}

/** Not blank, small enough in any encoding, and without halves of characters, which UTF-8 can't encode. */
function fitsInPromptFile(prompt: string): boolean {
  const maxBytesPerUnit = 3;
  const isSmall = prompt.length * maxBytesPerUnit <= maxPromptBytes;
  return prompt.trim() !== '' && isSmall && !/\p{Surrogate}/u.test(prompt);
}
