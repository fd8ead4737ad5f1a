import type { Context, Output } from '../context';
import { printable } from './printable';

/** A progress line on a terminal; nothing in a pipe. */
export class Progress {
  private readonly terminal: Output | undefined;

  constructor({ stderr, env }: Context, isEnabled: boolean) {
    const isTerminal = stderr.isTTY === true && env['TERM'] !== 'dumb' && env['CI'] === undefined;
    this.terminal = isEnabled && isTerminal ? stderr : undefined;
  }

  report(text: string): void {
    this.terminal?.write(`\r\u001B[K${printable(text)}`);
  }

  clear(): void {
    this.terminal?.write('\r\u001B[K');
  }
}
