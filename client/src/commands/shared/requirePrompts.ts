import { agentSchema } from '#language/schema/bundledSchema';
import { readAgentText } from '#sync/content/agentText';
import { describeBlock } from '#sync/messages/describeBlock';
import { unresolvedPrompts } from '#sync/promptFiles/references';
import type { DocumentFile } from '../../editor/documentFile';
import { problemsButton } from '../../ui/notify';
import { UserError } from '../../ui/userError';

/** Throws a UserError if a prompt of an agent file can't be read. `text`: the result of `file.read()`. */
export async function requirePrompts(file: DocumentFile, text: string): Promise<void> {
  const read = readAgentText(text);
  const [cause] = read.ok ? await unresolvedPrompts(agentSchema, file, read.agent) : [];
  if (cause) throw new UserError(`${file.name}: ${describeBlock(cause)}`, [problemsButton()]);
}
