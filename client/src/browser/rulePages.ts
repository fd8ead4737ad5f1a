import * as vscode from 'vscode';
import { readText } from '../editor/files';

const scheme = 'agent-json-rules';

/** The scheme of rule pages in a browser, where links to the extension's files would leave the editor. */
export const rulePages = `${scheme}:/docs/rules/`;

/** Opens these links as the pages in the extension. */
export function openRulePages(extension: vscode.Uri): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path }) => readText(vscode.Uri.joinPath(extension, path)),
  });
}
