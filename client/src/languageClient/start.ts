import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  type Middleware,
} from 'vscode-languageclient';
import {
  type InitializationOptions,
  type ProjectKeysParams,
  type SchemaUpdateParams,
  type SecretNamesResult,
  projectKeysNotification,
  schemaUpdateNotification,
  secretNamesRequest,
} from '#server/protocol';
import type { SchemaUpdates } from '../state/schemaUpdates';
import { handleFileRequests } from './fileRequests';
import { languageId } from '../editor/agentFile';

/** The schemes of agent files: on disk, untitled, in a remote repository. Not those of the left side of a git diff. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];
/** After this number of crashes within the time window, the server is not restarted. */
const maxCrashes = 5;
const crashWindowMs = 180_000;
/** How long to wait before a crashed server is restarted, so that a crash loop does not use up the machine, in ms. */
const restartDelayMs = 200;

/** A command of VS Code that the server uses to trigger completion again. */
const triggerSuggest = 'editor.action.triggerSuggest';

export interface ServerOptions {
  readonly log: vscode.LogOutputChannel;
  /** Commands that code lenses and quick fixes may use. */
  readonly commands: readonly string[];
  /** The names of stored secrets that `${secret:NAME}` can refer to; undefined if there is no secret storage. */
  readonly secretNames?: () => Promise<readonly string[]>;
  readonly schemaUpdates: Pick<SchemaUpdates, 'stored' | 'onDidChange'>;
  /** Information that the server can't determine itself. */
  readonly serverInfo?: Pick<InitializationOptions, 'rulePages' | 'translations'>;
}

/** Connects to the server with the client that `connect` creates for the current host. */
export function languageServer(
  { log, commands, secretNames, schemaUpdates, serverInfo }: ServerOptions,
  connect: (options: LanguageClientOptions) => BaseLanguageClient,
) {
  let projectKeys: InitializationOptions['projectKeys'];
  // Called at each start of the server.
  const initializationOptions = (): InitializationOptions => ({
    commands: [...commands, triggerSuggest],
    secretNames: secretNames !== undefined,
    agentFiles: true,
    schemaUpdate: schemaUpdates.stored,
    projectKeys,
    ...serverInfo,
  });
  const { middleware, firstDiagnostics } = onFirstDiagnostics();
  const client = connect({
    documentSelector: allSchemes().map((scheme) => ({ scheme, language: languageId })),
    outputChannel: log,
    initializationOptions,
    middleware,
    errorHandler: restartOnCrash(log),
    // A server that exits during startup is restarted as well.
    initializationFailedHandler: () => false,
  });
  handleFileRequests(client);
  const updates = schemaUpdates.onDidChange(() => {
    const params: SchemaUpdateParams = { update: schemaUpdates.stored ?? null };
    if (client.isRunning()) void client.sendNotification(schemaUpdateNotification, params);
  });
  if (secretNames) {
    client.onRequest(secretNamesRequest, async (): Promise<SecretNamesResult> => ({
      names: await secretNames(),
    }));
  }
  return {
    /** Settled when the server has sent its first diagnostics. */
    firstDiagnostics,
    /** Rejects if the server does not start. */
    start: () => client.start(),
    restart: () => restart(client),
    /** Project ID → properties whose secret the project has stored. */
    setProjectKeys: (keys: Readonly<Record<string, readonly string[]>>) => {
      projectKeys = keys;
      const params: ProjectKeysParams = { projectKeys };
      if (client.isRunning()) void client.sendNotification(projectKeysNotification, params);
    },
    dispose: () => {
      updates.dispose();
      void client.dispose();
    },
  };
}

/** The default ones, and those of the open folders. */
function allSchemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set([...schemes, ...folders.map(({ uri }) => uri.scheme)])];
}

/** Middleware that changes nothing and resolves when the first diagnostics arrive. */
function onFirstDiagnostics(): { middleware: Middleware; firstDiagnostics: Promise<void> } {
  let resolveFirst = (): void => undefined;
  // Resolved in a later task, after VS Code has received the diagnostics.
  const firstDiagnostics = new Promise<void>((resolve) => (resolveFirst = () => setTimeout(resolve)));
  return {
    firstDiagnostics,
    middleware: {
      provideDiagnostics: async (document, previousResultId, token, next) => {
        const report = await next(document, previousResultId, token);
        resolveFirst();
        return report;
      },
      provideWorkspaceDiagnostics: async (resultIds, token, reporter, next) => {
        const report = await next(resultIds, token, reporter);
        resolveFirst();
        return report;
      },
    },
  };
}

/** Ignores errors, because a server that was not started can't be stopped. */
async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop().catch(() => undefined);
  await client.start();
}

/** Restarts a crashed server silently, until it crashes too often: then one message is shown. */
function restartOnCrash(log: vscode.LogOutputChannel): ErrorHandler {
  let crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: async () => {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < crashWindowMs), now];
      log.warn(`The language server exited unexpectedly (${crashes.length} times in the last 3 minutes).`);
      if (crashes.length >= maxCrashes) {
        void showCrashMessage();
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      await new Promise((resolve) => setTimeout(resolve, restartDelayMs));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

async function showCrashMessage(): Promise<void> {
  const restart = l10n.t('Restart Language Server');
  const text = l10n.t(
    'The Agent JSON language server keeps crashing and will not be restarted. Files are not validated.',
  );
  if ((await vscode.window.showErrorMessage(text, restart)) !== restart) return;
  await vscode.commands.executeCommand('agentJson.restartServer');
}
