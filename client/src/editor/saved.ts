import type * as vscode from 'vscode';

/** How long to wait for VS Code to report that a document is saved, in ms. */
const graceMs = 2000;
const pollMs = 25;

/**
 * Saves a document and returns whether it is saved. With a comparison in front `workspace.save` returns nothing although it saves, and
 * `isDirty` is updated a moment after `save` has returned: either sign is enough.
 */
export async function saveIfDirty(document: vscode.TextDocument): Promise<boolean> {
  if (isSaved(document) || (await document.save())) return true;
  for (let waited = 0; !isSaved(document) && waited < graceMs; waited += pollMs) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return isSaved(document);
}

function isSaved({ isDirty }: vscode.TextDocument): boolean {
  return !isDirty;
}
