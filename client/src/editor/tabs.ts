import * as vscode from 'vscode';

/** The column where a command opens a document: that of the visible documents, or to the side of a page such as the walkthrough. */
export function preferredColumn(): vscode.ViewColumn {
  const { activeTextEditor, visibleTextEditors, tabGroups } = vscode.window;
  if (activeTextEditor) return vscode.ViewColumn.Active;
  const inView = visibleTextEditors
    .map(({ viewColumn }) => viewColumn)
    .find((column) => column !== undefined);
  if (inView !== undefined) return inView;
  return tabGroups.activeTabGroup.activeTab ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

/** The column where a document is open, else the preferred one. */
export function columnOf({ uri }: vscode.TextDocument): vscode.ViewColumn {
  const isOpenIn = (other: vscode.Uri | undefined) => other?.toString() === uri.toString();
  const { activeTextEditor } = vscode.window;
  if (isOpenIn(activeTextEditor?.document.uri))
    return activeTextEditor?.viewColumn ?? vscode.ViewColumn.Active;
  return openTabs().find((tab) => isOpenIn(tab.uri))?.column ?? preferredColumn();
}

/** All documents that have a tab, and the columns that they are in, active tabs first. */
export function openTabs() {
  const tabs = vscode.window.tabGroups.all.flatMap(({ viewColumn, tabs: groupTabs }) =>
    groupTabs.map(({ input, isActive }) => ({ input, isActive, column: viewColumn })),
  );
  const activeFirst = [
    ...tabs.filter(({ isActive }) => isActive),
    ...tabs.filter(({ isActive }) => !isActive),
  ];
  return activeFirst.flatMap(({ input, column }) =>
    input instanceof vscode.TabInputText ? [{ uri: input.uri, column }] : [],
  );
}
