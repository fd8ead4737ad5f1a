import * as vscode from 'vscode';

/** The names of the files and folders in a folder. */
export async function fileNamesIn(folder: vscode.Uri): Promise<string[]> {
  return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
}

/** The text of a saved file, decoded as UTF-8. Throws if it can't be read. */
export async function readText(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** As `readText`; undefined if the file does not exist or can't be read. */
export async function readTextIfPossible(file: vscode.Uri): Promise<string | undefined> {
  try {
    return await readText(file);
  } catch {
    return undefined;
  }
}

/** Creates or overwrites a file. Throws if it can't be written. */
export async function writeText(file: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}

/** The open document of a file, if there is one. */
export function openDocumentOf(file: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
}
