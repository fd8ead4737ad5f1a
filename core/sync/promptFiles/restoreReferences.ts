import type { ExpandedAgent, PromptReference } from '#language/promptFiles/expand';
import { type PromptFile, promptFromFileText } from '#language/promptFiles/promptText';
import { promptReference } from '#language/promptFiles/reference';
import { type AgentDocument, findValue, parseAgent, spanOf } from '#language/syntax/document';
import { type TextEdit, applyEdits, textReplacement } from '#language/syntax/edit';
import { toPointer } from '#language/syntax/json';

interface RestoredReferences {
  /** Edits of the expanded agent that write the references in place of the prompts. */
  readonly edits: readonly TextEdit[];
  /** The prompts of files that do not exist anymore, by the path in the reference. */
  readonly newFiles: ReadonlyMap<string, string>;
}

/**
 * Edits that restore prompts which were in files, such as the undo of a pull that removed them. Undefined if a file now has another prompt,
 * which must not be overwritten. `references`: those of the agent file before.
 */
export async function restoreReferences(
  agent: ExpandedAgent,
  edits: readonly TextEdit[],
  references: readonly PromptReference[],
  readPrompt: (file: string) => Promise<PromptFile>,
): Promise<RestoredReferences | undefined> {
  const current = new Set([...agent.prompts, ...agent.unresolved].map(({ path }) => toPointer(path)));
  const removed = references.filter(({ path }) => !current.has(toPointer(path)));
  if (removed.length === 0) return { edits, newFiles: new Map() };
  const target = parseAgent(applyEdits(agent.text, edits));
  const restored: TextEdit[] = [];
  const newFiles = new Map<string, string>();
  for (const { path, file } of removed) {
    const node = findValue(target, path);
    if (node?.type !== 'string') continue;
    const prompt = String(node.value);
    const promptFile = await readPrompt(file);
    if (promptFile.kind === 'missing') newFiles.set(file, prompt);
    else if (promptAfter(agent, target, file, promptFile) !== prompt) return undefined;
    restored.push({ ...spanOf(node), newText: JSON.stringify(promptReference(file)) });
  }
  return { edits: textReplacement(agent.text, applyEdits(target.text, restored)), newFiles };
}

/** The prompt in a file after the edits, which may change it for another property; undefined if it can't be read. */
function promptAfter(
  { prompts }: ExpandedAgent,
  target: AgentDocument,
  file: string,
  promptFile: PromptFile,
): unknown {
  if (promptFile.kind !== 'text') return undefined;
  const other = prompts.find(({ id }) => id === (promptFile.path ?? file));
  return other ? findValue(target, other.path)?.value : promptFromFileText(promptFile.text);
}
