import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { numberFromText } from '#language/syntax/json';
import { linkOf, readAgentText } from '#sync/content/agentText';
import { linkEdits } from '#sync/create/create';
import { describeBlock } from '#sync/messages/describe';
import { DocumentFile } from '../editor/agentFile';
import { Refusal } from '../ui/userError';
import { tickOff } from '../views/walkthrough';
import { chooseAgents } from './shared/agentPicker';
import { requireKey } from './apiKey';
import { type Parts, refreshStates } from './shared/services';
import type { Started } from './shared/commandArgs';
import { requireTrust, saved, targetFile } from './shared/targetDocument';
import { commandButton, tell } from '../ui/notify';

/** Ties a file without an id to an agent that is there already. Sends nothing: what differs shows in the comparison. */
export async function linkToExisting(parts: Parts, started: Started): Promise<void> {
  requireTrust();
  const document = await saved(await targetFile(started));
  if (!document) return;
  const read = readAgentText(document.getText());
  if (!read.ok) throw new Refusal(describeBlock(read.cause));
  if (linkOf(parts.remote.address.origin, read.agent).ok)
    throw new Refusal(l10n.t('The file is already linked to an agent. Push it, or remove the "id" first.'));
  await requireKey(parts);
  const placeholder = l10n.t('Select an agent (filter by name or project ID)');
  const [chosen] = await chooseAgents(parts, { many: false, placeholder });
  if (!chosen) return;
  await writeId(document.uri, chosen.id);
  refreshStates(parts);
  tell({ level: 'info', text: l10n.t`Linked to ${chosen.label} (agent ${chosen.id}).` }, [
    commandButton(l10n.t('Compare'), 'agentJson.compare', document.uri),
  ]);
}

/** Writes the id of an agent into a file. */
export async function writeId(uri: vscode.Uri, id: string): Promise<void> {
  const file = new DocumentFile(uri);
  const text = await file.read();
  if (!(await file.edit(linkEdits(text, numberFromText(id)), text)))
    throw new Refusal(l10n.t`The file has changed. Add "id": ${id} to it manually.`);
  tickOff('place');
}
