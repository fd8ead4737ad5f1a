import { type ChildProcess, spawn } from 'node:child_process';
import type * as vscode from 'vscode';
import { stackWithoutMessage } from '../ui/log';

/** The port where a debugger reaches the language server while the extension itself is debugged. */
const debugPort = 6009;

/** The language server as a process that communicates on stdio, spawned before anybody is there to talk with it. */
export class ServerProcess {
  private spawned: ChildProcess | undefined;

  /** `module`: absolute path of the bundled server. */
  constructor(
    private readonly module: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.spawned = this.spawn();
  }

  /** The process that was spawned, once; a new one if it has been handed out or has ended since. */
  acquire(): ChildProcess {
    const { spawned } = this;
    this.spawned = undefined;
    // A process that was ended by a signal has no exit code either.
    return spawned?.exitCode === null && spawned.signalCode === null ? spawned : this.spawn();
  }

  /** Ends a process that was not acquired. */
  dispose(): void {
    this.spawned?.kill();
  }

  private spawn(): ChildProcess {
    const isDebugged = process.execArgv.some((argument) => argument.startsWith('--inspect'));
    const debugging = isDebugged ? ['--nolazy', `--inspect=${debugPort}`] : [];
    // On the desktop, Node is the editor's own program, which has to run as plain Node.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };
    const child = spawn(process.execPath, [...debugging, this.module, '--stdio'], { env, windowsHide: true });
    child.once('error', (error) =>
      this.log.error(`The language server failed to start. ${stackWithoutMessage(error)}`),
    );
    return child;
  }
}
