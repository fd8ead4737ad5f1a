import type { Command } from 'commander';
import { UsageError } from '../errors';

export const shells = ['bash', 'zsh', 'fish'] as const;

interface Completable {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
}

/** A script that completes commands, options, and agent files in a shell. */
export function completionScript(shell: string, program: Command): string {
  const commands = program.commands.map((command): Completable => ({
    name: command.name(),
    summary: command.summary(),
    options: command.options.flatMap(({ short, long }) => [short, long].filter((flag) => flag !== undefined)),
  }));
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return `#compdef agent-json\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`;
    case 'fish':
      return fish(commands);
    default:
      throw new UsageError(`No completion for ${shell}. Choose one of: ${shells.join(', ')}.`);
  }
}

function bash(commands: readonly Completable[]): string {
  const cases = commands.map(({ name, options }) => `    ${name}) words='${options.join(' ')}' ;;`);
  return `_agent_json() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words='${commands.map(({ name }) => name).join(' ')}'
  [ "$COMP_CWORD" -gt 1 ] && case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$COMP_CWORD $current" in
    1\\ *|*\\ -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _agent_json agent-json
`;
}

function fish(commands: readonly Completable[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c agent-json -n __fish_use_subcommand -f -a ${name} -d '${summary.replaceAll("'", "\\'")}'`,
    ...options
      .filter((option) => option.startsWith('--'))
      .map(
        (option) => `complete -c agent-json -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`,
      ),
  ]);
  return `${lines.join('\n')}\n`;
}
