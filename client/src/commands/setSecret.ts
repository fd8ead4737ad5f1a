import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { suggestedReference } from '#language/codeActions/placeholders';
import { agentSchema } from '#language/schema/bundledSchema';
import { formatPointer } from '#language/secrets/redact';
import { referenceText } from '#language/secrets/secrets';
import { freeName } from '#sync/secrets/storableCredentials';
import { findLink } from '../editor/agentLink';
import { commandButton } from '../ui/notify';
import { type Outcome, informationOutcome } from '../ui/outcome';
import { enterSecret } from '../ui/secretInput';
import { CanceledByUser, UserError } from '../ui/userError';
import type { CommandArgs } from './shared/commandArgs';
import { moveSecretAt, moveToSecretStorage } from './shared/moveToSecretStorage';
import { requireAgent } from './shared/requireAgent';
import { type SecretChoice, secretChoices } from './shared/secretPicker';
import type { Services } from './shared/services';
import { targetFile } from './shared/targetDocument';

/** Asks for a secret of the agent and saves it in this editor. Nothing is sent until the next push. */
export async function setSecret(services: Services, args: CommandArgs): Promise<Outcome> {
  const document = await targetFile(args);
  const choices = secretChoices(agentSchema, requireAgent(document.getText()));
  const choice =
    choices.find(({ pointer }) => pointer === args.pointer) ?? (await chooseSecret(services, choices));
  if (choice.current.kind === 'literal') return moveSecretAt(services, document, choice.pointer);
  const value = await enterSecret(l10n.t`Value for ${formatPointer(choice.pointer)}`);
  await saveSecret(services, document, choice, value);
  return savedOutcome(services, document, choice);
}

interface Item extends vscode.QuickPickItem {
  readonly choice?: SecretChoice;
}

/** The agent's own secrets first, then those of other providers after a separator. */
async function chooseSecret(
  { secrets, api }: Services,
  choices: readonly SecretChoice[],
): Promise<SecretChoice> {
  const stored = secrets.names(api.address.origin);
  const itemFor = (choice: SecretChoice): Item => ({
    label: formatPointer(choice.pointer),
    description: choiceDescription(choice, stored),
    choice,
  });
  const separator = { label: l10n.t('Other providers'), kind: vscode.QuickPickItemKind.Separator };
  const items: Item[] = [
    ...choices.filter(({ isRelevant }) => isRelevant).map(itemFor),
    separator,
    ...choices.filter(({ isRelevant }) => !isRelevant).map(itemFor),
  ];
  const selection = await vscode.window.showQuickPick(items, {
    title: l10n.t('Set Secret'),
    placeHolder: l10n.t('Select a secret'),
    matchOnDescription: true,
  });
  if (!selection?.choice) throw new CanceledByUser(l10n.t('Canceled. No secret was saved.'));
  return selection.choice;
}

function choiceDescription({ title, current }: SecretChoice, stored: readonly string[]): string {
  switch (current.kind) {
    case 'reference':
      return stored.includes(current.reference.name)
        ? l10n.t`${title} · ${referenceText(current.reference)} · set`
        : l10n.t`${title} · ${referenceText(current.reference)} · not set`;
    case 'literal':
      return l10n.t`${title} · in the file, will be moved to secret storage`;
    case 'other':
      return l10n.t`${title} · no value in the file, will be replaced with a reference`;
    case 'absent':
      return title;
  }
}

async function saveSecret(
  services: Services,
  document: vscode.TextDocument,
  { pointer, path, current }: SecretChoice,
  value: string,
): Promise<void> {
  const { secrets, api } = services;
  const { origin } = api.address;
  if (current.kind === 'reference') {
    await secrets.storeNamed(origin, current.reference.name, value);
    await secrets.approve(origin, pointer, current.reference);
  } else if (current.kind === 'other') {
    // The current value in the file would block the next push or clear the secret.
    const suggestion = suggestedReference(agentSchema, path, 'secret').name;
    const name = freeName(suggestion, new Set(secrets.names(origin)));
    await moveToSecretStorage(services, document, pointer, { name, value });
  } else {
    const link = findLink(document.getText(), origin);
    if (!link)
      throw new UserError(
        l10n.t('The file has no "id" yet. Use a reference such as ${secret:NAME}, or create the agent.'),
      );
    await secrets.storeFor(link, pointer, value);
  }
}

/** The message about the saved secret, with the command that sends it. */
function savedOutcome({ api }: Services, document: vscode.TextDocument, { pointer }: SecretChoice): Outcome {
  const { host, origin } = api.address;
  const name = formatPointer(pointer);
  return findLink(document.getText(), origin)
    ? informationOutcome(l10n.t`Saved ${name} for ${host}. It will be sent on the next push.`, [
        commandButton(l10n.t('Push'), 'agentJson.push', document.uri),
      ])
    : informationOutcome(l10n.t`Saved ${name} for ${host}. It will be sent when you create the agent.`, [
        commandButton(l10n.t('Create on Cekura…'), 'agentJson.create', document.uri),
      ]);
}
