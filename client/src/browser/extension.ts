import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { registerPaste } from '../editor/paste';
import { editingCommands } from '../commands/shared/editingCommands';
import { type CommandId, commandIds } from '../commands/shared/ids';
import type { EditingServices } from '../commands/shared/command';
import { runCommand } from '../commands/shared/runCommand';
import { watchOpenAgentFiles } from '../editor/openAgentFiles';
import { languageServer } from '../languageClient/start';
import { useStoredUpdate } from '../state/currentSchema';
import { SchemaUpdates } from '../state/schemaUpdates';
import { stackWithoutMessage } from '#language/text/errorStack';
import { createLog } from '../ui/log';
import { registerPromptDocuments } from '../prompts/registerPromptDocuments';
import { PromptDocumentProvider } from '../prompts/promptDocumentProvider';
import { registerPromptVariables } from '../prompts/promptVariables';
import { configureL10n } from '../ui/l10n';
import { requireDesktop, showEditingOnly } from './noSync';
import { openRulePages, rulePages } from './rulePages';

/** The extension in VS Code for the Web: the editing features, without push and pull. */
export function activate(context: vscode.ExtensionContext): void {
  configureL10n();
  const log = createLog();
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist/browser/server.js').toString(true);
  const schemaUpdates = new SchemaUpdates(context.globalStorageUri);
  const server = languageServer(
    {
      log,
      schemaUpdates,
      commands: Object.keys(editingCommands),
      serverInfo: { rulePages, translations: vscode.l10n.bundle },
    },
    (options) =>
      new LanguageClient('agentJson', 'Agent JSON', () => Promise.resolve(startWorker(module)), options),
  );
  const services: EditingServices = { log, server, schemaUpdates };
  const promptDocuments = new PromptDocumentProvider();
  context.subscriptions.push(
    log,
    server,
    schemaUpdates,
    schemaUpdates.onDidChange(() => useStoredUpdate(schemaUpdates)),
    promptDocuments,
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown) =>
        runCommand(services, id, isEditing(id) ? editingCommands[id] : requireDesktop, argument),
      ),
    ),
    registerPromptDocuments(() => Promise.resolve(promptDocuments)),
    registerPromptVariables(),
    registerPaste(),
    openRulePages(context.extensionUri),
    showEditingOnly(),
    watchOpenAgentFiles(),
  );
  schemaUpdates.loaded
    .then(() => server.start())
    .catch((error: unknown) =>
      log.error(`The language server failed to start. ${stackWithoutMessage(error)}`),
    );
}

/** VS Code replaces the Worker class here, and the client library doesn't recognize its workers. */
function startWorker(module: string): MessageTransports {
  const worker = new Worker(module);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

function isEditing(id: CommandId): id is keyof typeof editingCommands {
  return id in editingCommands;
}
