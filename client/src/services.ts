import type * as vscode from 'vscode';
import { commands } from './commands';
import type { EditingParts } from './commands/shared/command';
import type { CommandId } from './commands/shared/ids';
import { type Parts, refreshStates } from './commands/shared/services';
import { runCommand } from './commands/shared/runCommand';
import { StoredBaselines } from './state/baselines';
import { Credentials } from './state/credentials';
import { Conflicts } from './views/conflicts';
import { StoredEvidence } from './state/secretRetention';
import { Previews } from './ui/previews';
import { PromptPages } from './prompts/promptPages';
import { registerPageVariables } from './prompts/pageVariables';
import { Rejections } from './editor/serverErrors';
import { Remote } from './state/apiClient';
import { StoredSecrets } from './state/secrets';
import { onAddressChange } from './state/settings';
import { AgentSourceControl } from './views/sourceControl';
import { Status } from './views/statusBar';
import { useEditorsLanguage } from './ui/l10n';

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
  const { previews, promptPages, rejections, status, sourceControl, conflicts, secrets, remote } = parts;
  context.subscriptions.push(
    ...[remote, previews, promptPages, rejections, status, sourceControl, conflicts],
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
    conflicts: new Conflicts(remote, baselines),
  };
}
