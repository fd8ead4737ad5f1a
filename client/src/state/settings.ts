import * as vscode from 'vscode';
import { type LanguageSettings, defaultSettings } from '#language/index';
import { readSettings } from '#language/settings';
import { settingsSection } from '#server/protocol';
import { type AddressRead, readAddress } from '#api/baseUrl';
import { usualDescriptionUrl } from '#api/description';

const baseUrl = 'api.baseUrl';
const defaultBaseUrl = 'https://api.cekura.ai';

/** Where the API is. Only the user's own settings count: a workspace must not send the key elsewhere. */
export function apiAddress(): AddressRead {
  const setting = vscode.workspace.getConfiguration(settingsSection).inspect<unknown>(baseUrl);
  const text = setting?.globalValue ?? setting?.defaultValue;
  return readAddress(typeof text === 'string' && text.trim() !== '' ? text : defaultBaseUrl);
}

/** Where the API description is: a URL or the path of a file. Only the user's own settings count. */
export function openApiLocation(): string {
  const setting = vscode.workspace.getConfiguration(settingsSection).inspect<unknown>('schema.openApiUrl');
  const text = setting?.globalValue ?? setting?.defaultValue;
  return typeof text === 'string' && text.trim() !== '' ? text : usualDescriptionUrl;
}

/** The settings of the language server for a file. */
export function languageSettings(uri: vscode.Uri): LanguageSettings {
  const configuration = vscode.workspace.getConfiguration(settingsSection, uri);
  return {
    ...defaultSettings,
    ...readSettings({
      rules: configuration.get<unknown>('rules'),
      additionalValues: configuration.get<unknown>('additionalValues'),
      files: { exclude: configuration.get<unknown>('files.exclude') },
    }),
  };
}

/** Whether agents are fetched when the window gets the focus. */
export function fetchesOnFocus(): boolean {
  return vscode.workspace.getConfiguration(settingsSection).get<boolean>('fetchOnFocus', false);
}

/** Whether new files in a folder get their prompts in files of their own. */
export function pullsPromptsAsFiles(folder: vscode.Uri): boolean {
  const configuration = vscode.workspace.getConfiguration(settingsSection, folder);
  return configuration.get<boolean>('pull.promptsAsFiles', false);
}

/** Calls `listener` when the address of the API changes. */
export function onAddressChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${settingsSection}.${baseUrl}`)) listener();
  });
}
