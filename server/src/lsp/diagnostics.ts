import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  DiagnosticRefreshRequest,
  type FullDocumentDiagnosticReport,
  type PublishDiagnosticsParams,
  WorkspaceDiagnosticRequest,
  type DocumentDiagnosticParams,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import type { Problem } from '#language/diagnostics/index';
import type { AgentSchema } from '#language/schema/schema';
import { normalizeUri } from '../workspace/agentFiles';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import type { PromptFiles } from '../workspace/promptFiles';
import type { DuplicateIds } from '../workspace/duplicateIds';
import type { ClientSupport } from './clientCapabilities';
import { toDiagnostic } from './convertFixes';
import { stackWithoutMessage } from '#language/text/errorStack';
import { type Logger, guard } from './guard';
import type { HandlerServices } from './withDocument';
import { workspaceReports } from './workspaceDiagnostics';

/** The last report of a file, and its inputs. */
interface LastReport {
  readonly id: string;
  readonly content: string;
  readonly otherFiles: string;
  readonly settings: string;
}

/** Distinguishes result IDs from those of an earlier server process. */
const session = Date.now().toString(36);

/** Converts problems to diagnostics and records which ones a client has. */
export class Diagnostics {
  private settings = '';
  private schema: AgentSchema | undefined;
  private schemaVersion = 0;
  private readonly lastReports = new Map<string, LastReport>();
  private nextId = 1;

  constructor(
    private readonly client: ClientSupport,
    private readonly duplicateIds: DuplicateIds,
    private readonly rulePages: string | undefined,
    private readonly promptFiles: PromptFiles,
  ) {}

  /** Reports for another schema or other settings are not reused. */
  setLanguage(schema: AgentSchema, settings: unknown): void {
    if (schema !== this.schema) this.schemaVersion++;
    this.schema = schema;
    this.settings = `${this.schemaVersion} ${JSON.stringify(settings)}`;
  }

  /** `open`: all open agents. */
  diagnose(snapshot: AgentSnapshot, open: readonly AgentSnapshot[]): Diagnostic[] {
    return this.toDiagnostics(snapshot, this.duplicateIds.othersWith(snapshot, open));
  }

  /** The report for a client that has the result `previous`. */
  report(
    snapshot: AgentSnapshot,
    open: readonly AgentSnapshot[],
    previous: string | undefined,
  ): DocumentDiagnosticReport {
    const others = this.duplicateIds.othersWith(snapshot, open);
    const resultId = this.resultIdOf(snapshot, others.join());
    return resultId === previous
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { ...fullReport(this.toDiagnostics(snapshot, others)), resultId };
  }

  /** For files that are closed or deleted. */
  forget(uri: string): void {
    this.lastReports.delete(normalizeUri(uri));
  }

  private toDiagnostics(snapshot: AgentSnapshot, others: readonly string[]): Diagnostic[] {
    const promptUriOf = ({ promptFile }: Problem) =>
      promptFile === undefined ? undefined : this.promptFiles.uriOf(snapshot.uri, promptFile);
    return snapshot
      .problemsWithSharedId(others)
      .map((problem) =>
        toDiagnostic(problem, snapshot, this.client, { pages: this.rulePages, prompt: promptUriOf(problem) }),
      );
  }

  /** The last result ID, unless the inputs have changed. */
  private resultIdOf({ uri, content }: AgentSnapshot, otherFiles: string): string {
    const { settings } = this;
    const key = normalizeUri(uri);
    const last = this.lastReports.get(key);
    if (last?.content === content && last.otherFiles === otherFiles && last.settings === settings)
      return last.id;
    const id = `${session} ${this.nextId++}`;
    this.lastReports.set(key, { content, otherFiles, settings, id });
    return id;
  }
}

export function fullReport(items: Diagnostic[]): FullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items };
}

export type DiagnosticServices = HandlerServices & {
  readonly diagnostics: Diagnostics;
  readonly duplicateIds: DuplicateIds;
};

/** If a client supports pull diagnostics but requests none for this time, diagnostics are pushed. */
const pullTimeoutMs = 1000;

/** Handles requests for diagnostics. Pushes diagnostics if the client does not request any. */
export function serveDiagnostics(connection: Connection, services: DiagnosticServices): void {
  const { client, documents, diagnostics, log, lifecycle, configuration } = services;
  let hasPulled = false;

  connection.onRequest(
    DocumentDiagnosticRequest.type,
    guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      log,
      lifecycle,
      DocumentDiagnosticRequest.method,
      fullReport([]),
      async ({ textDocument, previousResultId }) => {
        hasPulled = true;
        await configuration.loaded;
        const open = await documents.all();
        const snapshot = open.find(({ uri }) => uri === textDocument.uri);
        return snapshot ? diagnostics.report(snapshot, open, previousResultId) : fullReport([]);
      },
    ),
  );
  connection.onRequest(
    WorkspaceDiagnosticRequest.type,
    guard<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      log,
      lifecycle,
      WorkspaceDiagnosticRequest.method,
      { items: [] },
      async (params, token) => {
        hasPulled = true;
        await configuration.loaded;
        const items = await workspaceReports(params, token, services);
        return { items };
      },
    ),
  );

  documents.documents.onDidClose(({ document }) => diagnostics.forget(document.uri));
  configuration.onChange(() => refreshDiagnostics(connection, client));
  let refresh: ReturnType<typeof setTimeout> | undefined;
  documents.promptFiles.onChange(() => {
    clearTimeout(refresh);
    refresh = setTimeout(() => refreshDiagnostics(connection, client), debounceMs);
  });
  const firstOpen = documents.documents.onDidOpen(() => {
    firstOpen.dispose();
    setTimeout(() => {
      if (!hasPulled) pushDiagnostics(connection, services);
    }, pullTimeoutMs);
  });
}

/** Asks the client to request diagnostics again. */
export function refreshDiagnostics(connection: Connection, client: ClientSupport): void {
  if (client.diagnosticRefresh) connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
}

/** Sends diagnostics after each edit, starting with those of the open documents. */
export function pushDiagnostics(connection: Connection, services: DiagnosticServices): void {
  const { documents, diagnostics, configuration, log } = services;
  const pusher = new DiagnosticsPusher(
    async (uri) => {
      await configuration.loaded;
      const open = await documents.all();
      const snapshot = open.find((other) => other.uri === uri);
      return snapshot && { snapshot, diagnostics: diagnostics.diagnose(snapshot, open) };
    },
    (params) => void connection.sendDiagnostics(params),
    log,
  );
  const scheduleAll = () => documents.documents.keys().forEach((uri) => pusher.schedule(uri));
  documents.documents.onDidChangeContent(({ document }) => pusher.schedule(document.uri));
  documents.documents.onDidClose(({ document }) => pusher.clear(document.uri));
  configuration.onChange(scheduleAll);
  documents.promptFiles.onChange(scheduleAll);
  scheduleAll();
}

/** Diagnostics are sent after this time without edits. */
const debounceMs = 25;

/** Sends diagnostics shortly after the last edit. */
export class DiagnosticsPusher {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly diagnose: (
      uri: string,
    ) => Promise<{ readonly snapshot: AgentSnapshot; readonly diagnostics: Diagnostic[] } | undefined>,
    private readonly send: (params: PublishDiagnosticsParams) => void,
    private readonly log: Logger,
  ) {}

  schedule(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => void this.push(uri), debounceMs),
    );
  }

  /** Removes the diagnostics of a closed document. */
  clear(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    this.send({ uri, diagnostics: [] });
  }

  private async push(uri: string): Promise<void> {
    this.timers.delete(uri);
    try {
      const result = await this.diagnose(uri);
      if (result) this.send({ uri, version: result.snapshot.version, diagnostics: result.diagnostics });
    } catch (error) {
      this.log(`Diagnostics failed. ${stackWithoutMessage(error)}`);
    }
  }
}
