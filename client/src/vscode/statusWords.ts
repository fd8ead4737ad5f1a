import type { Standing } from '../sync/standing';
import type { FileState } from './fileState';

/** The state as it stands in the status bar, and what the pointer finds out. */
export function stateWords(state: FileState): { text: string; tooltip: string } {
  switch (state.kind) {
    case 'no-address':
      return words('Cekura', '$(warning)', 'The setting agentJson.api.baseUrl holds no usable address.');
    case 'unreadable':
      return words(state.host, '$(warning)', 'The file is not valid JSON.');
    case 'unlinked':
      return words(state.host, '$(circle-outline)', 'The file has no "id": there is no agent on Cekura yet.');
    case 'never-synced':
      return words(
        state.host,
        '$(question)',
        'Never synced from here. Pull or compare to see where it stands.',
      );
    case 'known':
      return standingWords(state.host, state.standing);
  }
}

function standingWords(host: string, standing: Standing): { text: string; tooltip: string } {
  switch (standing.kind) {
    case 'same':
      return words(host, '$(check)', 'In sync, as far as last seen.');
    case 'local-ahead':
      return words(host, `↑${standing.outgoing}`, `${changes(standing.outgoing)} to push.`);
    case 'remote-ahead':
      return words(host, `↓${standing.incoming}`, `${changes(standing.incoming)} to pull.`);
    case 'diverged':
      return words(
        host,
        `↑${standing.outgoing} ↓${standing.incoming}${standing.conflicts > 0 ? ' $(warning)' : ''}`,
        `${changes(standing.outgoing)} to push, ${changes(standing.incoming)} to pull, ${standing.conflicts} in conflict.`,
      );
    case 'no-base':
      return words(host, '$(question)', 'Never synced from here.');
    case 'unlinked':
    case 'gone':
      return words(host, '$(circle-outline)', 'There is no such agent on Cekura.');
  }
}

function words(host: string, sign: string, tooltip: string): { text: string; tooltip: string } {
  return { text: `${host} ${sign}`, tooltip: `Agent JSON · ${host}: ${tooltip}` };
}

function changes(count: number): string {
  return `${count} change${count === 1 ? '' : 's'}`;
}
