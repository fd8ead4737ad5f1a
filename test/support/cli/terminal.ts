import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { until } from '../poll';

const inPseudoTerminal = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

/** Why a program can't be run in a terminal; undefined if it can. */
export function missing(...programs: readonly string[]): string | undefined {
  const absent = ['python3', ...programs].filter((name) => spawnSync(name, ['--version']).error);
  return absent.length === 0 ? undefined : `${absent.join(' and ')} not installed`;
}

/** A program in a pseudo-terminal, which Python provides. */
export class Terminal {
  /** What the program has written so far, with control sequences. */
  output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(
    command: readonly string[],
    { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
  ) {
    const { PATH = '' } = process.env;
    this.child = spawn('python3', ['-c', inPseudoTerminal, ...command], {
      cwd,
      env: { PATH, HOME: cwd, TERM: 'xterm', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** Types text; `\x03` is Ctrl-C. */
  type(text: string): void {
    this.child.stdin?.write(text);
  }

  /** Waits until the program has written `text`. */
  async waitFor(text: string): Promise<void> {
    await until(`${text} in ${JSON.stringify(this.output)}`, () => this.output.includes(text));
  }

  /** The exit code, when the program has ended. */
  exitCode(): Promise<number | null> {
    return this.ended;
  }

  close(): void {
    this.child.kill();
  }
}
