import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { startSandbox, type Sandbox, type SandboxOptions } from '#sandbox/server';
import { fakeVSCode } from './fake/register';
import { folder } from './fake/vscode';
import { Uri, type FakeDocument } from './fake/workspace';
import { type Answer, type Shown, type User, stubUser } from './stubbedUi';
import { defaultRetryPolicy } from '#api/retry';
import { createServices } from '#client/services';
import { useStoredUpdate } from '#client/state/currentSchema';
import { SchemaUpdates } from '#client/state/schemaUpdates';
import { commandIds } from '#client/commands/shared/ids';
import { commands } from '#client/commands/shared/registry';
import { runCommand } from '#client/commands/shared/runCommand';
import { useSchemaUpdate } from '#language/schema/bundledSchema';
import type { Services } from '#client/commands/shared/services';
import type { Outcome } from '#client/ui/outcome';
import { registerPromptDocuments } from '#client/prompts/registerPromptDocuments';

/** The client in a fake VS Code, and a sandbox that it syncs with. */
export interface FakeEditor {
  readonly api: Sandbox;
  readonly services: Services;
  readonly schemaUpdates: SchemaUpdates;
  /** Where the extension stores files. */
  readonly storage: vscode.Uri;
  /** Everything that was shown since the last call of `answer`. */
  readonly shown: readonly Shown[];
  /** Resolves when all actions of notification buttons have ended, which commands don't wait for. */
  settled(): Promise<void>;
  /** Sets the user's answers. */
  answer(answer: Answer): void;
  /** Writes an agent file to the folder and shows it. */
  open(name: string, content: object): Promise<FakeDocument>;
  run(id: (typeof commandIds)[number], argument?: unknown): Promise<Outcome>;
  close(): Promise<void>;
}

export const fake = fakeVSCode;

/** Starts both with a stored API key. `storageFolder`: the folder of lock files, for tests with several windows. */
export async function startFakeEditor({
  storageFolder,
  ...options
}: SandboxOptions & { readonly storageFolder?: string } = {}): Promise<FakeEditor> {
  const api = await startSandbox(options);
  fake.workspace.settings.set('agentJson.api.baseUrl', api.origin);
  fake.workspace.settings.set('agentJson.schema.openApiUrl', `${api.origin}/openapi.json`);
  const context = contextOf(storageFolder);
  const schemaUpdates = new SchemaUpdates(context.globalStorageUri);
  const services = createServices(
    context,
    {
      log: fake.log as unknown as vscode.LogOutputChannel,
      server: { restart: () => Promise.resolve() },
      schemaUpdates,
    },
    {
      retry: { ...defaultRetryPolicy, delayMs: 1 },
      agentLocks: join(context.globalStorageUri.fsPath, 'locks'),
    },
  );
  schemaUpdates.onDidChange(() => useStoredUpdate(schemaUpdates));
  await services.credentials.setKey(api.origin, api.key);
  registerPromptDocuments(() => Promise.resolve(services.promptDocuments));
  const run = (id: (typeof commandIds)[number], argument?: unknown) =>
    runCommand(services, id, commands[id], argument);
  for (const id of commandIds) fake.commands.set(id, (argument) => run(id, argument));
  let user: User = stubUser(() => undefined);
  return {
    api,
    services,
    schemaUpdates,
    storage: context.globalStorageUri,
    get shown() {
      return user.shown;
    },
    settled: () => user.settled(),
    answer: (answer) => {
      user.restore();
      user = stubUser(answer);
    },
    open: async (name, content) => {
      const uri = Uri.joinPath(folder, `${name}.agent.json`);
      await fake.workspace.write(uri, new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`));
      const document = await fake.workspace.open(uri);
      await fake.window.show(document);
      return document;
    },
    run,
    close: async () => {
      user.restore();
      useSchemaUpdate(undefined);
      fake.reset();
      await api.close();
    },
  };
}

function contextOf(storageFolder = mkdtempSync(join(tmpdir(), 'agent-json-'))): vscode.ExtensionContext {
  const secrets = new Map<string, string>();
  return {
    secrets: {
      get: (name: string) => Promise.resolve(secrets.get(name)),
      store: (name: string, value: string) => Promise.resolve(void secrets.set(name, value)),
      delete: (name: string) => Promise.resolve(void secrets.delete(name)),
    },
    globalState: memento(),
    workspaceState: memento(),
    globalStorageUri: Uri.file(storageFolder),
    logUri: Uri.file(storageFolder),
  } as unknown as vscode.ExtensionContext;
}

function memento() {
  const values = new Map<string, unknown>();
  return {
    get: (name: string, fallback?: unknown) => values.get(name) ?? fallback,
    update: (name: string, value: unknown) => Promise.resolve(void values.set(name, value)),
  };
}
