import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type PublishDiagnosticsParams,
  type UnchangedDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Client } from './clientCapabilities';
import { toDiagnostic } from './convert';
import type { OpenAgent } from '../workspace/documents';
import type { SameAgents } from '../workspace/duplicateIds';
import { inOneForm } from '../workspace/uris';

/** A result that a client was given, and what it depends on. */
interface Given {
  readonly id: string;
  readonly text: string;
  readonly company: string;
  readonly settings: string;
}

/** A client may still hold results of a server that ran before this one. */
const session = Date.now().toString(36);

/** Turns what is wrong with an agent into what a client shows, for those that ask and those that wait. */
export class Diagnostics {
  private settings = '';
  private readonly given = new Map<string, Given>();
  private results = 0;

  constructor(
    private readonly client: Client,
    private readonly same: SameAgents,
    private readonly rulePages: string | undefined,
  ) {}

  useSettings(settings: unknown): void {
    this.settings = JSON.stringify(settings);
  }

  /** What to show of an agent, beside the other files that hold the same one. */
  of(open: OpenAgent, others = this.same.beside(open)): Diagnostic[] {
    const problems = open.problemsBeside(others);
    return problems.map((problem) => toDiagnostic(problem, open, this.client, this.rulePages));
  }

  /** The answer to a client that holds the result `previous`; what it knows already is not sent again. */
  report(open: OpenAgent, previous: string | undefined): DocumentDiagnosticReport {
    const others = this.same.beside(open);
    const resultId = this.resultIdOf(open, others);
    return resultId === previous ? unchanged(resultId) : full(this.of(open, others), resultId);
  }

  /** To be called when a file has gone, so that its text is not kept for it. */
  forget(uri: string): void {
    this.given.delete(inOneForm(uri));
  }

  /** The id that was given last, as long as nothing has changed that the result depends on. */
  private resultIdOf({ file, text }: OpenAgent, others: readonly string[]): string {
    const company = others.join();
    const { settings } = this;
    const last = this.given.get(file);
    if (last?.text === text && last.company === company && last.settings === settings) return last.id;
    this.results += 1;
    const id = `${session} ${this.results}`;
    this.given.set(file, { text, company, settings, id });
    return id;
  }
}

export function full(items: Diagnostic[], resultId?: string): FullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items, ...(resultId === undefined ? {} : { resultId }) };
}

export function unchanged(resultId: string): UnchangedDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
}

/** Milliseconds without an edit before diagnostics are sent to a client that does not ask for them. */
const pause = 25;

/** Sends diagnostics by itself, shortly after the last edit, for clients that can't ask. */
export class DiagnosticsPusher {
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly read: (uri: string) => OpenAgent | undefined,
    private readonly diagnostics: Diagnostics,
    private readonly send: (params: PublishDiagnosticsParams) => void,
  ) {}

  schedule(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.set(
      uri,
      setTimeout(() => this.push(uri), pause),
    );
  }

  /** A closed file shows nothing any more. */
  clear(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.send({ uri, diagnostics: [] });
  }

  private push(uri: string): void {
    this.waiting.delete(uri);
    const open = this.read(uri);
    if (open) this.send({ uri, version: open.version, diagnostics: this.diagnostics.of(open) });
  }
}
