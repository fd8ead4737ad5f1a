import type { Readable } from 'node:stream';
import type { Fetch } from '#api/http';

/** Where text goes that people or programs read. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** All that a command takes from the process it runs in. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly fetch: Fetch;
}
