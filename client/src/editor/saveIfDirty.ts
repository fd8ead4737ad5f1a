import type * as vscode from 'vscode';

/** How long to wait for VS Code to report that a document is saved, in ms. */
const timeoutMs = 2000;
const pollMs = 25;

/**
 * Saves a document if it has unsaved edits, and returns whether it is saved. VS Code is asked even if `isDirty` is false: edits made while
 * an automatic save was running don't set it. If a comparison is active, `save` returns false although it saves, and `isDirty` is updated
 * shortly after `save` has returned, so either of them is sufficient.
 */
export async function saveIfDirty(document: vscode.TextDocument): Promise<boolean> {
  if (document.isClosed || (await document.save())) return true;
  for (let waited = 0; !isSaved(document) && waited < timeoutMs; waited += pollMs) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return isSaved(document);
}

function isSaved({ isDirty }: vscode.TextDocument): boolean {
  return !isDirty;
}
