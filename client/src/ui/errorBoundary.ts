import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { placeOf } from './log';
import { plainWords } from './sanitize';
import { type Action, Refusal } from './userError';
import type { EditingParts } from '../commands/shared/command';

/** What each button is called and does: a command of ours or of the editor. */
const actions: Readonly<Record<Action, ActionButton>> = {
  'set-api-key': { label: () => l10n.t('Set API Key…'), command: ['agentJson.setApiKey'] },
  create: { label: () => l10n.t('Create on Cekura…'), command: ['agentJson.create'] },
  'show-log': { label: () => l10n.t('Show Log'), command: ['agentJson.showLog'] },
  'open-settings': {
    label: () => l10n.t('Open Settings'),
    command: ['workbench.action.openSettings', 'agentJson.api.baseUrl'],
  },
  'manage-trust': { label: () => l10n.t('Manage Workspace Trust'), command: ['workbench.trust.manage'] },
};

interface ActionButton {
  label(): string;
  readonly command: readonly [command: string, ...args: unknown[]];
}

/**
 * The one border where errors end. A refusal becomes a message with its buttons; anything else is a fault of ours: it is
 * logged by place, and the user is told so. A user who stops halfway is no error: what they started just returns then.
 */
export async function atBorder(
  { log }: Pick<EditingParts, 'log'>,
  what: string,
  act: () => Thenable<unknown>,
): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    // Not awaited: a message that nobody clicks must not keep the command running.
    void tell(error instanceof Refusal ? error : faultIn(log, what, error));
    return undefined;
  }
}

async function tell({ message, actions: offered }: Refusal): Promise<void> {
  const buttons = offered.map((action) => ({ title: actions[action].label(), action }));
  const chosen = await vscode.window.showErrorMessage(plainWords(message), ...buttons);
  if (chosen) await vscode.commands.executeCommand(...actions[chosen.action].command);
}

function faultIn(log: EditingParts['log'], what: string, error: unknown): Refusal {
  log.error(`${what} failed. ${placeOf(error)}`);
  const message = l10n.t('Internal error in Agent JSON. See the log for details.');
  return new Refusal(message, ['show-log']);
}
