import * as vscode from 'vscode';

const scheme = 'agent-json-rules';

/** Where the rule pages are, in a browser: links to the extension's own files would leave the editor there. */
export const rulePages = `${scheme}:/docs/rules/`;

/** Makes these links open the pages that come with the extension. */
export function openRulePages(extension: vscode.Uri): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) => {
      const page = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, path));
      return new TextDecoder().decode(page);
    },
  });
}
