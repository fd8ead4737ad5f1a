import type { ChildProcess } from 'node:child_process';
import { LanguageClient } from 'vscode-languageclient/node';
import { type ServerOptions, languageServer } from './start';
import { configureL10n } from '../ui/l10n';

/** The server as a process that communicates on stdio. `spawn` starts it, also after a crash. */
export function createLanguageServer(options: ServerOptions, spawn: () => ChildProcess) {
  configureL10n();
  return languageServer(
    options,
    (clientOptions) =>
      new SilentLanguageClient('agentJson', 'Agent JSON', () => Promise.resolve(spawn()), clientOptions),
  );
}

/** Writes its messages about crashes to the log only: the user gets one message, from `start.ts`. */
class SilentLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
