import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { annotate } from '#language/annotate';
import { agentSchema } from '#language/schema/bundledSchema';
import { parseAgent } from '#language/syntax/document';
import { toPointer } from '#language/syntax/json';
import { dotted } from '#language/secrets/redact';
import { withoutKeys } from '#language/secrets/credentialPatterns';
import { type Prompt, promptAt, promptsOf } from '#language/features/prompts';
import { pageUri } from '../prompts/promptPages';
import { Refusal } from '../ui/userError';
import type { Started } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';

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
  const title = l10n.t('Select a prompt to edit');
  return (await vscode.window.showQuickPick(prompts.map(itemFor), { title }))?.pointer;
}

function itemFor({ path, text }: Prompt) {
  const pointer = toPointer(path);
  const [firstLine = ''] = text.split('\n', 1);
  return { label: dotted(pointer), description: withoutKeys(firstLine), pointer };
}
