import type { ChildProcess } from 'node:child_process';
import { LanguageClient } from 'vscode-languageclient/node';
import { type LanguageServer, type ServerOptions, languageServer } from './start';
import { useEditorsLanguage } from '../ui/l10n';

/** The server as a process that talks on stdio. `spawn` starts it, also after a crash. */
export function createLanguageServer(options: ServerOptions, spawn: () => ChildProcess): LanguageServer {
  useEditorsLanguage();
  return languageServer(
    options,
    (clientOptions) =>
      new QuietClient('agentJson', 'Agent JSON', () => Promise.resolve(spawn()), clientOptions),
  );
}

/** Leaves its many words about a crash to the log; the one line that a user needs is ours. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
