import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { toPointer } from '#language/syntax/json';
import { dotted } from '#language/secrets/redact';
import { disputedText } from '#sync/messages/describeConflict';
import { decideAgain, keepMine, takeTheirs } from '#sync/conflicts';
import type { Contested } from '#sync/model';
import type { AgentLink, Baseline } from '#sync/ports';
import { rangeOf } from '../editor/agentFile';
import { linkIn } from '../editor/linkIn';
import { type Parts, refreshStates } from './shared/services';
import { revealPlace } from './shared/reveal';
import type { Started } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';
import { actionButton, commandButton, tell } from '../ui/notify';

/** Decides a contested member for the file. Nothing is sent: the next push says what it replaces, and asks. */
export async function keepMineAt(parts: Parts, started: Started): Promise<void> {
  const { document, contested } = await startedOn(parts, started);
  if (!contested) return;
  await remember(parts, document, (baseline) => keepMine(baseline, toPointer(contested.path)));
  await goOn(parts, document);
}

/** Puts what the agent says into the file, as one edit that one undo takes back, and then the question stands again. */
export async function takeTheirsAt(parts: Parts, started: Started): Promise<void> {
  const { document, contested } = await startedOn(parts, started);
  if (!contested) return;
  const edit = new vscode.WorkspaceEdit();
  const edits = takeTheirs(agentSchema, document.getText(), contested);
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
  const { contested } = await startedOn(parts, started);
  if (!contested) return;
  const { previews } = parts;
  const member = dotted(toPointer(contested.path));
  const left = previews.add(l10n.t`${member} on Cekura`, disputedText(contested.theirs));
  const right = previews.add(l10n.t`${member} (local file)`, disputedText(contested.mine));
  await previews.diff(left, right, l10n.t`${member}: Cekura ↔ local file`);
}

/** The contested member that a lens or a fix is about; none when it was settled meanwhile. */
async function startedOn(
  { disputes }: Parts,
  started: Started,
): Promise<{ document: vscode.TextDocument; contested: Contested | undefined }> {
  const document = await targetFile(started);
  const open = await disputes.of(document);
  return { document, contested: open.find(({ path }) => toPointer(path) === started.pointer) };
}

/** On to the next member that waits; after the last one, what the decisions are for. */
async function goOn(parts: Parts, document: vscode.TextDocument): Promise<void> {
  refreshStates(parts);
  const [next] = await parts.disputes.of(document);
  if (next) return revealPlace(document, next.path);
  const kept =
    (await snapshotOf(parts, document))?.baseline.disputes?.filter((dispute) => dispute.kept) ?? [];
  if (kept.length === 0) return;
  const names = kept.map(({ pointer }) => dotted(pointer));
  tell(
    {
      level: 'info',
      text: l10n.t`The next push will overwrite ${names.join(', ')} on Cekura. You will be asked to confirm.`,
    },
    [
      commandButton(l10n.t('Push'), 'agentJson.push', document.uri),
      actionButton(parts, l10n.t('Undo Resolution'), async () => {
        await remember(parts, document, decideAgain);
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
