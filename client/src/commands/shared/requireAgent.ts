import type { JsonObject } from '#language/syntax/json';
import { agentSchema } from '#language/schema/bundledSchema';
import { readAgentText } from '#sync/content/agentText';
import { describeBlock } from '#sync/messages/describeBlock';
import { unresolvedPrompts } from '#sync/promptFiles/references';
import type { DocumentFile } from '../../editor/documentFile';
import { problemsButton } from '../../ui/notify';
import { UserError } from '../../ui/userError';

/** The agent in a file's text; throws a UserError if it can't be read. `name`: the file, in messages about another than the active one. */
export function requireAgent(text: string, name?: string): JsonObject {
  const read = readAgentText(text);
  if (read.ok) return read.agent;
  const problem = describeBlock(read.cause);
  throw new UserError(name === undefined ? problem : `${name}: ${problem}`, [problemsButton()]);
}

/** Throws a UserError if a prompt of an agent file can't be read. `text`: the result of `file.read()`. */
export async function requirePrompts(file: DocumentFile, text: string): Promise<void> {
  const read = readAgentText(text);
  const [cause] = read.ok ? await unresolvedPrompts(agentSchema, file, read.agent) : [];
  if (cause) throw new UserError(`${file.name}: ${describeBlock(cause)}`, [problemsButton()]);
}
