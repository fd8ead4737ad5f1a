import * as vscode from 'vscode';
import { atBorder } from './border';
import type { Command, EditingParts } from './command';
import { readStarted } from './started';

/** Runs a command with what it was started on, whoever started it. Never throws. */
export function runCommand<Needed extends Pick<EditingParts, 'log'>>(
  parts: Needed,
  id: string,
  command: Command<Needed>,
  argument: unknown,
): Promise<unknown> {
  const started = readStarted(argument instanceof vscode.Uri ? argument.toString() : argument);
  return atBorder(parts, id, () => command(parts, started));
}
