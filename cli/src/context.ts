import type { Readable } from 'node:stream';
import type { Fetch } from '#api/http';
import type { RetryPolicy } from '#api/retry';

/** Standard output or standard error. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** The process environment of a command. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  readonly fetch: Fetch;
  /** How failed reads are retried. */
  readonly retry: RetryPolicy;
}
