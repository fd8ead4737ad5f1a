import type { ChildProcess } from 'node:child_process';
import {
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/node';
import { type ServerOptions, languageServer } from './start';
import { configureL10n } from '../ui/l10n';

/** The server as a process that communicates over an IPC channel. `spawn` starts it, also after a crash. */
export function createLanguageServer(options: ServerOptions, spawn: () => ChildProcess) {
  configureL10n();
  const start = () => Promise.resolve(transportsOf(spawn()));
  return languageServer(
    options,
    (clientOptions) => new SilentLanguageClient('agentJson', 'Agent JSON', start, clientOptions),
  );
}

/** Faster than the streams of the process, whose messages the client has to find in the bytes first. */
function transportsOf(server: ChildProcess): MessageTransports {
  return { reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) };
}

/** Writes its messages about crashes to the log only: the user gets one message, from `start.ts`. */
class SilentLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
