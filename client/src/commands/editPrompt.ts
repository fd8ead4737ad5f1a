import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { annotate } from '../../../server/src/language/annotate';
import { agentSchema } from '../../../server/src/language/bundledSchema';
import { parseAgent } from '../../../server/src/language/document';
import { toPointer } from '../../../server/src/language/json';
import { dotted } from '../../../server/src/language/names';
import { withoutKeys } from '../../../server/src/language/problems/keyShapes';
import { type Prompt, promptAt, promptsOf } from '../../../server/src/language/prompts';
import { pageUri } from '../vscode/promptPages';
import { Refusal } from '../vscode/refusal';
import type { Started } from './started';
import { targetFile } from './target';

/** Opens a prompt as a Markdown file. Without a pointer it is the one at the cursor, else one that the user picks. */
export async function editPrompt(_: unknown, started: Started): Promise<void> {
  const document = await targetFile(started);
  const pointer = started.pointer ?? (await choosePrompt(document));
  if (pointer === undefined) return;
  await vscode.window.showTextDocument(pageUri(document.uri, pointer), { preview: false });
}

async function choosePrompt(document: vscode.TextDocument): Promise<string | undefined> {
  const agent = annotate(parseAgent(document.getText()), agentSchema);
  const editor = vscode.window.activeTextEditor;
  const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : undefined;
  const here = cursor === undefined ? undefined : promptAt(agent, cursor);
  if (here) return toPointer(here.path);

  const prompts = promptsOf(agent);
  const [only, ...others] = prompts;
  if (!only) throw new Refusal(l10n.t('This agent has no prompt yet. Add one first: "description": "".'));
  if (others.length === 0) return toPointer(only.path);
  const title = l10n.t('Which prompt do you want to edit?');
  return (await vscode.window.showQuickPick(prompts.map(itemFor), { title }))?.pointer;
}

function itemFor({ path, text }: Prompt) {
  const pointer = toPointer(path);
  const [firstLine = ''] = text.split('\n', 1);
  return { label: dotted(pointer), description: withoutKeys(firstLine), pointer };
}
