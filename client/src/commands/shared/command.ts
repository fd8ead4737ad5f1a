import type * as vscode from 'vscode';
import type { SchemaUpdates } from '../../state/schemaUpdates';
import type { Outcome } from '../../ui/outcome';
import type { CommandArgs } from './commandArgs';

/** Runs a command with its arguments. The outcome is always shown to the user. */
export type Command<Services> = (services: Services, args: CommandArgs) => Promise<Outcome>;

export interface EditingServices {
  readonly log: vscode.LogOutputChannel;
  readonly server: { restart(): Promise<void> };
  readonly schemaUpdates: Pick<SchemaUpdates, 'store'>;
}
