import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands, registerCommands } from './commands';
import { type Parts, refreshStates } from './commands/parts';
import { createLanguageServer } from './languageClient';
import { StoredBaselines } from './vscode/baselines';
import { Credentials } from './vscode/credentials';
import { StoredEvidence } from './vscode/evidence';
import { createLog, placeOf } from './vscode/log';
import { Previews } from './vscode/previews';
import { PromptPages } from './vscode/promptPages';
import { completeVariables } from './vscode/promptVariables';
import { Rejections } from './vscode/rejections';
import { Remote } from './vscode/remote';
import { StoredSecrets } from './vscode/secrets';
import { onAddressChange } from './vscode/settings';
import { AgentSourceControl } from './vscode/sourceControl';
import { Status } from './vscode/status';

/** Builds the parts of the extension, puts them together and starts the language server. */
export function activate(context: vscode.ExtensionContext): void {
  // VS Code has read our texts in its own language; there are none while that is English.
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const parts = createParts(context);
  const { log, server, previews, promptPages, rejections, status, sourceControl } = parts;
  context.subscriptions.push(
    ...[log, server, previews, promptPages, rejections, status, sourceControl],
    ...registerCommands(parts),
    completeVariables(),
    onAddressChange(() => refreshStates(parts)),
  );
  // Not awaited: push and pull work without it.
  server.start().catch((error: unknown) => log.error(`The language server did not start. ${placeOf(error)}`));
}

function createParts(context: vscode.ExtensionContext): Parts {
  const log = createLog();
  const credentials = new Credentials(context.secrets, context.globalState);
  const remote = new Remote(credentials);
  const baselines = new StoredBaselines(context.globalStorageUri);
  const secrets = new StoredSecrets(context.secrets, context.globalState, context.workspaceState);
  const server = createLanguageServer({
    module: context.asAbsolutePath('dist/server.js'),
    log,
    commands: Object.keys(commands),
    secretNames: () => secrets.names(remote.address.origin),
  });
  return {
    ...{ log, server, credentials, remote, baselines, secrets },
    evidence: new StoredEvidence(context.globalState),
    previews: new Previews(),
    promptPages: new PromptPages(),
    rejections: new Rejections(),
    status: new Status(remote, baselines),
    sourceControl: new AgentSourceControl(remote, baselines),
  };
}
