import * as vscode from 'vscode';
import { commandIds } from './commands/shared/ids';
import { ServerProcess } from './languageClient/serverProcess';
import { createLog, placeOf } from './ui/log';
import { registerPromptFiles } from './prompts/promptFiles';
import type { Workbench } from './services';

/**
 * What VS Code loads first is small: it starts the language server; the client that talks with it is read while the server starts.
 * The workbench (`workbench.ts`: commands, states, push and pull) comes after the first answer, or as soon as somebody needs it.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const failed = (what: string) => (error: unknown) => log.error(`${what} ${placeOf(error)}`);
  const process = new ServerProcess(context.asAbsolutePath('dist/server.js'), log);

  const server = import('./languageClient/client').then(({ createLanguageServer }) =>
    createLanguageServer(
      { log, commands: commandIds, secretNames: async () => (await workbench()).secretNames() },
      () => process.take(),
    ),
  );

  let opened: Promise<Workbench> | undefined;
  const workbench = (): Promise<Workbench> =>
    (opened ??= import('./services').then(({ openWorkbench }) =>
      openWorkbench(context, { log, server: { restart: async () => (await server).restart() } }),
    ));

  context.subscriptions.push(
    ...[log, process, { dispose: () => void server.then((client) => client.dispose()) }],
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => (await workbench()).run(id, argument)),
    ),
    registerPromptFiles(async () => (await workbench()).promptPages),
  );

  // Not awaited: push and pull work without it.
  void server
    .then(async (client) => {
      await client.start();
      await client.firstAnswer;
    })
    .catch(failed('The language server failed to start.'))
    .then(workbench)
    .catch(failed('Push and pull failed to load.'));
}
