import * as vscode from 'vscode';
import { readSettings } from '#language/settings';
import { matchesGlob } from '#language/text/glob';
import { settingsSection } from '#server/protocol';

/** The sections with a setting `exclude` of globs: the extension's, and those for all files and for search. */
const sections = [`${settingsSection}.files`, 'files', 'search'];

/** Whether a closed file is excluded by the settings. */
export function isExcludedFile(uri: vscode.Uri): boolean {
  return sections.some((section) =>
    excludedFilesIn(section, uri).some((glob) => matchesGlob(uri.path, glob)),
  );
}

function excludedFilesIn(section: string, uri: vscode.Uri): readonly string[] {
  const exclude = vscode.workspace.getConfiguration(section, uri).get<unknown>('exclude');
  return readSettings({ files: { exclude } }).excludedFiles;
}
