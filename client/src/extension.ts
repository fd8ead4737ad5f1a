import * as vscode from 'vscode';
import { commandIds } from './commands/shared/ids';
import { watchOpenAgentFiles } from './editor/openAgentFiles';
import { ServerProcess } from './languageClient/serverProcess';
import { registerPromptDocuments } from './prompts/registerPromptDocuments';
import type { LoadedServices } from './services';
import { SchemaUpdates } from './state/schemaUpdates';
import { stackWithoutMessage } from '#language/text/errorStack';
import { createLog } from './ui/log';

/**
 * The entry point is small: it starts the language server, and the language client is loaded while the server starts. `services.ts`
 * (commands, states, push and pull) is loaded after the first diagnostics, or as soon as it is needed.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const logFailure = (message: string) => (error: unknown) =>
    log.error(`${message} ${stackWithoutMessage(error)}`);
  const process = new ServerProcess(context.asAbsolutePath('dist/server.js'), log);

  const schemaUpdates = new SchemaUpdates(context.globalStorageUri);

  const server = import('./languageClient/client').then(async ({ createLanguageServer }) => {
    await schemaUpdates.loaded;
    return createLanguageServer(
      {
        log,
        commands: commandIds,
        secretNames: async () => (await services()).secretNames(),
        schemaUpdates,
      },
      () => process.acquire(),
    );
  });

  let loaded: Promise<LoadedServices> | undefined;
  const services = (): Promise<LoadedServices> =>
    (loaded ??= import('./services').then(({ loadServices }) =>
      loadServices(context, {
        log,
        server: { restart: async () => (await server).restart() },
        schemaUpdates,
        setProjectKeys: (keys) => void server.then((client) => client.setProjectKeys(keys)),
      }),
    ));

  context.subscriptions.push(
    log,
    process,
    schemaUpdates,
    { dispose: () => void server.then((client) => client.dispose()) },
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => (await services()).run(id, argument)),
    ),
    registerPromptDocuments(async () => (await services()).promptDocuments),
    watchOpenAgentFiles(),
  );

  // Not awaited: push and pull work without it.
  void server
    .then(async (client) => {
      await client.start();
      await client.firstDiagnostics;
    })
    .catch(logFailure('The language server failed to start.'))
    .then(services)
    .catch(logFailure('Push and pull failed to load.'));
}
