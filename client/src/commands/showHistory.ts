import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { syncedDiff } from '#sync/messages/renderDiff';
import type { HistoryEntry } from '../state/history';
import { type Outcome, continued, information, opened } from '../ui/outcome';
import { sanitizeLabel } from '../ui/sanitize';
import { CanceledByUser, UserError } from '../ui/userError';
import type { Services } from './shared/services';

interface ItemButton extends vscode.QuickInputButton {
  run(services: Services, entry: HistoryEntry): Promise<Outcome>;
}

interface Item extends vscode.QuickPickItem {
  readonly entry: HistoryEntry;
  readonly buttons: readonly ItemButton[];
}

/** Lists the pushes and pulls from this workspace. Choosing one opens its file; the last push of each agent can be viewed and rolled back. */
export async function showHistory(services: Services): Promise<Outcome> {
  const { entries } = services.history;
  if (entries.length === 0)
    return information(l10n.t('Nothing was pushed or pulled from this workspace yet.'));
  const chosen = await choose(entries);
  if (!chosen) throw new CanceledByUser(l10n.t('Canceled.'));
  return chosen(services);
}

type Act = (services: Services) => Promise<Outcome>;

/** What the user chose to do with an entry; undefined where they closed the list. */
async function choose(entries: readonly HistoryEntry[]): Promise<Act | undefined> {
  const list = vscode.window.createQuickPick<Item>();
  list.title = l10n.t('History');
  list.placeholder = l10n.t('Pushes and pulls from this workspace');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const choice = new Promise<Act | undefined>((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item) resolve(() => openFile(item.entry));
    });
    list.onDidTriggerItemButton(({ item: { entry, buttons }, button }) => {
      const pressed = buttons.find((one) => one === button);
      if (pressed) resolve((services) => pressed.run(services, entry));
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.items = entries.map((entry) => itemFor(entry, entries));
  list.show();
  return choice.finally(() => list.dispose());
}

function itemFor(entry: HistoryEntry, all: readonly HistoryEntry[]): Item {
  const { time, agentId, agentName, destination, properties, lastFour, requestId } = entry;
  const isLastPush = all.find((one) => one.agentId === agentId && one.action !== 'pull') === entry;
  const details = [
    destination,
    ...(lastFour === '' ? [] : [l10n.t`key ending in ${lastFour}`]),
    ...(requestId === undefined ? [] : [l10n.t`request ${requestId}`]),
  ];
  return {
    label: `$(${icons[entry.action]}) ${sanitizeLabel(`${titleOf(entry)}: ${agentName}`)}`,
    description: sanitizeLabel(`${new Date(time).toLocaleString()} · ${properties.join(', ')}`),
    detail: sanitizeLabel(details.join(' · ')),
    buttons: isLastPush && entry.action === 'push' ? lastPushButtons() : [],
    entry,
  };
}

function lastPushButtons(): ItemButton[] {
  return [
    { iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('View Diff'), run: showDiff },
    {
      iconPath: new vscode.ThemeIcon('discard'),
      tooltip: l10n.t('Roll Back Agent on Cekura…'),
      run: (_, entry) => rollBack(entry),
    },
  ];
}

const icons = { push: 'cloud-upload', pull: 'cloud-download', 'roll-back': 'discard' } as const;

function titleOf({ action }: HistoryEntry): string {
  switch (action) {
    case 'push':
      return l10n.t('Pushed');
    case 'pull':
      return l10n.t('Pulled');
    case 'roll-back':
      return l10n.t('Rolled back');
  }
}

async function openFile({ file }: HistoryEntry): Promise<Outcome> {
  await vscode.window.showTextDocument(vscode.Uri.parse(file));
  return opened;
}

/** The agent before and after the last push, as stored with the baseline. */
async function showDiff(services: Services, { agentId, agentName }: HistoryEntry): Promise<Outcome> {
  const { api, baselines, previews } = services;
  const baseline = await baselines.get({ origin: api.address.origin, id: agentId });
  if (!baseline?.beforePush) throw new UserError(l10n.t('This push can no longer be compared.'));
  const { before, after } = syncedDiff(agentSchema, baseline.beforePush.remote, baseline.remote);
  const left = previews.add(l10n.t`${agentName} (before push)`, before);
  const right = previews.add(l10n.t`${agentName} (after push)`, after);
  await previews.diff(left, right, l10n.t`${agentName}: before push ↔ after push`);
  return opened;
}

async function rollBack({ file }: HistoryEntry): Promise<Outcome> {
  await vscode.commands.executeCommand('agentJson.rollBack', { uri: file });
  return continued;
}
