import type { Standing } from '../sync/standing';
import type { FileState } from './fileState';

interface Words {
  readonly text: string;
  readonly tooltip: string;
}

/** The state as it stands in the status bar, and what the pointer finds out. `offline`: the last request reached nobody. */
export function stateWords(state: FileState, { offline }: { readonly offline: boolean }): Words {
  const { text, tooltip } = wordsFor(state);
  if (!offline) return { text, tooltip };
  return {
    text: `${text} $(debug-disconnect) offline`,
    tooltip: `${tooltip} Cekura could not be reached when it was last asked.`,
  };
}

function wordsFor(state: FileState): Words {
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

function standingWords(host: string, standing: Standing): Words {
  switch (standing.kind) {
    case 'same':
      return words(host, '$(check)', 'In sync, as far as last seen.');
    case 'local-ahead':
      return words(host, `↑${standing.outgoing}`, `${changes(standing.outgoing)} to push.`);
    case 'remote-ahead':
      return words(host, `↓${standing.incoming}`, `${changes(standing.incoming)} to pull.`);
    case 'diverged':
      return divergedWords(host, standing);
    case 'no-base':
      return words(host, '$(question)', 'Never synced from here.');
    case 'unlinked':
    case 'gone':
      return words(host, '$(circle-outline)', 'There is no such agent on Cekura.');
  }
}

function divergedWords(
  host: string,
  { outgoing, incoming, conflicts }: Extract<Standing, { kind: 'diverged' }>,
): Words {
  const parts = [
    [outgoing, `↑${outgoing}`, `${changes(outgoing)} to push`],
    [incoming, `↓${incoming}`, `${changes(incoming)} to pull`],
    [
      conflicts,
      `$(warning) ${counted(conflicts, 'conflict')}`,
      `${counted(conflicts, 'conflict')} to decide`,
    ],
  ] as const;
  const there = parts.filter(([count]) => count > 0);
  const signs = there.map(([, sign]) => sign).join(' ');
  return words(host, signs, `${there.map(([, , what]) => what).join(', ')}.`);
}

function words(host: string, sign: string, tooltip: string): Words {
  return { text: `${host} ${sign}`, tooltip: `Agent JSON · ${host}: ${tooltip}` };
}

function changes(count: number): string {
  return counted(count, 'change');
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
