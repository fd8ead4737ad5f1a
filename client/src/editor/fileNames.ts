import * as vscode from 'vscode';

/** The names of the files and folders in a folder. */
export async function fileNamesIn(folder: vscode.Uri): Promise<string[]> {
  return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
}
