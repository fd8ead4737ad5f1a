import type { Json } from '#language/syntax/json';
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

/** A property that differs; without `before` or `after` where a side doesn't have it. */
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

/** What a push does with a secret. */
export interface SecretReport {
  readonly pointer: string;
  readonly action: 'set' | 'clear' | 'keep';
  /** Where a value that is set comes from: a reference, or the file. */
  readonly source?: string;
  /** For a secret that is kept: why it should still be stored after the push. */
  readonly guarantee?: 'carried' | 'proven' | 'unproven' | 'unverifiable' | 'resent';
}

/** How one file ended. It is printed as JSON, so its names are part of the interface (schemas/cli-output.schema.json). */
export interface FileReport {
  /** Relative to the current folder, with forward slashes. */
  readonly path: string;
  readonly result: string;
  readonly exitCode: ExitCode;
  /** A human-readable message. */
  readonly message?: string;
  readonly diagnostics?: readonly Diagnostic[];
  readonly agent?: { readonly id: string; readonly name?: string };
  readonly changes?: readonly ChangeReport[];
  readonly secrets?: readonly SecretReport[];
  /** Pointers of properties that others changed and that go into the file. */
  readonly incoming?: readonly string[];
  readonly conflicts?: readonly ConflictReport[];
  readonly risk?: string;
  readonly reasons?: readonly string[];
  /** Options without which a push is refused. */
  readonly needs?: readonly string[];
  readonly lostSecrets?: readonly string[];
  /** Pointers of properties whose value on Cekura is not the one that was sent. */
  readonly notTaken?: readonly string[];
}

/** How a command ended. */
export interface Report {
  readonly command: string;
  readonly files: readonly FileReport[];
  /** Sentences about the run as a whole, the last one sums it up. */
  readonly notes: readonly string[];
  readonly exitCode: ExitCode;
}
