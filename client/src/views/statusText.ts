import * as l10n from '@vscode/l10n';
import { foreignFileMessage } from '#language/foreign/message';
import type { SyncStatus } from '#sync/status';
import type { FileState } from '../editor/fileState';

interface Words {
  readonly text: string;
  readonly tooltip: string;
}

/** Text and tooltip of the status bar item. `offline`: the last request failed to connect. */
export function stateWords(state: FileState, { offline }: { readonly offline: boolean }): Words {
  const { text, tooltip } = wordsFor(state);
  if (!offline) return { text, tooltip };
  return {
    text: `${text} $(debug-disconnect) ${l10n.t('offline')}`,
    tooltip: `${tooltip} ${l10n.t('Cekura was unreachable on the last request.')}`,
  };
}

function wordsFor(state: FileState): Words {
  switch (state.kind) {
    case 'no-address':
      return words('Cekura', '$(warning)', l10n.t('The setting agentJson.api.baseUrl is not valid.'));
    case 'unreadable':
      return words(state.host, '$(warning)', l10n.t('The file is not valid JSON.'));
    case 'foreign':
      return words(state.host, '$(circle-slash)', foreignFileMessage(state.file));
    case 'unlinked':
      return words(state.host, '$(circle-outline)', l10n.t('Not on Cekura yet (no "id").'));
    case 'never-synced':
      return words(
        state.host,
        '$(question)',
        l10n.t('Not synced on this machine yet. Pull or compare to check.'),
      );
    case 'known':
      return statusWords(state.host, state.status);
  }
}

function statusWords(host: string, status: SyncStatus): Words {
  switch (status.kind) {
    case 'in-sync':
      return words(host, '$(check)', l10n.t('In sync as of the last check. Secrets are not compared.'));
    case 'local-ahead':
      return words(host, `↑${status.outgoing}`, `${toPush(status.outgoing)}.`);
    case 'remote-ahead':
      return words(host, `↓${status.incoming}`, `${toPull(status.incoming)}.`);
    case 'diverged':
      return divergedWords(host, status);
    case 'never-synced':
      return words(host, '$(question)', l10n.t('Not synced on this machine yet.'));
    case 'unlinked':
    case 'deleted-remotely':
      return words(host, '$(circle-outline)', l10n.t('Agent not found on Cekura.'));
  }
}

function divergedWords(
  host: string,
  { outgoing, incoming, conflicts }: Extract<SyncStatus, { kind: 'diverged' }>,
): Words {
  const parts = [
    [outgoing, `↑${outgoing}`, toPush(outgoing)],
    [incoming, `↓${incoming}`, toPull(incoming)],
    [conflicts, `$(warning) ${conflictsOf(conflicts)}`, toDecide(conflicts)],
  ] as const;
  const there = parts.filter(([count]) => count > 0);
  const signs = there.map(([, sign]) => sign).join(' ');
  return words(host, signs, `${there.map(([, , what]) => what).join(', ')}.`);
}

function words(host: string, sign: string, tooltip: string): Words {
  return { text: `${host} ${sign}`, tooltip: `Agent JSON · ${host}: ${tooltip}` };
}

function toPush(count: number): string {
  return count === 1 ? l10n.t('1 change to push') : l10n.t`${count} changes to push`;
}

function toPull(count: number): string {
  return count === 1 ? l10n.t('1 change to pull') : l10n.t`${count} changes to pull`;
}

function toDecide(count: number): string {
  return count === 1 ? l10n.t('1 conflict to resolve') : l10n.t`${count} conflicts to resolve`;
}

function conflictsOf(count: number): string {
  return count === 1 ? l10n.t('1 conflict') : l10n.t`${count} conflicts`;
}
