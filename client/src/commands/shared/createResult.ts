import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { CreateOutcome } from '#sync/create/create';
import { discrepancyMessages } from '#sync/messages/describe';
import { type Message, error } from '#sync/messages/message';
import { describeBlock } from '#sync/messages/describeBlock';
import type { ApiFailure } from '#sync/ports';
import { isAsPlanned } from '#sync/push/verify';
import { buttonFor } from '../../ui/errorBoundary';
import { type Button, commandButton, problemsButton, withHost } from '../../ui/notify';
import { type Outcome, informationOutcome, notification } from '../../ui/outcome';
import { completeWalkthroughStep } from '../../views/walkthrough';
import { blockButtons } from './blockButtons';
import { failureFormatter, isAboutKey } from './failures';
import { recordCreation } from './recordSync';
import { reenterButton } from './pushResult';
import { revealCause } from './reveal';
import type { Services } from './services';
import { type Target, nameInProject } from './target';
import { writeId } from './writeId';

type Shown = Exclude<CreateOutcome, { kind: 'canceled' }>;

/** The message for the outcome of creating an agent. Reveals the cause of a failure in the file. */
export async function createResult(
  services: Services,
  target: Target,
  document: vscode.TextDocument,
  outcome: CreateOutcome,
): Promise<Outcome> {
  if (outcome.kind === 'canceled') return { kind: 'canceled', text: l10n.t('Canceled. Nothing was sent.') };
  if (outcome.kind === 'rejected') services.serverErrors.show(document, outcome.rejections);
  if (outcome.kind === 'created') {
    completeWalkthroughStep('create');
    await recordCreation(services, target, document.uri, outcome);
  }
  if (outcome.kind === 'blocked') await revealCause(document, outcome.causes[0]);
  return notification(createMessage(target, outcome), buttonsFor(services, document.uri, outcome));
}

/** The user linked the file to an agent of the same name instead. */
export async function linkedToNamesake(file: vscode.Uri, id: string): Promise<Outcome> {
  await writeId(file, id);
  return informationOutcome(l10n.t`Linked to agent ${id}.`, [
    commandButton(l10n.t('Compare'), 'agentJson.compare', file),
  ]);
}

function buttonsFor(services: Services, file: vscode.Uri, outcome: Shown): Button[] {
  const retry = () => vscode.commands.executeCommand('agentJson.create', file);
  const compare = commandButton(l10n.t('Compare'), 'agentJson.compare', file);
  switch (outcome.kind) {
    case 'created':
      return outcome.linked ? [...reenterButton(file, outcome.discrepancy), compare] : [];
    case 'unknown':
      return [commandButton(l10n.t('Find Agent…'), 'agentJson.pullFromList')];
    case 'blocked':
      return blockButtons(services, file, outcome.causes, retry);
    case 'rejected':
      return [problemsButton()];
    case 'already-linked':
      return [commandButton(l10n.t('Push'), 'agentJson.push', file)];
    case 'failed':
      return failedButtons(outcome.failure, retry);
  }
}

function failedButtons(failure: ApiFailure, retry: () => Thenable<unknown>): Button[] {
  const tryAgain = { label: l10n.t('Try Again'), run: retry };
  return isAboutKey(failure) ? [buttonFor('set-api-key', retry), tryAgain] : [tryAgain];
}

function createMessage(target: Target, outcome: Shown): Message {
  const { host } = target.address;
  switch (outcome.kind) {
    case 'created':
      return withHost(host, createdMessage(outcome, nameInProject(target, outcome.agentName)));
    case 'already-linked':
      return {
        level: 'warning',
        text: l10n.t('The file is already linked to an agent. Push it, or remove the "id" first.'),
      };
    case 'blocked':
      return error(outcome.causes.slice(0, 1).map(describeBlock).join(''));
    case 'rejected':
      return error(l10n.t`Not created: ${host} rejected the agent. Fix the errors in the Problems panel.`);
    case 'unknown':
      return error(
        l10n.t`Could not confirm that ${outcome.agentName} was created. Check on Cekura before trying again.`,
      );
    case 'failed':
      return error(failedText(target, outcome.failure));
  }
}

/** A 404 means that the project was not found. */
function failedText(target: Target, failure: ApiFailure): string {
  const { host } = target.address;
  const { lastFour } = target.key;
  if (failure.kind !== 'notFound') return failureFormatter(target)(failure);
  const text = l10n.t`Not created: the API key can't create agents in this project on ${host}.`;
  return lastFour === '' ? text : l10n.t`${text} The request used the API key ending in "${lastFour}".`;
}

function createdMessage(
  { id, linked, discrepancy }: Extract<CreateOutcome, { kind: 'created' }>,
  name: string,
): Message {
  const text = linked
    ? l10n.t`Created ${name} (agent ${id}).`
    : l10n.t`Created ${name}, but the file has changed. Add "id": ${id} to it.`;
  if (isAsPlanned(discrepancy)) return { level: linked ? 'info' : 'warning', text };
  return error([text, ...discrepancyMessages(discrepancy)].join(' '));
}
