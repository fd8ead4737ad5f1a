import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { numberFromText } from '#language/syntax/json';
import { linkEdits } from '#sync/create/create';
import { DocumentFile } from '../../editor/documentFile';
import { UserError } from '../../ui/userError';
import { completeWalkthroughStep } from '../../views/walkthrough';

/** Writes the ID of an agent and, if it is known, of its project to a file. */
export async function writeId(uri: vscode.Uri, id: string, project?: string): Promise<void> {
  const file = new DocumentFile(uri);
  const text = await file.read();
  const edits = linkEdits(
    text,
    numberFromText(id),
    project === undefined ? undefined : numberFromText(project),
  );
  if ((await file.edit(edits, text)) !== 'done')
    throw new UserError(l10n.t`The file has changed. Add "id": ${id} to it manually.`);
  completeWalkthroughStep('create');
}
