import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type DescriptionFiles,
  descriptionSetting,
  descriptionSource,
  downloadDescription,
  readDescriptionFile,
} from '#api/description';
import { countAdditions, extractSchemaUpdate } from '#language/openApi/extractSchemaUpdate';
import { agentSchema } from '#language/schema/bundledSchema';
import { openApiLocation } from '../state/settings';
import type { Button } from '../ui/notify';
import { type Outcome, informationOutcome } from '../ui/outcome';
import { withProgress } from '../ui/progress';
import { CanceledByUser, UserError } from '../ui/userError';
import type { EditingServices } from './shared/command';

/** Adds the properties and values of the current API description to the schema, for all windows. */
export async function updateSchema({ schemaUpdates }: EditingServices): Promise<Outcome> {
  const text = await descriptionText();
  const today = new Date().toISOString().slice(0, 10);
  const read = extractSchemaUpdate(text, agentSchema, today);
  if (!read.ok) throw failure(read.reason);
  await schemaUpdates.store(read.update);
  const { asOf } = read.update;
  const { properties, values } = countAdditions(read.update);
  return informationOutcome(
    properties + values === 0
      ? l10n.t`The schema already contains everything in the API description of ${asOf}.`
      : l10n.t`Schema updated from the API description of ${asOf}. New properties: ${properties}, new values: ${values}.`,
  );
}

async function descriptionText(): Promise<string> {
  const source = descriptionSource(openApiLocation());
  switch (source.kind) {
    case 'invalid':
      throw failure(source.reason);
    case 'file':
      return fileText(source.path);
    case 'url':
      return download(source.url);
  }
}

const localFiles: DescriptionFiles = {
  sizeOf: async (path) => (await vscode.workspace.fs.stat(vscode.Uri.file(path))).size,
  read: async (path) => vscode.workspace.fs.readFile(vscode.Uri.file(path)),
};

async function fileText(path: string): Promise<string> {
  const read = await readDescriptionFile(path, localFiles);
  if (!read.ok) throw failure(read.reason);
  return read.text;
}

async function download(url: URL): Promise<string> {
  const title = l10n.t`Updating the schema from ${url.host}`;
  const result = await withProgress(title, ({ cancellation }) =>
    // Looked up at each call, because VS Code replaces the global fetch with one that supports proxies and certificates.
    downloadDescription((to, init) => fetch(to, init), url, cancellation),
  );
  if (result.ok) return result.text;
  throw result.failure.kind === 'canceled' ? new CanceledByUser(result.reason) : failure(result.reason);
}

/** A failure; the schema is unchanged. */
function failure(reason: string): UserError {
  const openSetting: Button = {
    label: l10n.t('Open Settings'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', descriptionSetting),
  };
  return new UserError(l10n.t`The schema was not updated. ${reason}`, ['retry', openSetting]);
}
