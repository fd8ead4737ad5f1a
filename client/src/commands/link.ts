import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { numberFromText } from '../../../server/src/language/json';
import { linkOf, readAgentText } from '../sync/agentText';
import { linkEdits } from '../sync/create';
import { describeBlock } from '../sync/describe';
import { DocumentFile } from '../vscode/agentFile';
import { Refusal } from '../vscode/refusal';
import { tickOff } from '../vscode/walkthrough';
import { chooseAgents } from './agentList';
import { requireKey } from './apiKey';
import { type Parts, refreshStates } from './parts';
import type { Started } from './started';
import { requireTrust, saved, targetFile } from './target';
import { commandButton, tell } from './tell';

/** Ties a file without an id to an agent that is there already. Sends nothing: what differs shows in the comparison. */
export async function linkToExisting(parts: Parts, started: Started): Promise<void> {
  requireTrust();
  const document = await saved(await targetFile(started));
  if (!document) return;
  const read = readAgentText(document.getText());
  if (!read.ok) throw new Refusal(describeBlock(read.cause));
  if (linkOf(parts.remote.address.origin, read.agent).ok)
    throw new Refusal(l10n.t('The file names an agent already. Push it, or remove the "id" first.'));
  await requireKey(parts);
  const placeholder = l10n.t('Which agent is this file? Type a part of the name, or a project number');
  const [chosen] = await chooseAgents(parts, { many: false, placeholder });
  if (!chosen) return;
  await writeId(document.uri, chosen.id);
  refreshStates(parts);
  tell(
    { level: 'info', text: l10n.t`The file is ${chosen.label} now (agent ${chosen.id}). Compare them next.` },
    [commandButton(l10n.t('Compare'), 'agentJson.compare', document.uri)],
  );
}

/** Writes the id of an agent into a file. */
export async function writeId(uri: vscode.Uri, id: string): Promise<void> {
  const file = new DocumentFile(uri);
  const text = await file.read();
  if (!(await file.edit(linkEdits(text, numberFromText(id)), text)))
    throw new Refusal(l10n.t`The file changed meanwhile. Write "id": ${id} into it by hand.`);
  tickOff('place');
}
