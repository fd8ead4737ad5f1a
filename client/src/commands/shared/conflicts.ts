import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { formatPointer } from '#language/secrets/redact';
import { toPointer } from '#language/syntax/json';
import { clearResolutions } from '#sync/conflicts';
import type { Conflict } from '#sync/model';
import type { AgentLink, Baseline } from '#sync/ports';
import { findLink } from '../../editor/agentLink';
import { actionButton } from '../../ui/errorBoundary';
import { commandButton } from '../../ui/notify';
import { type Outcome, informationOutcome, opened, statusOutcome } from '../../ui/outcome';
import { UserError } from '../../ui/userError';
import type { CommandArgs } from './commandArgs';
import { revealPath } from './reveal';
import { type Services, refreshStates } from './services';
import { targetFile } from './targetDocument';

/** The conflict of a code lens or quick fix; throws if it was resolved meanwhile. */
export async function conflictAt(
  { conflicts }: Services,
  args: CommandArgs,
): Promise<{ document: vscode.TextDocument; conflict: Conflict }> {
  const document = await targetFile(args);
  const unresolved = await conflicts.unresolvedIn(document);
  const conflict = unresolved.find(({ path }) => toPointer(path) === args.pointer);
  if (!conflict) throw new UserError(l10n.t('This conflict is already resolved.'), [], 'info');
  return { document, conflict };
}

/** Goes to the next conflict; after the last one, shows the properties that the next push overwrites. */
export async function nextConflict(services: Services, document: vscode.TextDocument): Promise<Outcome> {
  refreshStates(services);
  const [next] = await services.conflicts.unresolvedIn(document);
  if (next) {
    await revealPath(document, next.path);
    return opened;
  }
  const baseline = (await baselineOf(services, document))?.baseline;
  const resolved = baseline?.conflicts?.filter((conflict) => conflict.keepLocal) ?? [];
  if (resolved.length === 0) return statusOutcome(l10n.t('All conflicts are resolved.'));
  const names = resolved.map(({ pointer }) => formatPointer(pointer)).join(', ');
  return informationOutcome(
    l10n.t`The next push will overwrite ${names} on Cekura. You will be asked to confirm.`,
    [
      commandButton(l10n.t('Push'), 'agentJson.push', document.uri),
      actionButton(services.log, l10n.t('Undo Resolution'), () => undoResolution(services, document)),
    ],
  );
}

async function undoResolution(services: Services, document: vscode.TextDocument): Promise<Outcome> {
  await updateBaseline(services, document, clearResolutions);
  return nextConflict(services, document);
}

export async function updateBaseline(
  services: Services,
  document: vscode.TextDocument,
  change: (baseline: Baseline) => Baseline,
): Promise<void> {
  const stored = await baselineOf(services, document);
  if (stored) await services.baselines.put(stored.link, change(stored.baseline));
}

async function baselineOf(
  { baselines, api }: Services,
  document: vscode.TextDocument,
): Promise<{ link: AgentLink; baseline: Baseline } | undefined> {
  const link = findLink(document.getText(), api.address.origin);
  const baseline = link && (await baselines.for(document.uri).get(link));
  return link && baseline && { link, baseline };
}
