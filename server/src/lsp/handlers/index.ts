import type { Connection } from 'vscode-languageserver';
import type { Parts } from './about';
import { registerEditing } from './editing';
import { registerHelp } from './help';
import { registerStructure } from './structure';

export type { Parts } from './about';

/** One registration per LSP method that asks about an open agent; diagnostics have their own file. */
export function registerHandlers(connection: Connection, parts: Parts): void {
  registerHelp(connection, parts);
  registerStructure(connection, parts);
  registerEditing(connection, parts);
}
