import { type ChildProcess, spawn } from 'node:child_process';
import type * as vscode from 'vscode';
import { stackWithoutMessage } from '#language/text/errorStack';

/** The port where a debugger reaches the language server while the extension itself is debugged. */
const debugPort = 6009;

/** The language server process, which communicates over the IPC channel of Node.js. Spawned before the language client is loaded. */
export class ServerProcess {
  private spawned: ChildProcess | undefined;

  /** `module`: absolute path of the bundled server. */
  constructor(
    private readonly module: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.spawned = this.spawn();
  }

  /** Returns the spawned process once; a new one if it was already returned or has exited. */
  acquire(): ChildProcess {
    const { spawned } = this;
    this.spawned = undefined;
    // A process that was killed by a signal has no exit code.
    return spawned?.exitCode === null && spawned.signalCode === null ? spawned : this.spawn();
  }

  /** Ends a process that was not acquired. */
  dispose(): void {
    this.spawned?.kill();
  }

  private spawn(): ChildProcess {
    const isDebugged = process.execArgv.some((argument) => argument.startsWith('--inspect'));
    const debugging = isDebugged ? ['--nolazy', `--inspect=${debugPort}`] : [];
    // On the desktop, the Node.js executable is VS Code itself, which has to run as plain Node.js.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };
    const child = spawn(process.execPath, [...debugging, this.module, '--node-ipc'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      windowsHide: true,
    });
    child.stderr?.on('data', (output) => this.log.error(`Language server: ${String(output).trimEnd()}`));
    child.once('error', (error) =>
      this.log.error(`The language server failed to start. ${stackWithoutMessage(error)}`),
    );
    return child;
  }
}
