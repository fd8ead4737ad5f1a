import type * as vscode from 'vscode';
import { commands } from './commands';
import type { EditingParts } from './commands/command';
import type { CommandId } from './commands/ids';
import { type Parts, refreshStates } from './commands/parts';
import { runCommand } from './commands/runCommand';
import { StoredBaselines } from './vscode/baselines';
import { Credentials } from './vscode/credentials';
import { Disputes } from './vscode/disputes';
import { StoredEvidence } from './vscode/evidence';
import { Previews } from './vscode/previews';
import { PromptPages } from './vscode/promptPages';
import { registerPageVariables } from './vscode/pageVariables';
import { Rejections } from './vscode/rejections';
import { Remote } from './vscode/remote';
import { StoredSecrets } from './vscode/secrets';
import { onAddressChange } from './vscode/settings';
import { AgentSourceControl } from './vscode/sourceControl';
import { Status } from './vscode/status';
import { useEditorsLanguage } from './vscode/texts';

/** All of the extension that no answer of the language server waits for: commands, states, push and pull. */
export interface Workbench {
  readonly promptPages: PromptPages;
  run(id: CommandId, argument: unknown): Promise<unknown>;
  /** Names that `${secret:NAME}` can be resolved for; never their values. */
  secretNames(): readonly string[];
}

/** Builds the parts and puts them together; they end with the extension. */
export function openWorkbench(context: vscode.ExtensionContext, { log, server }: EditingParts): Workbench {
  useEditorsLanguage();
  const parts = createParts(context, { log, server });
  const { previews, promptPages, rejections, status, sourceControl, disputes, secrets, remote } = parts;
  context.subscriptions.push(
    ...[remote, previews, promptPages, rejections, status, sourceControl, disputes],
    registerPageVariables(),
    onAddressChange(() => refreshStates(parts)),
  );
  return {
    promptPages,
    run: (id, argument) => runCommand(parts, id, commands[id], argument),
    secretNames: () => secrets.names(remote.address.origin),
  };
}

function createParts(context: vscode.ExtensionContext, { log, server }: EditingParts): Parts {
  const credentials = new Credentials(context.secrets, context.globalState);
  const remote = new Remote(credentials);
  const baselines = new StoredBaselines(context.globalStorageUri, log);
  return {
    ...{ log, server, credentials, remote, baselines },
    secrets: new StoredSecrets(context.secrets, context.globalState, context.workspaceState),
    evidence: new StoredEvidence(context.globalState),
    previews: new Previews(),
    promptPages: new PromptPages(),
    rejections: new Rejections(),
    status: new Status(remote, baselines),
    sourceControl: new AgentSourceControl(remote, baselines),
    disputes: new Disputes(remote, baselines),
  };
}
