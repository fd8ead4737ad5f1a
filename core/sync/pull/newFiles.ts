import { newPromptFileName } from '#language/promptFiles/locate';
import { toFileText, maxPromptBytes } from '#language/promptFiles/promptText';
import { promptReference } from '#language/promptFiles/reference';
import type { AgentSchema } from '#language/schema/schema';
import { findValue, parseAgent } from '#language/syntax/document';
import { applyEdits, editAgent } from '#language/syntax/edit';
import type { JsonObject } from '#language/syntax/json';
import { readAgentText } from '../content/agentText';
import { storedContent } from '../content/credentials';
import type { BlockCause } from '../model';
import type { Baseline } from '../ports';
import { newFileText, omittedCredentialsOf, omittedSecretsOf } from './planPull';

/** A file for an agent that has none, and what is stored about it; or why it can't be written. */
export type NewAgentFile =
  | {
      readonly ok: true;
      readonly text: string;
      readonly baseline: Baseline;
      /** Pointers of the secrets that Cekura returned in plain text, which are not in the file. */
      readonly omittedSecrets: readonly string[];
      /** Pointers of other properties that are not in the file because they contain credentials, such as a URL. */
      readonly omittedCredentials: readonly string[];
    }
  | { readonly ok: false; readonly cause: BlockCause };

/** Plans the file for an agent. Contains no credentials. */
export function planNewFile(schema: AgentSchema, remote: JsonObject): NewAgentFile {
  const text = newFileText(schema, remote);
  const read = readAgentText(text);
  if (!read.ok) return { ok: false, cause: { kind: 'unreadable-result', exceededLimit: read.exceededLimit } };
  const { agent } = read;
  return {
    ok: true,
    text,
    baseline: { file: storedContent(schema, agent), remote: storedContent(schema, remote) },
    omittedSecrets: omittedSecretsOf(schema, agent, remote),
    omittedCredentials: omittedCredentialsOf(schema, remote),
  };
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** The files to write for a new agent file: those of its prompts if `promptsAsFiles`, then itself. `usedNames`: the names in the folder. */
export function filesToWrite(
  schema: AgentSchema,
  { name, text }: NamedText,
  usedNames: Iterable<string>,
  promptsAsFiles: boolean,
): NamedText[] {
  if (!promptsAsFiles) return [{ name, text }];
  const files = withPromptFiles(schema, text, name, usedNames);
  return [...files.prompts, { name, text: files.text }];
}

/** Moves the prompts of a new agent file to separate files. `name`: its file name. `usedNames`: the names in the folder. */
export function withPromptFiles(
  schema: AgentSchema,
  text: string,
  name: string,
  usedNames: Iterable<string>,
): { readonly text: string; readonly prompts: readonly NamedText[] } {
  const used = new Set(usedNames);
  const document = parseAgent(text);
  const prompts: NamedText[] = [];
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
