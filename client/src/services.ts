import * as vscode from 'vscode';
import { type RetryPolicy, defaultRetryPolicy } from '#api/retry';
import { currentUser, lockFolder } from '#files/userFolders';
import { registerPaste } from './editor/paste';
import type { EditingServices } from './commands/shared/command';
import type { CommandId } from './commands/shared/ids';
import { commands } from './commands/shared/registry';
import { runCommand } from './commands/shared/runCommand';
import type { Services } from './commands/shared/services';
import { ServerErrors } from './editor/serverErrors';
import { registerPromptVariables } from './prompts/promptVariables';
import { PromptDocumentProvider } from './prompts/promptDocumentProvider';
import { AgentStates } from './state/agentStates';
import { ApiClientProvider } from './state/apiClient';
import { StoredBaselines } from './state/baselines';
import { Credentials } from './state/credentials';
import { useStoredUpdate } from './state/currentSchema';
import { History } from './state/history';
import { projectKeysOf } from './state/projectKeys';
import { LastProjects } from './state/projects';
import { StoredPulls } from './state/pulls';
import type { SchemaUpdates } from './state/schemaUpdates';
import { StoredSecretRetention } from './state/secretRetention';
import { StoredSecrets } from './state/secrets';
import { onSettingChange } from './state/settings';
import { SyncLocks } from './state/syncLocks';
import { configureL10n } from './ui/l10n';
import { Previews } from './ui/previews';
import { AgentsView } from './views/agents/agentsView';
import { AgentDecorations } from './views/agents/decorations';
import { Conflicts } from './views/conflicts';
import { AgentSourceControl } from './views/sourceControl';
import { Status } from './views/statusBar';

/** Everything that is loaded after the first diagnostics: commands, states, push and pull. */
export type LoadedServices = ReturnType<typeof loadServices>;

/** The dependencies of the services on the rest of the extension. */
interface LoadOptions extends EditingServices {
  readonly schemaUpdates: SchemaUpdates;
  /** Sends the secrets that the projects have stored to the language server. */
  readonly setProjectKeys: (keys: Readonly<Record<string, readonly string[]>>) => void;
}

interface ServiceOptions {
  readonly retry?: RetryPolicy;
  /** The folder of the locks of agents, which the command line uses as well. */
  readonly agentLocks?: string;
}

/** The composition root: builds the services and connects them. They are disposed with the extension. */
export function loadServices(context: vscode.ExtensionContext, { setProjectKeys, ...editing }: LoadOptions) {
  configureL10n();
  const { schemaUpdates } = editing;
  useStoredUpdate(schemaUpdates);
  const services = createServices(context, editing);
  const { previews, promptDocuments, serverErrors, states, conflicts, secrets, api, baselines, credentials } =
    services;
  const sendProjectKeys = () => void projectKeysOf(credentials, api).then(setProjectKeys);
  sendProjectKeys();
  context.subscriptions.push(
    api,
    credentials,
    previews,
    promptDocuments,
    serverErrors,
    conflicts,
    states,
    new Status(api, states),
    new AgentSourceControl(api, baselines, states),
    new AgentsView(states, api),
    new AgentDecorations(states),
    registerPromptVariables(),
    registerPaste(),
    credentials.onDidChange(sendProjectKeys),
    onSettingChange('api.baseUrl', () => {
      sendProjectKeys();
      void states.reset();
      void conflicts.refresh();
    }),
    schemaUpdates.onDidChange(() => {
      useStoredUpdate(schemaUpdates);
      void states.reset();
      void conflicts.refresh();
    }),
  );
  return {
    promptDocuments,
    run: (id: CommandId, argument: unknown) => runCommand(services, id, commands[id], argument),
    /** The names of stored secrets that `${secret:NAME}` can refer to; never their values. */
    secretNames: () => secrets.names(api.address.origin),
  };
}

/**
 * Tests replace `retry` with shorter delays, because failed requests would take seconds, and `agentLocks` with a folder of their own.
 */
export function createServices(
  { secrets, globalState, workspaceState, globalStorageUri, logUri }: vscode.ExtensionContext,
  { log, server, schemaUpdates }: EditingServices,
  { retry = defaultRetryPolicy, agentLocks = lockFolder(currentUser) }: ServiceOptions = {},
): Services {
  const credentials = new Credentials(secrets, globalState);
  const api = new ApiClientProvider(credentials, retry);
  const baselines = new StoredBaselines(globalStorageUri, log);
  const states = new AgentStates(api, baselines, credentials);
  return {
    log,
    server,
    schemaUpdates,
    credentials,
    api,
    baselines,
    secrets: new StoredSecrets(secrets, globalState, workspaceState),
    secretRetention: new StoredSecretRetention(globalState),
    projects: new LastProjects(globalState),
    fileLocks: new SyncLocks(vscode.Uri.joinPath(globalStorageUri, 'locks').fsPath, log),
    agentLocks: new SyncLocks(agentLocks, log),
    history: new History(workspaceState, globalStorageUri),
    pulls: new StoredPulls(globalStorageUri, log),
    logFolder: logUri,
    previews: new Previews(),
    promptDocuments: new PromptDocumentProvider(),
    serverErrors: new ServerErrors(),
    states,
    conflicts: new Conflicts(api, baselines, states),
  };
}
