import { createHash } from 'node:crypto';
import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type PublishDiagnosticsParams,
  type UnchangedDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Client } from './client';
import { toDiagnostic } from './lsp';
import type { OpenAgent } from './openAgents';
import type { SameAgents } from './sameAgents';

/** Turns what is wrong with an agent into what a client shows, for those that ask and those that wait. */
export class Diagnostics {
  /** What a result depends on besides the text. */
  private settingsKey = '';

  constructor(
    private readonly client: Client,
    private readonly same: SameAgents,
    private readonly rulePages: string,
  ) {}

  useSettings(settings: unknown): void {
    this.settingsKey = JSON.stringify(settings);
  }

  /** What to show of an agent, beside the other files that hold the same one. */
  of(open: OpenAgent): Diagnostic[] {
    const problems = open.problemsBeside(this.same.beside(open));
    return problems.map((problem) => toDiagnostic(problem, open, this.client, this.rulePages));
  }

  /** The answer to a client that holds the result `previous`; what it knows already is not sent again. */
  report(open: OpenAgent, previous: string | undefined): DocumentDiagnosticReport {
    const resultId = this.resultIdOf(open);
    return resultId === previous ? unchanged(resultId) : full(this.of(open), resultId);
  }

  /** Same text, same settings and same company, same id: also in another session. */
  private resultIdOf(open: OpenAgent): string {
    const company = this.same.beside(open).join();
    const all = [this.settingsKey, company, open.text].join('\n');
    return createHash('sha256').update(all).digest('base64url').slice(0, 22);
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
  private readonly waiting = new Map<string, NodeJS.Timeout>();

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
