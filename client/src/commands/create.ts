import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { failureSentence } from '#api/failures';
import { readAgentText } from '#sync/content/agentText';
import { type CreateOutcome, type CreatePlan, createAgent } from '#sync/create/create';
import { type Message, discrepancyMessages, describeBlock } from '#sync/messages/describe';
import { describeCreation } from '#sync/messages/describeQuestion';
import { isAsPlanned } from '#sync/push/verify';
import { Busy } from '../ui/progress';
import { Refusal } from '../ui/userError';
import { tickOff } from '../views/walkthrough';
import { requireKey } from './apiKey';
import { blockButtons } from './shared/blockButtons';
import { idNamed, placementOf } from './shared/createOptions';
import { writeId } from './link';
import { readyToPush } from './shared/prePushChecks';
import { type Parts, refreshStates } from './shared/services';
import { portsFor } from './shared/ports';
import { chooseProject } from './shared/projectPicker';
import { reenterButton } from './push';
import { revealCause } from './shared/reveal';
import type { Started } from './shared/commandArgs';
import { requireTrust, targetFile } from './shared/targetDocument';
import { type Button, commandButton, tell } from '../ui/notify';

/** Creates the agent that the file describes, or links the file to one of the same name. Writes the id into the file. */
export async function createOnCekura(
  parts: Parts,
  started: Started,
): Promise<CreateOutcome['kind'] | 'linked'> {
  requireTrust();
  const document = await readyToPush(await targetFile(started));
  if (!document) return 'cancelled';
  const read = readAgentText(document.getText());
  if (!read.ok) throw new Refusal(describeBlock(read.cause));
  await requireKey(parts);
  const placement = placementOf(agentSchema, read.agent);
  const given = Object.keys(placement).length > 0 ? placement : await chooseProject(parts);
  if (!given) return 'cancelled';

  const { host } = parts.remote.address;
  const busy = new Busy(l10n.t`Creating ${vscode.workspace.asRelativePath(document.uri)} (${host})…`);
  try {
    const question = new CreateQuestion(parts, busy);
    const { cancellation } = busy;
    const confirm = (plan: CreatePlan) => question.ask(plan);
    const ports = portsFor(parts, document.uri, busy);
    const outcome = await createAgent(ports, { schema: agentSchema, given, confirm, cancellation });
    if (question.namesake !== undefined) {
      await writeId(document.uri, question.namesake);
      return 'linked';
    }
    await show(parts, document, outcome);
    return outcome.kind;
  } finally {
    busy.dispose();
    refreshStates(parts);
  }
}

/** Asks before anything is sent, and knows of the agent that the user would rather link to. */
class CreateQuestion {
  namesake: string | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly busy: Busy,
  ) {}

  ask(plan: CreatePlan): Promise<boolean> {
    return this.busy.while(async () => {
      const { host } = this.parts.remote.address;
      const id = await this.idOfNamesake(plan.agentName);
      const create = id === undefined ? l10n.t('Create') : l10n.t('Create Anyway');
      const link = l10n.t`Link to Agent ${id ?? ''}`;
      const detail = [
        id === undefined
          ? l10n.t('The whole agent is sent. Its new ID is added to the file.')
          : l10n.t`Agent ${id} already has this name. Linking adds its ID to the file and sends nothing.`,
        ...describeCreation(plan),
      ].join('\n');
      const labels = id === undefined ? [create] : [link, create];
      const title = l10n.t`Create ${plan.agentName} on ${host}?`;
      const chosen = await vscode.window.showInformationMessage(title, { modal: true, detail }, ...labels);
      if (chosen === link) this.namesake = id;
      return chosen === create;
    });
  }

  private async idOfNamesake(name: string): Promise<string | undefined> {
    const { api, address } = this.parts.remote;
    const page = await api.list({ search: name }, undefined, this.busy.cancellation);
    if (!page.ok) throw new Refusal(failureSentence(page.failure, address.host), ['set-api-key']);
    return idNamed(page.value, name);
  }
}

async function show(parts: Parts, document: vscode.TextDocument, outcome: CreateOutcome): Promise<void> {
  if (outcome.kind === 'cancelled') return;
  if (outcome.kind === 'rejected') parts.rejections.show(document, outcome.rejections);
  if (outcome.kind === 'created') tickOff('place');
  if (outcome.kind === 'blocked') await revealCause(document, outcome.causes[0]);
  tell(messageFor(outcome, parts.remote.address.host), buttonsFor(document.uri, outcome));
}

function buttonsFor(file: vscode.Uri, outcome: CreateOutcome): Button[] {
  switch (outcome.kind) {
    case 'created':
      return outcome.linked
        ? [
            ...reenterButton(file, outcome.discrepancy),
            commandButton(l10n.t('Compare'), 'agentJson.compare', file),
          ]
        : [];
    case 'unknown':
      return [commandButton(l10n.t('Find Agent…'), 'agentJson.pullFromList')];
    case 'blocked':
      return blockButtons(file, outcome.causes);
    default:
      return [];
  }
}

function created(
  { agentName, id, linked, discrepancy }: Extract<CreateOutcome, { kind: 'created' }>,
  host: string,
): Message {
  const text = linked
    ? l10n.t`Created ${agentName} on ${host} (agent ${id}).`
    : l10n.t`Created on ${host}, but the file has changed. Add "id": ${id} to it.`;
  if (isAsPlanned(discrepancy)) return { level: linked ? 'info' : 'warning', text };
  return { level: 'error', text: [text, ...discrepancyMessages(discrepancy)].join(' ') };
}

function messageFor(outcome: Exclude<CreateOutcome, { kind: 'cancelled' }>, host: string): Message {
  switch (outcome.kind) {
    case 'created':
      return created(outcome, host);
    case 'already-linked':
      return {
        level: 'warning',
        text: l10n.t('The file is already linked to an agent. Push it, or remove the "id" first.'),
      };
    case 'blocked':
      return { level: 'error', text: outcome.causes.slice(0, 1).map(describeBlock).join('') };
    case 'rejected':
      return {
        level: 'error',
        text: l10n.t`${host} rejected the agent. Fix the errors in the Problems panel.`,
      };
    case 'unknown':
      return {
        level: 'error',
        text: l10n.t`Could not confirm that ${outcome.agentName} was created. Look for it on Cekura before trying again.`,
      };
    case 'failed':
      return { level: 'error', text: failureSentence(outcome.failure, host) };
  }
}
