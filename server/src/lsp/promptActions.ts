import {
  type Fix,
  createPromptFix,
  inlinePrompt,
  movablePrompt,
  movePrompt,
  similarPromptFixes,
} from '#language/codeActions/index';
import { promptUseAt } from '#language/features/promptReferences';
import type { PromptUse } from '#language/promptFiles/expand';
import { isPromptFileName, newPromptFileName } from '#language/promptFiles/locate';
import type { Span } from '#language/syntax/document';
import { decodePath } from '#language/text/decodePath';
import type { PromptFiles } from '../workspace/promptFiles';
import type { AgentSnapshot } from '../workspace/agentSnapshot';

/** Code actions that depend on which prompt files there are. */
export async function promptFixesAt(
  promptFiles: PromptFiles,
  snapshot: AgentSnapshot,
  { offset }: Span,
): Promise<Fix[]> {
  const { agent, uri } = snapshot;
  const use = promptUseAt(agent, offset);
  if (use) {
    const file = snapshot.promptFile(use);
    return file.kind === 'text' ? inlinePrompt(use, file.text) : unreadableFixes(promptFiles, snapshot, use);
  }
  const node = movablePrompt(agent, offset);
  const name = decodePath(uri.slice(uri.lastIndexOf('/') + 1));
  if (!node || promptFiles.uriOf(uri, './x.md') === undefined) return [];
  const existing = (await promptFiles.list(uri, './')).map((entry) => entry.name);
  return movePrompt(node, `./${newPromptFileName(name, String(node.path.at(-1)), existing)}`);
}

async function unreadableFixes(
  promptFiles: PromptFiles,
  snapshot: AgentSnapshot,
  use: PromptUse,
): Promise<Fix[]> {
  const problem = snapshot.problems.find(
    ({ rule, span }) => rule === 'prompt-file' && span.offset === use.span.offset,
  );
  const { kind } = snapshot.promptFile(use);
  if (!problem || kind === 'invalid-path') return [];
  const folder = use.file.slice(0, use.file.lastIndexOf('/') + 1) || './';
  const entries = await promptFiles.list(snapshot.uri, folder);
  const names = entries
    .filter(({ isFolder, name }) => !isFolder && isPromptFileName(name))
    .map(({ name }) => name);
  const created = kind === 'missing' && promptFiles.uriOf(snapshot.uri, use.file) !== undefined;
  return [...similarPromptFixes(problem, use, names), ...(created ? [createPromptFix(problem, use)] : [])];
}
