import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { documentWithPrompts } from '../editor/workspaceAgents';
import { type Outcome, continued } from '../ui/outcome';
import { sanitizeLabel } from '../ui/sanitize';
import { CanceledByUser } from '../ui/userError';
import { summaryOfState } from '../views/statusText';
import type { CommandArgs } from './shared/commandArgs';
import type { Services } from './shared/services';
import { targetFile } from './shared/targetDocument';

interface Item extends vscode.QuickPickItem {
  readonly run?: readonly [command: string, argument?: unknown];
}

/** The URL of agents on the Cekura website. */
const dashboards: ReadonlyMap<string, string> = new Map([
  ['https://api.cekura.ai', 'https://dashboard.cekura.ai'],
]);

/** Lists the actions for the agent file. Shown by clicking the status bar item. */
export async function showMenu(services: Services, args: CommandArgs): Promise<Outcome> {
  const document = await targetFile(args);
  const { api, states, baselines, pulls } = services;
  const { link, state } = await states.stateOf(await documentWithPrompts(document));
  const baseline = link && (await baselines.for(document.uri).get(link));
  const canRollBack = baseline?.beforePush !== undefined;
  const canRollBackFile = await pulls.isLast(document.uri, baseline);
  const { origin = '' } = api.usableAddress ?? {};
  const items = [
    ...(link ? linkedItems(document.uri, { canRollBack, canRollBackFile }) : unlinkedItems(document.uri)),
    ...editingItems(document.uri),
    ...commonItems(dashboards.get(origin)),
  ];
  const selection = await vscode.window.showQuickPick(items, {
    title: sanitizeLabel(vscode.workspace.asRelativePath(document.uri)),
    placeHolder: summaryOfState(state).sentence,
  });
  if (!selection?.run) throw new CanceledByUser(l10n.t('Canceled.'));
  await vscode.commands.executeCommand(...selection.run);
  return continued;
}

function linkedItems(
  uri: vscode.Uri,
  { canRollBack, canRollBackFile }: { readonly canRollBack: boolean; readonly canRollBackFile: boolean },
): Item[] {
  const rollBackFile: Item = {
    label: `$(discard) ${l10n.t('Roll Back Agent File')}`,
    description: l10n.t('Undo the last pull'),
    run: ['agentJson.rollBackFile', uri],
  };
  const rollBack: Item = {
    label: `$(history) ${l10n.t('Roll Back Agent on Cekura…')}`,
    description: l10n.t('Undo the last push'),
    run: ['agentJson.rollBack', uri],
  };
  return [
    { label: `$(cloud-upload) ${l10n.t('Push to Cekura')}`, run: ['agentJson.push', uri] },
    { label: `$(cloud-download) ${l10n.t('Pull from Cekura')}`, run: ['agentJson.pull', uri] },
    { label: `$(git-compare) ${l10n.t('Compare with Cekura')}`, run: ['agentJson.compare', uri] },
    { label: `$(refresh) ${l10n.t('Fetch')}`, run: ['agentJson.fetch'] },
    separator(),
    { label: `$(discard) ${l10n.t('Discard Local Changes')}`, run: ['agentJson.discardChanges', uri] },
    ...(canRollBackFile ? [rollBackFile] : []),
    ...(canRollBack ? [rollBack] : []),
  ];
}

function unlinkedItems(uri: vscode.Uri): Item[] {
  return [
    { label: `$(cloud-upload) ${l10n.t('Create on Cekura…')}`, run: ['agentJson.create', uri] },
    { label: `$(link) ${l10n.t('Link to Existing Agent…')}`, run: ['agentJson.link', uri] },
  ];
}

/** Without them, a short prompt and a secret could only be edited with the Command Palette. */
function editingItems(uri: vscode.Uri): Item[] {
  return [
    separator(),
    { label: `$(markdown) ${l10n.t('Edit Prompt as Markdown')}`, run: ['agentJson.editPrompt', uri] },
    { label: `$(lock) ${l10n.t('Set Secret…')}`, run: ['agentJson.setSecret', uri] },
  ];
}

function commonItems(dashboard: string | undefined): Item[] {
  return [
    separator(),
    { label: `$(list-unordered) ${l10n.t('Show History')}`, run: ['agentJson.showHistory'] },
    { label: `$(key) ${l10n.t('Set API Key…')}`, run: ['agentJson.setApiKey'] },
    ...(dashboard === undefined
      ? []
      : [
          {
            label: `$(link-external) ${l10n.t('Open Dashboard')}`,
            run: ['vscode.open', vscode.Uri.parse(dashboard)],
          } as const,
        ]),
    { label: `$(output) ${l10n.t('Show Log')}`, run: ['agentJson.showLog'] },
    { label: `$(question) ${l10n.t('Get Help')}`, run: ['agentJson.getHelp'] },
  ];
}

function separator(): Item {
  return { label: '', kind: vscode.QuickPickItemKind.Separator };
}
