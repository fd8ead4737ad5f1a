import type { Severity } from '#language/diagnostics/index';
import type { Json } from '#language/syntax/json';
import { type ExitCode, highest } from '../exitCodes';
import type { Range } from '../files/lines';

const order: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

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

/** A property that differs, without `before` or `after` if that side doesn't have it. */
export interface ChangeReport {
  readonly pointer: string;
  readonly before?: Json;
  readonly after?: Json;
}

export interface ConflictReport {
  readonly pointer: string;
  readonly local?: Json;
  readonly remote?: Json;
}

/** How a push handles a secret. */
export interface SecretReport {
  readonly pointer: string;
  readonly action: 'set' | 'clear' | 'keep';
  /** The source of a new value: a reference or the file. */
  readonly source?: string;
  /** For a secret that is kept: why it should still be stored after the push. */
  readonly guarantee?: 'included' | 'proven' | 'unproven' | 'unverifiable' | 'resent';
}

/** The outcome for a file. Printed as JSON, so its names are part of the interface (schemas/cli-output.schema.json). */
export interface FileReport {
  /** Relative to the current folder, with forward slashes. */
  readonly path: string;
  readonly result: string;
  readonly exitCode: ExitCode;
  readonly message?: string;
  readonly diagnostics?: readonly Diagnostic[];
  readonly agent?: { readonly id: string; readonly name?: string };
  readonly changes?: readonly ChangeReport[];
  readonly secrets?: readonly SecretReport[];
  /** Pointers of remote changes that are written to the file. */
  readonly incoming?: readonly string[];
  readonly conflicts?: readonly ConflictReport[];
  readonly risk?: string;
  readonly reasons?: readonly string[];
  readonly requiredOptions?: readonly string[];
  readonly lostSecrets?: readonly string[];
  /** Pointers of properties whose value on Cekura differs from the sent one. */
  readonly mismatches?: readonly string[];
}

export interface CommandReport {
  readonly command: string;
  readonly files: readonly FileReport[];
  /** Messages about the whole run; the last one is a summary. */
  readonly notes: readonly string[];
  readonly exitCode: ExitCode;
}

/** The report of a command, with the highest exit code of its files. */
export function commandReport(
  command: string,
  files: readonly FileReport[],
  notes: readonly string[],
): CommandReport {
  return { command, files, notes, exitCode: highest(files.map(({ exitCode }) => exitCode)) };
}
