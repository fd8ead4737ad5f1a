import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { toPointer } from '#language/syntax/json';
import { dotted } from '#language/secrets/redact';
import { conflictText } from '#sync/messages/describeConflict';
import { clearResolutions, keepLocal, useRemote } from '#sync/conflicts';
import type { Conflict } from '#sync/model';
import type { AgentLink, Baseline } from '#sync/ports';
import { rangeOf } from '../editor/agentFile';
import { linkIn } from '../editor/linkIn';
import { type Parts, refreshStates } from './shared/services';
import { revealPlace } from './shared/reveal';
import type { Started } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';
import { actionButton, commandButton, tell } from '../ui/notify';

/** Decides a conflict for the file. Nothing is sent: the next push says what it replaces, and asks. */
export async function keepLocalAt(parts: Parts, started: Started): Promise<void> {
  const { document, conflict } = await startedOn(parts, started);
  if (!conflict) return;
  await remember(parts, document, (baseline) => keepLocal(baseline, toPointer(conflict.path)));
  await goOn(parts, document);
}

/** Puts what the agent says into the file, as one edit that one undo takes back, and then the question stands again. */
export async function useRemoteAt(parts: Parts, started: Started): Promise<void> {
  const { document, conflict } = await startedOn(parts, started);
  if (!conflict) return;
  const edit = new vscode.WorkspaceEdit();
  const edits = useRemote(agentSchema, document.getText(), conflict);
  edit.set(
    document.uri,
    edits.map(({ offset, length, newText }) =>
      vscode.TextEdit.replace(rangeOf(document, offset, length), newText),
    ),
  );
  if (await vscode.workspace.applyEdit(edit)) await goOn(parts, document);
}

/** Shows both values side by side: prompts are long. */
export async function compareMember(parts: Parts, started: Started): Promise<void> {
  const { conflict } = await startedOn(parts, started);
  if (!conflict) return;
  const { previews } = parts;
  const member = dotted(toPointer(conflict.path));
  const left = previews.add(l10n.t`${member} on Cekura`, conflictText(conflict.remote));
  const right = previews.add(l10n.t`${member} (local file)`, conflictText(conflict.local));
  await previews.diff(left, right, l10n.t`${member}: Cekura ↔ local file`);
}

/** The conflict that a lens or a fix is about; none when it was settled meanwhile. */
async function startedOn(
  { conflicts }: Parts,
  started: Started,
): Promise<{ document: vscode.TextDocument; conflict: Conflict | undefined }> {
  const document = await targetFile(started);
  const open = await conflicts.of(document);
  return { document, conflict: open.find(({ path }) => toPointer(path) === started.pointer) };
}

/** On to the next member that waits; after the last one, what the decisions are for. */
async function goOn(parts: Parts, document: vscode.TextDocument): Promise<void> {
  refreshStates(parts);
  const [next] = await parts.conflicts.of(document);
  if (next) return revealPlace(document, next.path);
  const keepLocal =
    (await snapshotOf(parts, document))?.baseline.conflicts?.filter((conflict) => conflict.keepLocal) ?? [];
  if (keepLocal.length === 0) return;
  const names = keepLocal.map(({ pointer }) => dotted(pointer));
  tell(
    {
      level: 'info',
      text: l10n.t`The next push will overwrite ${names.join(', ')} on Cekura. You will be asked to confirm.`,
    },
    [
      commandButton(l10n.t('Push'), 'agentJson.push', document.uri),
      actionButton(parts, l10n.t('Undo Resolution'), async () => {
        await remember(parts, document, clearResolutions);
        refreshStates(parts);
      }),
    ],
  );
}

async function remember(
  parts: Parts,
  document: vscode.TextDocument,
  change: (baseline: Baseline) => Baseline,
): Promise<void> {
  const snapshot = await snapshotOf(parts, document);
  if (snapshot) await parts.baselines.put(snapshot.link, change(snapshot.baseline));
}

async function snapshotOf(
  { baselines, remote }: Parts,
  document: vscode.TextDocument,
): Promise<{ link: AgentLink; baseline: Baseline } | undefined> {
  const link = linkIn(document.getText(), remote.address.origin);
  const baseline = link && (await baselines.for(document.uri).get(link));
  return link && baseline && { link, baseline };
}
