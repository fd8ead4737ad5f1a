import * as vscode from 'vscode';

/** A text in a tab of its own, and the column that it is in. */
export interface TextTab {
  readonly uri: vscode.Uri;
  readonly column: vscode.ViewColumn;
}

/** Every text that has a tab, those in front first. */
export function openTabs(): TextTab[] {
  const tabs = vscode.window.tabGroups.all.flatMap(({ viewColumn, tabs: own }) =>
    own.map(({ input, isActive }) => ({ input, isActive, column: viewColumn })),
  );
  const inFront = [...tabs.filter(({ isActive }) => isActive), ...tabs.filter(({ isActive }) => !isActive)];
  return inFront.flatMap(({ input, column }) =>
    input instanceof vscode.TabInputText ? [{ uri: input.uri, column }] : [],
  );
}
