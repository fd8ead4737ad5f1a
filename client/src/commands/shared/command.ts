import type * as vscode from 'vscode';
import type { SchemaUpdates } from '../../state/schemaUpdates';
import type { Outcome } from '../../ui/outcome';
import type { CommandArgs } from './commandArgs';

/** Runs one command with its arguments. It always ends with an outcome that the user sees. */
export type Command<Services> = (services: Services, args: CommandArgs) => Promise<Outcome>;

/** What the commands need that help to write agent files. */
export interface EditingServices {
  readonly log: vscode.LogOutputChannel;
  readonly server: { restart(): Promise<void> };
  readonly schemaUpdates: Pick<SchemaUpdates, 'store'>;
}
