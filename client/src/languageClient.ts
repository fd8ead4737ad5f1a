import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type InitializationOptions,
  type SecretNamesResult,
  secretNamesRequest,
} from '../../server/src/protocol';
import { languageId } from './vscode/agentFile';

/** Where agent files can be: on disk, not saved yet, in a remote repository. Not in the left half of a git diff. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];
/** This many crashes within so many milliseconds are one too many. */
const mostCrashes = 5;
const crashWindow = 180_000;

/** VS Code's own: the server names it where a completion is followed by another choice. */
const suggestAgain = 'editor.action.triggerSuggest';

/** The language server as a part of the extension. */
export interface LanguageServer {
  start(): Promise<void>;
  restart(): Promise<void>;
  dispose(): void;
}

export interface ServerOptions {
  /** Absolute path of the bundled server. */
  readonly module: string;
  readonly log: vscode.LogOutputChannel;
  /** Commands that lenses and fixes may name. */
  readonly commands: readonly string[];
  /** Names that `${secret:NAME}` can be resolved for. */
  readonly secretNames: () => readonly string[];
}

export function createLanguageServer({ module, log, commands, secretNames }: ServerOptions): LanguageServer {
  const transport = TransportKind.ipc;
  const initializationOptions: InitializationOptions = {
    commands: [...commands, suggestAgain],
    secretNames: true,
  };
  const options: LanguageClientOptions = {
    documentSelector: schemes.map((scheme) => ({ scheme, language: languageId })),
    outputChannel: log,
    initializationOptions,
    errorHandler: restartPatiently(log),
  };
  const client = new LanguageClient(
    'agentJson',
    'Agent JSON',
    {
      run: { module, transport },
      debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    options,
  );
  client.onRequest(secretNamesRequest, (): SecretNamesResult => ({ names: secretNames() }));
  return {
    start: () => client.start(),
    restart: () => client.restart(),
    dispose: () => void client.dispose(),
  };
}

/** Starts a server that crashed again without a word, until it crashes too often: then one line says what to do. */
function restartPatiently(log: vscode.LogOutputChannel): ErrorHandler {
  let crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < crashWindow), now];
      log.warn(`The language server ended unexpectedly (${crashes.length} in three minutes).`);
      if (crashes.length < mostCrashes) return { action: CloseAction.Restart, handled: true };
      const message = l10n.t(
        'The language server of Agent JSON keeps ending. "Restart Language Server" starts it again.',
      );
      return { action: CloseAction.DoNotRestart, message };
    },
  };
}
