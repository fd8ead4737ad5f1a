import * as l10n from '@vscode/l10n';
import { foreignFileMessage } from '#language/foreign/message';
import { describeBlock } from '#sync/messages/describeBlock';
import type { Project } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import type { SyncStatus } from '#sync/status';
import type { FileState } from '../editor/fileState';
import { sanitizeLabel } from '../ui/sanitize';

/** The states that differ in icon and color. */
export type StateKind =
  | 'in-sync'
  | 'ahead'
  | 'behind'
  | 'diverged'
  | 'conflict'
  | 'never-synced'
  | 'not-on-cekura'
  | 'deleted'
  | 'error';

/** The text for a state, the same in all views. */
export interface StateSummary {
  readonly kind: StateKind;
  /** Arrows, counts and icons for the status bar. */
  readonly sign: string;
  readonly short: string;
  readonly sentence: string;
}

interface Counts {
  readonly outgoing?: number;
  readonly incoming?: number;
  readonly conflicts?: number;
}

/** Text and tooltip of the status bar item. `offline`: the last request failed to connect. */
export function statusBarText(
  state: FileState,
  { offline, project }: { readonly offline: boolean; readonly project: Project | undefined },
) {
  const { sign, sentence } = summaryOfState(state);
  const label = project ? `Cekura: ${sanitizeLabel(projectName(project))}` : 'Cekura';
  const scope = 'host' in state ? `Cekura · ${state.host}` : 'Cekura';
  const tooltip = `${scope}: ${sentence}`;
  if (!offline) return { text: `${label} ${sign}`, tooltip };
  return {
    text: `${label} ${sign} $(debug-disconnect) ${l10n.t('offline')}`,
    tooltip: `${tooltip} ${l10n.t('Cekura was unreachable on the last request.')}`,
  };
}

export function summaryOfState(state: FileState): StateSummary {
  switch (state.kind) {
    case 'no-address':
      return errorState('$(warning)', l10n.t('The setting agentJson.api.baseUrl is not valid.'));
    case 'unreadable':
      return errorState('$(warning)', l10n.t('The file is not valid JSON.'));
    case 'unresolved-prompt':
      return errorState('$(warning)', describeBlock(state.cause));
    case 'foreign':
      return errorState('$(circle-slash)', foreignFileMessage(state.file));
    case 'unlinked':
      return {
        kind: 'not-on-cekura',
        sign: '$(circle-outline)',
        short: l10n.t('Not on Cekura'),
        sentence: l10n.t('Not on Cekura yet (no "id").'),
      };
    case 'never-synced':
      return neverSyncedState(l10n.t('Not synced on this machine yet. Pull or compare to check.'));
    case 'known':
      return summaryOfStatus(state.status);
  }
}

function summaryOfStatus(status: SyncStatus): StateSummary {
  switch (status.kind) {
    case 'in-sync':
      return {
        kind: 'in-sync',
        sign: '$(check)',
        short: l10n.t('In sync'),
        sentence: l10n.t('In sync as of the last check. Secrets are not compared.'),
      };
    case 'local-ahead':
      return summarizeCounts('ahead', status);
    case 'remote-ahead':
      return summarizeCounts('behind', status);
    case 'diverged':
      return summarizeCounts(status.conflicts > 0 ? 'conflict' : 'diverged', status);
    case 'never-synced':
      return neverSyncedState(l10n.t('Differs from Cekura, and has not been synced on this machine yet.'));
    case 'unlinked':
    case 'deleted-remotely':
      return {
        kind: 'deleted',
        sign: '$(trash)',
        short: l10n.t('Deleted on Cekura'),
        sentence: l10n.t('Agent not found on Cekura.'),
      };
  }
}

function errorState(sign: string, sentence: string): StateSummary {
  return { kind: 'error', sign, short: sentence.replace(/\.$/, ''), sentence };
}

function neverSyncedState(sentence: string): StateSummary {
  return { kind: 'never-synced', sign: '$(question)', short: l10n.t('Not synced'), sentence };
}

function summarizeCounts(
  kind: StateKind,
  { outgoing = 0, incoming = 0, conflicts = 0 }: Counts,
): StateSummary {
  const parts = [
    [outgoing, `↑${outgoing}`, l10n.t`${outgoing} to push`, toPush(outgoing)],
    [incoming, `↓${incoming}`, l10n.t`${incoming} to pull`, toPull(incoming)],
    [conflicts, `$(warning) ${conflictsOf(conflicts)}`, conflictsOf(conflicts), toResolve(conflicts)],
  ] as const;
  const nonZero = parts.filter(([count]) => count > 0);
  return {
    kind,
    sign: nonZero.map(([, sign]) => sign).join(' '),
    short: nonZero.map(([, , short]) => short).join(', '),
    sentence: `${nonZero.map(([, , , sentence]) => sentence).join(', ')}.`,
  };
}

function toPush(count: number): string {
  return count === 1 ? l10n.t('1 change to push') : l10n.t`${count} changes to push`;
}

function toPull(count: number): string {
  return count === 1 ? l10n.t('1 change to pull') : l10n.t`${count} changes to pull`;
}

function toResolve(count: number): string {
  return count === 1 ? l10n.t('1 conflict to resolve') : l10n.t`${count} conflicts to resolve`;
}

function conflictsOf(count: number): string {
  return count === 1 ? l10n.t('1 conflict') : l10n.t`${count} conflicts`;
}
