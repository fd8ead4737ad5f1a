import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** IDs of the child processes of `parent` whose command line contains `program`. Not for Windows. */
export function childrenOf(parent: number, program: string): number[] {
  const all = process.platform === 'linux' ? readProcFolder() : runPs();
  return all
    .filter((running) => running.parent === parent && running.command.includes(program))
    .map(({ pid }) => pid);
}

/** Slim container images have no ps. */
function readProcFolder(): Running[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // The process name in parentheses may contain any characters; state and parent follow it.
      const [, parent] = /\) \S (\d+) [^)]*$/.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
      return [{ pid: Number(id), parent: Number(parent), command }];
    } catch {
      // The process has exited meanwhile.
      return [];
    }
  });
}

function runPs(): Running[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid = '', parent = '', ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}
