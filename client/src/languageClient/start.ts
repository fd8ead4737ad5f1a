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
import { type InitializationOptions, type SecretNamesResult, secretNamesRequest } from '#server/protocol';
import { answerForFiles } from './fileRequests';
import { languageId } from '../editor/agentFile';

/** Where agent files can be: on disk, not saved yet, in a remote repository. Not in the left half of a git diff. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];
/** This many crashes within so many milliseconds are one too many. */
const mostCrashes = 5;
const crashWindow = 180_000;
/** Milliseconds before a crashed server is started again: what waited for it has to give up first, and a loop takes no machine down. */
const pauseAfterCrash = 200;

/** VS Code's own: the server names it where a completion is followed by another choice. */
const suggestAgain = 'editor.action.triggerSuggest';

/** The language server as a part of the extension. */
export interface LanguageServer {
  /** Rejects where the server does not start. */
  start(): Promise<void>;
  /** Settled once it has said for the first time what is wrong with something. */
  readonly firstAnswer: Promise<void>;
  restart(): Promise<void>;
  dispose(): void;
}

export interface ServerOptions {
  readonly log: vscode.LogOutputChannel;
  /** Commands that lenses and fixes may name. */
  readonly commands: readonly string[];
  /** Names that `${secret:NAME}` can be resolved for; undefined where none can. */
  readonly secretNames?: () => Promise<readonly string[]>;
  /** What the server can't find out by itself where it runs. */
  readonly told?: Pick<InitializationOptions, 'rulePages' | 'translations'>;
}

/** The server at the other end of a client, which `connect` makes for the host that we run in. */
export function languageServer(
  { log, commands, secretNames, told }: ServerOptions,
  connect: (options: LanguageClientOptions) => BaseLanguageClient,
): LanguageServer {
  const initializationOptions: InitializationOptions = {
    commands: [...commands, suggestAgain],
    secretNames: secretNames !== undefined,
    agentFiles: true,
    ...told,
  };
  const { middleware, firstAnswer } = noteFirstAnswer();
  const client = connect({
    documentSelector: allSchemes().map((scheme) => ({ scheme, language: languageId })),
    outputChannel: log,
    initializationOptions,
    middleware,
    errorHandler: restartPatiently(log),
    // What ends while it starts is a crash like any other.
    initializationFailedHandler: () => false,
  });
  answerForFiles(client);
  if (secretNames) {
    client.onRequest(secretNamesRequest, async (): Promise<SecretNamesResult> => ({
      names: await secretNames(),
    }));
  }
  return {
    firstAnswer,
    start: () => client.start(),
    restart: () => restart(client),
    dispose: () => void client.dispose(),
  };
}

/** The usual ones, and whatever file system the open folders are in. */
function allSchemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set([...schemes, ...folders.map(({ uri }) => uri.scheme)])];
}

/** Middleware that lets all pass, and notices when diagnostics have come for the first time. */
function noteFirstAnswer(): { middleware: Middleware; firstAnswer: Promise<void> } {
  let noticed = (): void => undefined;
  // Whoever waits for it goes on when the diagnostics are on their way to the screen.
  const firstAnswer = new Promise<void>((resolve) => (noticed = () => setTimeout(resolve)));
  return {
    firstAnswer,
    middleware: {
      provideDiagnostics: async (document, previousResultId, token, next) => {
        const report = await next(document, previousResultId, token);
        noticed();
        return report;
      },
      provideWorkspaceDiagnostics: async (resultIds, token, reporter, next) => {
        const report = await next(resultIds, token, reporter);
        noticed();
        return report;
      },
    },
  };
}

/** Also from where it came to no end: while a server can't be started, there is none to be stopped. */
async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop().catch(() => undefined);
  await client.start();
}

/** Starts a server that crashed again without a word, until it crashes too often: then one line says what to do. */
function restartPatiently(log: vscode.LogOutputChannel): ErrorHandler {
  let crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: async () => {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < crashWindow), now];
      log.warn(`The language server exited unexpectedly (${crashes.length} times in the last 3 minutes).`);
      if (crashes.length >= mostCrashes) {
        void sayThatItKeepsEnding();
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      await new Promise((resolve) => setTimeout(resolve, pauseAfterCrash));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

async function sayThatItKeepsEnding(): Promise<void> {
  const restart = l10n.t('Restart Language Server');
  const text = l10n.t(
    'The Agent JSON language server keeps crashing and will not be restarted. Files are not validated.',
  );
  if ((await vscode.window.showErrorMessage(text, restart)) !== restart) return;
  await vscode.commands.executeCommand('agentJson.restartServer');
}
