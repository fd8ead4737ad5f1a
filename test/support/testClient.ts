import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClientCapabilities,
  ConfigurationRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  type InitializeResult,
  InitializedNotification,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  RegistrationRequest,
  ShutdownRequest,
  type TextDocumentContentChangeEvent,
  type WorkspaceFolder,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import { LeakDetector, environmentCanary } from './leakDetector';

const bundle = join(__dirname, '../../dist/server.js');
const loopbackOnly = join(__dirname, '../../scripts/testing/loopbackOnly.cjs');

export interface ClientSetup {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly workspaceFolders?: WorkspaceFolder[];
  /** For clients without workspace folders. */
  readonly rootUri?: string;
  /** Further arguments of the server. */
  readonly args?: readonly string[];
  /** The language of the editor, such as `de` or `de-AT`. */
  readonly locale?: string;
  /** The client's response to a request for the section `agentJson`. */
  readonly configuration?: unknown;
  /** The program to start; dist/server.js by default. */
  readonly program?: string;
}

/** A minimal LSP client that starts the bundled server as an editor does, with tracing enabled. Call `stop` when done. */
export class TestClient {
  readonly log: string[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  private readonly waiting: ((params: PublishDiagnosticsParams) => void)[] = [];

  private constructor(
    readonly connection: ProtocolConnection,
    readonly initialized: InitializeResult,
    private readonly server: ChildProcess,
    private readonly leakDetector: LeakDetector,
  ) {
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.log.push(message);
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      this.waiting.shift()?.(params);
    });
  }

  static async start({
    configuration,
    program = bundle,
    args: more = [],
    ...setup
  }: ClientSetup = {}): Promise<TestClient> {
    assert.ok(existsSync(program), `${program} does not exist: run \`npm run build\` first.`);
    const env = { ...process.env, CEKURA_API_KEY: environmentCanary };
    const args = ['--require', loopbackOnly, program, '--stdio', ...more];
    const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
    const leakDetector = new LeakDetector();
    server.stdout.on('data', (chunk: Buffer) => leakDetector.scan(chunk));
    const connection = createProtocolConnection(server.stdout, server.stdin);
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => configuration ?? null));
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      trace: 'verbose',
      capabilities: setup.capabilities ?? {},
      initializationOptions: setup.initializationOptions,
      rootUri: setup.rootUri ?? null,
      workspaceFolders: setup.workspaceFolders ?? null,
      ...(setup.locale === undefined ? {} : { locale: setup.locale }),
    });
    const client = new TestClient(connection, initialized, server, leakDetector);
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    this.leakDetector.watchSecretsOf(text);
    const textDocument = { uri, languageId: 'agent-json', version, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async change(
    uri: string,
    version: number,
    ...contentChanges: TextDocumentContentChangeEvent[]
  ): Promise<void> {
    const textDocument = { uri, version };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** The diagnostics that the server pushes next. */
  nextPublished(): Promise<PublishDiagnosticsParams> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Shuts the server down. Throws an AssertionError if its output contained a secret, or if its exit code is not 0. */
  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    const ended = new Promise<number | null>((resolve) => this.server.once('exit', (code) => resolve(code)));
    await this.connection.sendNotification(ExitNotification.type);
    const code = await ended;
    this.connection.dispose();
    assert.deepEqual(this.leakDetector.leaks, []);
    assert.equal(code, 0);
  }
}

/** Rule ids of diagnostics, in the order of the text. */
export function codesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code));
}
