import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readAgentText } from '#sync/content/agentText';
import type { KeyRecord } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { type WorkspaceFile, agentFiles } from '../../editor/workspaceAgents';
import { projectOfFile } from '../../state/fileProjects';
import { sanitizeLabel } from '../../ui/sanitize';
import { CanceledByUser } from '../../ui/userError';
import type { Services } from './services';

/** Asks for the target: another agent file, those with the same folder and stem first; undefined for a new agent. */
export async function choosePromotionTarget(
  services: Services,
  source: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const others = (await agentFiles()).filter(({ uri }) => uri.toString() !== source.toString());
  const byRank = others
    .map((file) => ({ file, rank: proximityRank(file.uri, source) }))
    .sort((a, b) => a.rank - b.rank);
  const address = services.api.usableAddress;
  const keys = address ? await services.credentials.records(address.origin) : [];
  const items = byRank.map(({ file }) => ({
    label: sanitizeLabel(vscode.workspace.asRelativePath(file.uri)),
    description: sanitizeLabel(projectOf(services, keys, file)),
    uri: file.uri,
  }));
  const create = { label: l10n.t('$(add) New Agent in Project…'), description: '', uri: undefined };
  const selection = await vscode.window.showQuickPick([...items, create], {
    title: l10n.t`Promote ${sanitizeLabel(vscode.workspace.asRelativePath(source))} To`,
    placeHolder: l10n.t('Select the agent file to update'),
    matchOnDescription: true,
  });
  if (!selection) throw new CanceledByUser(l10n.t('Canceled. No file was changed.'));
  return selection.uri;
}

function proximityRank(uri: vscode.Uri, source: vscode.Uri): number {
  if (parentFolder(uri).toString() !== parentFolder(source).toString()) return 2;
  return stemOf(uri) === stemOf(source) ? 0 : 1;
}

export function parentFolder(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** The name of a file up to its first dot: `support` for `support.staging.agent.json`. */
export function stemOf({ path }: vscode.Uri): string {
  const [stem = ''] = path.slice(path.lastIndexOf('/') + 1).split('.', 1);
  return stem;
}

function projectOf(
  { api, credentials }: Services,
  keys: readonly KeyRecord[],
  { uri, text }: WorkspaceFile,
): string {
  const address = api.usableAddress;
  const project = address && projectOfFile(credentials, keys, address, uri, readAgentText(text));
  return project ? projectName(project) : '';
}
