import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Ids of the processes that `parent` started and whose command line holds `program`. Not for Windows. */
export function childrenOf(parent: number, program: string): number[] {
  const all = process.platform === 'linux' ? listedByKernel() : listedByPs();
  return all.filter((one) => one.parent === parent && one.command.includes(program)).map(({ pid }) => pid);
}

/** Slim images have no ps. */
function listedByKernel(): Running[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // The name in brackets may hold anything; state and parent follow it.
      const [, parent] = /\) \S (\d+) [^)]*$/.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
      return [{ pid: Number(id), parent: Number(parent), command }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

function listedByPs(): Running[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid = '', parent = '', ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}
