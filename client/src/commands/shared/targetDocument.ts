import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAgentFile } from '../../editor/agentFile';
import { agentFileOf, agentFilesInTabs, visibleAgentFiles } from '../../editor/openAgentFiles';
import { commandButton } from '../../ui/notify';
import { CanceledByUser, UserError } from '../../ui/userError';
import type { CommandArgs } from './commandArgs';

/**
 * The agent file for a command: its argument, else the one in the active editor (or whose prompt document is active), else the only visible
 * one, else the only open one. Asks if there are several.
 */
export async function targetFile({ uri }: CommandArgs): Promise<vscode.TextDocument> {
  const file = uri === undefined ? await openFile() : agentFileOf(vscode.Uri.parse(uri));
  const document = await vscode.workspace.openTextDocument(file);
  if (!isAgentFile(document)) throw noAgentFile();
  return document;
}

async function openFile(): Promise<vscode.Uri> {
  const { activeTextEditor } = vscode.window;
  const active = activeTextEditor && agentFileOf(activeTextEditor.document.uri);
  const visible = visibleAgentFiles();
  if (active && visible.some((uri) => uri.toString() === active.toString())) return active;
  const candidates = visible.length > 0 ? visible : agentFilesInTabs();
  const [only, ...others] = candidates;
  if (!only) throw noAgentFile();
  return others.length === 0 ? only : chooseFile(candidates);
}

async function chooseFile(uris: readonly vscode.Uri[]): Promise<vscode.Uri> {
  const items = uris.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const selection = await vscode.window.showQuickPick(items, { title: l10n.t('Select an agent file') });
  if (!selection) throw new CanceledByUser(l10n.t('Canceled.'));
  return selection.uri;
}

function noAgentFile(): UserError {
  return new UserError(l10n.t('No agent file is open. Open an .agent.json file first.'), [
    commandButton(l10n.t('New Agent File'), 'agentJson.new'),
    commandButton(l10n.t('Pull Agent from Cekura…'), 'agentJson.pullFromList'),
  ]);
}

/** Throws a UserError in a folder that the user doesn't trust. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError(l10n.t('Push and pull require a trusted workspace.'), ['manage-trust']);
}
