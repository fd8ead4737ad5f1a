import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readAgentText } from '#sync/content/agentText';
import { failureSentence } from '#api/failures';
import { explainMissingKey } from '#api/keyFailures';
import { checkKey } from '#api/projects';
import type { ApiFailure } from '#sync/ports';
import { type KeyRecord, type Project, chooseKey } from '#sync/projects/keys';
import { keyVariable } from '../../state/credentials';
import { knownProject, namedProject } from '../../state/fileProjects';
import { notify } from '../../ui/notify';
import { withProgress } from '../../ui/progress';
import { sanitizeLabel } from '../../ui/sanitize';
import { CanceledByUser, UserError } from '../../ui/userError';
import { completeWalkthroughStep } from '../../views/walkthrough';
import { keyLabel } from './keyLabels';
import { protectionOffer } from './protectionOffer';
import type { Services } from './services';
import { CommandKeys, type Target } from './target';

/**
 * The target of requests for a file. Offers the key in the environment once, asks if several keys are possible, and throws if there is
 * none.
 */
export async function requireTarget(services: Services, document: vscode.TextDocument): Promise<Target> {
  return targetOfFile(services, await requireKeys(services), document);
}

/** The same with stored keys that were already read. */
export function targetOfFile(
  services: Services,
  keys: CommandKeys,
  document: vscode.TextDocument,
): Promise<Target> {
  const project = namedProject(readAgentText(document.getText()), keys.records);
  return targetFor(services, keys, document.uri, project);
}

/** The target for a new agent of a project. */
export async function targetOfProject(
  services: Services,
  keys: CommandKeys,
  file: vscode.Uri,
  project: string | undefined,
): Promise<Target> {
  const fileProject = project === undefined ? undefined : knownProject(keys.records, project);
  return targetFor(services, keys, file, fileProject);
}

/** All keys, each with its client; for lists. */
export async function allTargets(services: Services): Promise<Target[]> {
  const keys = await requireKeys(services);
  return keys.records.map((key) => keys.targetWith(key));
}

/** The stored keys; throws a UserError if there are none. */
export async function requireKeys(services: Services): Promise<CommandKeys> {
  const { credentials, api } = services;
  const { address } = api;
  const { origin, host } = address;
  const records = await credentials.records(origin);
  if (records.length > 0) return new CommandKeys(api, address, records);
  const offered = credentials.offer(origin);
  if (offered !== undefined) {
    await credentials.rememberOffer(origin);
    const use = l10n.t('Use This Key');
    const text = l10n.t`The environment variable ${keyVariable} contains an API key. Use it for ${host}?`;
    if ((await vscode.window.showInformationMessage(text, { modal: true }, use)) === use) {
      const record = await saveIfAccepted(services, offered);
      const offer = await protectionOffer(services, record);
      if (offer) notify({ level: 'info', text: offer.text }, [offer.button]);
      return new CommandKeys(api, address, [record]);
    }
  }
  throw new UserError(explainMissingKey({ kind: 'no-key' }, host, undefined), ['set-api-key']);
}

async function targetFor(
  services: Services,
  keys: CommandKeys,
  file: vscode.Uri,
  fileProject: Project | undefined,
): Promise<Target> {
  const { origin, host } = keys.address;
  const selected = services.credentials.selectedFor(origin, file.toString());
  const choice = chooseKey(keys.records, { project: fileProject?.id, selected });
  if (choice.kind === 'no-key' || choice.kind === 'no-key-for-project')
    throw new UserError(explainMissingKey(choice, host, fileProject), ['set-api-key']);
  const key = choice.kind === 'key' ? choice.record : await askForKey(services, choice.candidates, file);
  return keys.targetWith(key, fileProject);
}

/** Asks which key to use for a file, and stores the answer. */
async function askForKey(
  { api, credentials }: Services,
  candidates: readonly KeyRecord[],
  file: vscode.Uri,
): Promise<KeyRecord> {
  const name = vscode.workspace.asRelativePath(file);
  const items = candidates.map((record) => ({ ...keyLabel(record), record }));
  const selection = await vscode.window.showQuickPick(items, {
    title: l10n.t`Project of ${sanitizeLabel(name)}`,
    placeHolder: l10n.t("The file doesn't specify a project. Select the project whose API key to use."),
  });
  if (!selection) throw new CanceledByUser(l10n.t('Canceled. Nothing was sent.'));
  await credentials.rememberChoice(api.address.origin, file.toString(), selection.record.slot);
  return selection.record;
}

/** Verifies a key without changing anything, and saves it. Asks first if it can't be verified. */
export async function saveIfAccepted(services: Services, key: string): Promise<KeyRecord> {
  const { credentials, api } = services;
  const { address } = api;
  const { origin, host } = address;
  const client = api.clientWithKey(address, () => Promise.resolve(key));
  const check = await withProgress(l10n.t`Verifying the API key on ${host}…`, ({ cancellation }) =>
    checkKey(client, cancellation),
  );
  if (check.kind === 'rejected')
    throw new UserError(
      l10n.t`The API key was not saved: ${host} rejected it. Check the key and enter it again.`,
      ['set-api-key'],
    );
  if (check.kind === 'unverified') await askToSaveAnyway(check.failure, host);
  const projects = check.kind === 'accepted' ? check.projects : [];
  const verifiedAt = check.kind === 'accepted' ? new Date().toISOString() : undefined;
  const record = await credentials.setKey(origin, key, projects, verifiedAt);
  completeWalkthroughStep('key');
  return record;
}

async function askToSaveAnyway(failure: ApiFailure, host: string): Promise<void> {
  if (failure.kind === 'canceled') throw new CanceledByUser(l10n.t('Canceled. No API key was saved.'));
  const save = l10n.t('Save Anyway');
  const answer = await vscode.window.showWarningMessage(
    l10n.t`The API key could not be verified. ${failureSentence(failure, host)}`,
    save,
  );
  if (answer !== save) throw new CanceledByUser(l10n.t('Canceled. No API key was saved.'));
}
