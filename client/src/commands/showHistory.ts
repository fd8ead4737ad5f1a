import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HistoryEntry } from '../state/history';
import { type Outcome, continued, informationOutcome, opened } from '../ui/outcome';
import { sanitizeLabel } from '../ui/sanitize';
import { CanceledByUser, UserError } from '../ui/userError';
import type { CommandId } from './shared/ids';
import type { Services } from './shared/services';

interface ItemButton extends vscode.QuickInputButton {
  run(services: Services, entry: HistoryEntry): Promise<Outcome>;
}

interface Item extends vscode.QuickPickItem {
  readonly entry: HistoryEntry;
  readonly buttons: readonly ItemButton[];
}

/**
 * Lists what was created, pushed, pulled and rolled back from this workspace. Choosing one shows its diff; the last one of an agent can be undone.
 */
export async function showHistory(services: Services): Promise<Outcome> {
  const { entries } = services.history;
  if (entries.length === 0)
    return informationOutcome(l10n.t('Nothing has been pushed or pulled in this workspace yet.'));
  const selectedAction = await chooseAction(entries);
  if (!selectedAction) throw new CanceledByUser(l10n.t('Canceled.'));
  return selectedAction(services);
}

type EntryAction = (services: Services) => Promise<Outcome>;

/** The selected action for an entry; undefined if the list was closed. */
async function chooseAction(entries: readonly HistoryEntry[]): Promise<EntryAction | undefined> {
  const list = vscode.window.createQuickPick<Item>();
  list.title = l10n.t('History');
  list.placeholder = l10n.t('Pushes and pulls from this workspace');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const choice = new Promise<EntryAction | undefined>((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item) resolve((services) => showEntry(services, item.entry));
    });
    list.onDidTriggerItemButton(({ item: { entry, buttons }, button }) => {
      const itemButton = buttons.find((candidate) => candidate === button);
      if (itemButton) resolve((services) => itemButton.run(services, entry));
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.items = entries.map((entry) => historyItem(entry, entries));
  list.show();
  return choice.finally(() => list.dispose());
}

function historyItem(entry: HistoryEntry, all: readonly HistoryEntry[]): Item {
  const { time, agentId, agentName, destination, properties, lastFour, requestId, diff } = entry;
  const isLast = all.find((other) => other.agentId === agentId && other.file === entry.file) === entry;
  const listed = properties.length > 0 ? [properties.join(', ')] : [];
  const details = [
    destination,
    ...(lastFour === '' ? [] : [l10n.t`key ending in ${lastFour}`]),
    ...(requestId === undefined ? [] : [l10n.t`request ${requestId}`]),
  ];
  return {
    label: `$(${icons[entry.action]}) ${sanitizeLabel(`${entryTitle(entry)}: ${agentName}`)}`,
    description: sanitizeLabel([new Date(time).toLocaleString(), ...listed].join(' · ')),
    detail: sanitizeLabel(details.join(' · ')),
    buttons: [...(diff === undefined ? [] : [fileButton()]), ...(isLast ? undoButtons(entry) : [])],
    entry,
  };
}

function fileButton(): ItemButton {
  const run = (_: Services, entry: HistoryEntry) => openEntryFile(entry);
  return { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: l10n.t('Open File'), run };
}

/** Only the last one can be undone. A rollback is undone by a push or pull. */
function undoButtons({ action }: HistoryEntry): ItemButton[] {
  const iconPath = new vscode.ThemeIcon('discard');
  switch (action) {
    case 'push':
      return [{ iconPath, tooltip: l10n.t('Roll Back Agent on Cekura…'), run: runOn('agentJson.rollBack') }];
    case 'pull':
      return [{ iconPath, tooltip: l10n.t('Roll Back Agent File'), run: runOn('agentJson.rollBackFile') }];
    default:
      return [];
  }
}

const icons = {
  create: 'add',
  push: 'cloud-upload',
  pull: 'cloud-download',
  'roll-back': 'discard',
  'roll-back-file': 'discard',
} as const;

function entryTitle({ action }: HistoryEntry): string {
  switch (action) {
    case 'create':
      return l10n.t('Created');
    case 'push':
      return l10n.t('Pushed');
    case 'pull':
      return l10n.t('Pulled');
    case 'roll-back':
      return l10n.t('Rolled back');
    case 'roll-back-file':
      return l10n.t('Rolled back file');
  }
}

/** The diff, which a key can't reach as a button of the item; entries of earlier versions have none. */
function showEntry(services: Services, entry: HistoryEntry): Promise<Outcome> {
  return entry.diff === undefined ? openEntryFile(entry) : showDiff(services, entry);
}

async function openEntryFile({ file }: HistoryEntry): Promise<Outcome> {
  await vscode.window.showTextDocument(vscode.Uri.parse(file));
  return opened;
}

async function showDiff({ history, previews }: Services, entry: HistoryEntry): Promise<Outcome> {
  const { agentName } = entry;
  const texts = await history.textsOf(entry);
  if (!texts) throw new UserError(l10n.t('The diff for this entry is no longer available.'));
  const left = previews.add(l10n.t`${agentName} (before)`, texts.before);
  const right = previews.add(l10n.t`${agentName} (after)`, texts.after);
  await previews.diff(left, right, diffTitle(entry));
  return opened;
}

function diffTitle({ agentName, destination, action }: HistoryEntry): string {
  switch (action) {
    case 'pull':
      return l10n.t`${agentName} (${destination}): before pull ↔ after pull`;
    case 'roll-back':
    case 'roll-back-file':
      return l10n.t`${agentName} (${destination}): before rollback ↔ after rollback`;
    default:
      return l10n.t`${agentName} (${destination}): before push ↔ after push`;
  }
}

function runOn(command: CommandId) {
  return async (_: Services, { file }: HistoryEntry): Promise<Outcome> => {
    await vscode.commands.executeCommand(command, { uri: file });
    return continued;
  };
}
