import * as vscode from 'vscode';
import { type LanguageSettings, defaultSettings } from '#language/index';
import { readSettings } from '#language/settings';
import { settingsSection } from '#server/protocol';
import { type AddressRead, readAddress } from '#api/baseUrl';
import { defaultDescriptionUrl } from '#api/description';

const defaultBaseUrl = 'https://api.cekura.ai';

/** The URL of the API. Only user settings are used, so that a workspace can't redirect the key. */
export function readApiAddress(): AddressRead {
  return readAddress(userText('api.baseUrl') ?? defaultBaseUrl);
}

/** The URL or file path of the API description. Only user settings are used. */
export function openApiLocation(): string {
  return userText('schema.openApiUrl') ?? defaultDescriptionUrl;
}

function userText(name: string): string | undefined {
  const setting = vscode.workspace.getConfiguration(settingsSection).inspect<unknown>(name);
  const text = setting?.globalValue ?? setting?.defaultValue;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
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

/** Whether prompts of new files in a folder are written to separate files. */
export function pullsPromptsAsFiles(folder: vscode.Uri): boolean {
  const configuration = vscode.workspace.getConfiguration(settingsSection, folder);
  return configuration.get<boolean>('pull.promptsAsFiles', false);
}

/** Calls `listener` when a setting of this extension changes. */
export function onSettingChange(name: string, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${settingsSection}.${name}`)) listener();
  });
}
