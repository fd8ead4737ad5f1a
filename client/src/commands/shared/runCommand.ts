import * as vscode from 'vscode';
import { atBorder } from '../../ui/errorBoundary';
import type { Command, EditingParts } from './command';
import { readStarted } from './commandArgs';

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
