import { type ChildProcess, spawn } from 'node:child_process';
import type * as vscode from 'vscode';
import { placeOf } from '../ui/log';

/** Where a debugger reaches the language server while the extension itself is debugged. */
const debugPort = 6009;

/** The language server as a process that talks on stdio, begun before anybody is there to talk with it. */
export class ServerProcess {
  private begun: ChildProcess | undefined;

  /** `module`: absolute path of the bundled server. */
  constructor(
    private readonly module: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.begun = this.spawn();
  }

  /** The process that was begun, once; a new one if it has been handed out or has ended since. */
  take(): ChildProcess {
    const { begun } = this;
    this.begun = undefined;
    // Who was ended by a signal has no exit code either.
    return begun?.exitCode === null && begun.signalCode === null ? begun : this.spawn();
  }

  /** Ends a process that nobody has taken. */
  dispose(): void {
    this.begun?.kill();
  }

  private spawn(): ChildProcess {
    const isDebugged = process.execArgv.some((argument) => argument.startsWith('--inspect'));
    const debugging = isDebugged ? ['--nolazy', `--inspect=${debugPort}`] : [];
    // On the desktop, Node is the editor's own program, told to be nothing else.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };
    const child = spawn(process.execPath, [...debugging, this.module, '--stdio'], { env, windowsHide: true });
    child.once('error', (error) => this.log.error(`The language server failed to start. ${placeOf(error)}`));
    return child;
  }
}
