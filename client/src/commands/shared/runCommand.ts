import * as vscode from 'vscode';
import { withErrorBoundary } from '../../ui/errorBoundary';
import type { Outcome } from '../../ui/outcome';
import type { Command, EditingServices } from './command';
import { readCommandArgs } from './commandArgs';

/** Runs a command and shows its outcome. Never throws. */
export function runCommand<RequiredServices extends Pick<EditingServices, 'log'>>(
  services: RequiredServices,
  id: string,
  command: Command<RequiredServices>,
  argument: unknown,
): Promise<Outcome> {
  const args = readCommandArgs(argument instanceof vscode.Uri ? argument.toString() : argument);
  return withErrorBoundary(services.log, {
    name: id,
    run: () => command(services, args),
    retry: () => vscode.commands.executeCommand(id, argument),
  });
}
