import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { editingCommands } from '../commands/shared/editing';
import { type CommandId, commandIds } from '../commands/shared/ids';
import type { Command, EditingParts } from '../commands/shared/command';
import { runCommand } from '../commands/shared/runCommand';
import { languageServer } from '../languageClient/start';
import { createLog, placeOf } from '../ui/log';
import { registerPromptFiles } from '../prompts/promptFiles';
import { PromptPages } from '../prompts/promptPages';
import { registerPageVariables } from '../prompts/pageVariables';
import { useEditorsLanguage } from '../ui/l10n';
import { refuseToSync, sayWhatIsMissing } from './noSync';
import { openRulePages, rulePages } from './rulePages';

/** The extension where VS Code is a page and nothing else: all that helps to write agent files, and no Cekura. */
export function activate(context: vscode.ExtensionContext): void {
  useEditorsLanguage();
  const log = createLog();
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist/browser/server.js').toString(true);
  const server = languageServer(
    { log, commands: Object.keys(editingCommands), told: { rulePages, translations: vscode.l10n.bundle } },
    (options) =>
      new LanguageClient('agentJson', 'Agent JSON', () => Promise.resolve(startWorker(module)), options),
  );
  const parts: EditingParts = { log, server };
  const promptPages = new PromptPages();
  context.subscriptions.push(
    ...[log, server, promptPages],
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown) =>
        runCommand(parts, id, commandFor(id), argument),
      ),
    ),
    registerPromptFiles(() => Promise.resolve(promptPages)),
    registerPageVariables(),
    openRulePages(context.extensionUri),
    sayWhatIsMissing(),
  );
  server
    .start()
    .catch((error: unknown) => log.error(`The language server failed to start. ${placeOf(error)}`));
}

/** VS Code has a worker class of its own here, which the client's library would not know as a worker. */
function startWorker(module: string): MessageTransports {
  const worker = new Worker(module);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

function commandFor(id: CommandId): Command<EditingParts> {
  return isEditing(id) ? editingCommands[id] : refuseToSync;
}

function isEditing(id: CommandId): id is keyof typeof editingCommands {
  return id in editingCommands;
}
