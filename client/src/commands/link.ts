import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { linkOf } from '#sync/content/agentText';
import { commandButton } from '../ui/notify';
import { type Outcome, informationOutcome } from '../ui/outcome';
import { CanceledByUser } from '../ui/userError';
import { chooseAgents } from './shared/agentPicker';
import { requireKeys } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { requireAgent } from './shared/requireAgent';
import { saveDocument } from './shared/saveDocument';
import { type Services, refreshStates } from './shared/services';
import { whileLocked } from './shared/syncOne';
import { requireTrust, targetFile } from './shared/targetDocument';
import { writeId } from './shared/writeId';

/** Links a file to an existing agent. Sends nothing. */
export async function link(services: Services, args: CommandArgs): Promise<Outcome> {
  requireTrust();
  const document = await saveDocument(await targetFile(args));
  const current = linkOf(services.api.address.origin, requireAgent(document.getText()));
  if (current.ok) await askToRelink(current.link.id);
  await requireKeys(services);
  const placeholder = l10n.t('Select an agent (filter by name or project)');
  const [selectedAgent] = await chooseAgents(services, { many: false, placeholder });
  if (!selectedAgent) throw new CanceledByUser(l10n.t('Canceled. The file is unchanged.'));
  await whileLocked(services, document, () => writeId(document.uri, selectedAgent.id, selectedAgent.project));
  refreshStates(services);
  return informationOutcome(l10n.t`Linked to ${selectedAgent.label} (agent ${selectedAgent.id}).`, [
    commandButton(l10n.t('Compare'), 'agentJson.compare', document.uri),
  ]);
}

async function askToRelink(id: string): Promise<void> {
  const relink = l10n.t('Link to Another Agent');
  const question = l10n.t`The file is linked to agent ${id}. Link it to another agent?`;
  const detail = l10n.t('The "id" in the file is replaced. Nothing is sent.');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, relink);
  if (answer !== relink) throw new CanceledByUser(l10n.t('Canceled. The file is unchanged.'));
}
