import type { ExitCode } from '../exitCodes';
import type { Range } from '../files/lines';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

const order: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return order.indexOf(severity) >= order.indexOf(limit);
}

/** A problem in a file. `source` is "Cekura" for what the server rejected. */
export interface Diagnostic {
  readonly source: 'agent-json' | 'Cekura';
  readonly rule?: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

/** How one file ended. It is printed as JSON, so its names are part of the interface (schemas/cli-output.schema.json). */
export interface FileReport {
  /** Relative to the current folder, with forward slashes. */
  readonly path: string;
  readonly result: string;
  readonly exitCode: ExitCode;
  /** A sentence for people. */
  readonly message?: string;
  readonly diagnostics?: readonly Diagnostic[];
}

/** How a command ended. */
export interface Report {
  readonly command: string;
  readonly files: readonly FileReport[];
  /** Sentences about the run as a whole, the last one sums it up. */
  readonly notes: readonly string[];
  readonly exitCode: ExitCode;
}
