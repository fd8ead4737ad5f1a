import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { annotate } from '#language/annotate';
import { type Prompt, promptAt, promptsOf } from '#language/features/prompts';
import { agentSchema } from '#language/schema/bundledSchema';
import { redactCredentialsIn } from '#language/secrets/credentialPatterns';
import { formatPointer } from '#language/secrets/redact';
import { readPromptReference } from '#language/promptFiles/reference';
import { findValue, parseAgent } from '#language/syntax/document';
import { fromPointer, toPointer } from '#language/syntax/json';
import { promptUri } from '../editor/promptUri';
import { promptDocumentUri } from '../prompts/promptDocumentUri';
import { type Outcome, opened } from '../ui/outcome';
import { CanceledByUser, UserError } from '../ui/userError';
import type { CommandArgs } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';

/** Opens a prompt as a Markdown document: the one at the pointer, else the one at the cursor, else one that the user selects. */
export async function editPrompt(_: unknown, args: CommandArgs): Promise<Outcome> {
  const document = await targetFile(args);
  const pointer = args.pointer ?? (await choosePrompt(document));
  const uri = promptFileOf(document, pointer) ?? promptDocumentUri(document.uri, pointer);
  await vscode.window.showTextDocument(uri, { preview: false });
  return opened;
}

/** The file of a prompt that is not in the agent file. */
function promptFileOf(document: vscode.TextDocument, pointer: string): vscode.Uri | undefined {
  const value: unknown = findValue(parseAgent(document.getText()), fromPointer(pointer))?.value;
  const file = typeof value === 'string' ? readPromptReference(value) : undefined;
  return file === undefined ? undefined : promptUri(document.uri, file);
}

async function choosePrompt(document: vscode.TextDocument): Promise<string> {
  const agent = annotate(parseAgent(document.getText()), agentSchema);
  const editor = vscode.window.activeTextEditor;
  const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : undefined;
  const promptAtCursor = cursor === undefined ? undefined : promptAt(agent, cursor);
  if (promptAtCursor) return toPointer(promptAtCursor.path);

  const prompts = promptsOf(agent);
  const [only, ...others] = prompts;
  if (!only) throw new UserError(l10n.t('This agent has no prompt. Add a "description" first.'));
  if (others.length === 0) return toPointer(only.path);
  const title = l10n.t('Select a prompt to edit');
  const selection = await vscode.window.showQuickPick(prompts.map(promptItem), { title });
  if (!selection) throw new CanceledByUser(l10n.t('Canceled.'));
  return selection.pointer;
}

function promptItem({ path, text }: Prompt) {
  const pointer = toPointer(path);
  const [firstLine = ''] = text.split('\n', 1);
  return { label: formatPointer(pointer), description: redactCredentialsIn(firstLine), pointer };
}
