import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { findValue, parseAgent } from '#language/syntax/document';
import { suggestedReference } from '#language/codeActions/placeholders';
import { fromPointer } from '#language/syntax/json';
import { dotted } from '#language/secrets/redact';
import { type SecretReference, referenceText } from '#language/secrets/secrets';
import { readAgentText } from '#sync/content/agentText';
import { describeBlock } from '#sync/messages/describe';
import { freeName, referenceEdits } from '#sync/secrets/keepCredentials';
import { DocumentFile } from '../editor/agentFile';
import { linkIn } from '../editor/linkIn';
import { Refusal } from '../ui/userError';
import { enterSecret } from '../ui/secretInput';
import type { Parts } from './shared/services';
import { type SecretChoice, secretChoices } from './shared/secretPicker';
import type { Started } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';
import { commandButton, tell } from '../ui/notify';

/** Asks for a secret of the agent and stores it in this editor. Nothing is sent until the next push. */
export async function setSecret(parts: Parts, started: Started): Promise<void> {
  const document = await targetFile(started);
  const read = readAgentText(document.getText());
  if (!read.ok) throw new Refusal(describeBlock(read.cause));
  const choices = secretChoices(agentSchema, read.agent);
  const choice = choices.find(({ pointer }) => pointer === started.pointer) ?? (await choose(choices));
  if (!choice) return;
  if (choice.now.kind === 'literal')
    return moveSecret(parts, { uri: document.uri.toString(), pointer: choice.pointer });
  const value = await enterSecret(l10n.t`Value for ${dotted(choice.pointer)}`);
  if (value !== undefined) await store(parts, document, choice, value);
}

async function choose(choices: readonly SecretChoice[]): Promise<SecretChoice | undefined> {
  const options = {
    title: l10n.t('Set Secret'),
    placeHolder: l10n.t('Select a secret'),
    matchOnDescription: true,
  };
  return (await vscode.window.showQuickPick(choices.map(itemFor), options))?.choice;
}

function itemFor(choice: SecretChoice) {
  return { label: dotted(choice.pointer), description: wordsFor(choice), choice };
}

function wordsFor({ title, now }: SecretChoice): string {
  switch (now.kind) {
    case 'reference':
      return `${title} · ${referenceText(now.reference)}`;
    case 'literal':
      return l10n.t`${title} · in the file, will be moved to secret storage`;
    case 'stand-in':
      return l10n.t`${title} · no value in the file, will be replaced with a reference`;
    case 'absent':
      return title;
  }
}

async function store(
  parts: Parts,
  document: vscode.TextDocument,
  { pointer, path, now }: SecretChoice,
  value: string,
): Promise<void> {
  const { secrets, remote } = parts;
  const { origin, host } = remote.address;
  const link = linkIn(document.getText(), origin);
  if (now.kind === 'reference') {
    await secrets.storeNamed(origin, now.reference.name, value);
    await secrets.approve(origin, pointer, now.reference);
  } else if (now.kind === 'stand-in') {
    // Whatever stands there would stop the next push, or clear the secret.
    const suggestion = suggestedReference(agentSchema, path, 'secret').name;
    await putAway(parts, document, pointer, {
      name: freeName(suggestion, new Set(secrets.names(origin))),
      value,
    });
  } else {
    if (!link)
      throw new Refusal(
        l10n.t('The file has no "id" yet. Use a reference such as ${secret:NAME}, or create the agent.'),
      );
    await secrets.storeFor(link, pointer, value);
  }
  const member = dotted(pointer);
  if (link) {
    const push = commandButton(l10n.t('Push'), 'agentJson.push', document.uri);
    tell({ level: 'info', text: l10n.t`Saved ${member} for ${host}. It will be sent on the next push.` }, [
      push,
    ]);
  } else {
    const create = commandButton(l10n.t('Create on Cekura…'), 'agentJson.create', document.uri);
    tell(
      {
        level: 'info',
        text: l10n.t`Saved ${member} for ${host}. It will be sent when you create the agent.`,
      },
      [create],
    );
  }
}

/** Takes a secret out of the file: its value goes to secret storage, a reference stays. */
export async function moveSecret(parts: Parts, started: Started): Promise<void> {
  const document = await targetFile(started);
  const { pointer = '' } = started;
  const path = fromPointer(pointer);
  const node = findValue(parseAgent(document.getText()), path);
  const value: unknown = node?.value;
  if (typeof value !== 'string' || value === '') return;
  const { origin } = parts.remote.address;
  const suggestion = suggestedReference(agentSchema, path, 'secret').name;
  const name = await askForName(parts.secrets.names(origin), suggestion);
  if (name === undefined) return;
  await putAway(parts, document, pointer, { name, value });
}

/** Stores a value under a name and lets the file refer to it where it needs it. */
async function putAway(
  { secrets, remote }: Parts,
  document: vscode.TextDocument,
  pointer: string,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<void> {
  const { origin } = remote.address;
  const text = document.getText();
  const reference: SecretReference = { source: 'secret', name };
  // Stored first: a reference without a value is mended easily, a value that is nowhere any more is not.
  await secrets.storeNamed(origin, name, value);
  const edits = referenceEdits(text, [{ pointer, value, reference }]);
  if (!(await new DocumentFile(document.uri).edit(edits, text))) {
    throw new Refusal(
      l10n.t('The file has changed. The secret is saved; replace it in the file with its reference.'),
    );
  }
  await secrets.approve(origin, pointer, reference);
}

/** Taken names are refused: someone else's reference must not get another value. */
function askForName(taken: readonly string[], suggestion: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Secret Name'),
    prompt: l10n.t(
      'The file will contain ${secret:NAME}. Everyone who pushes it stores their own value under this name.',
    ),
    value: freeName(suggestion, new Set(taken)),
    validateInput: (name) => {
      if (!/^[A-Za-z_][\w.-]*$/.test(name))
        return l10n.t('Use letters, digits, "_", ".", and "-". Start with a letter or "_".');
      return taken.includes(name) ? l10n.t('This name is already used by another secret.') : undefined;
    },
  });
}
