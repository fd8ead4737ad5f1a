import { Readable } from 'node:stream';
import type { Fetch } from '#api/http';
import { defaultRetryPolicy } from '#api/retry';
import { run } from '#cli/run';
import type { ProgramResult, RunOptions } from './program';

export interface InProcessOptions extends RunOptions {
  readonly platform?: NodeJS.Platform;
  readonly fetch?: Fetch;
}

/** Runs a command line in this process, which saves the startup time of the program. */
export async function runInProcess(
  args: readonly string[],
  { cwd, env = {}, fetch: fetchWith = fetch, platform = 'linux' }: InProcessOptions,
): Promise<ProgramResult> {
  let [stdout, stderr] = ['', ''];
  const code = await run(args, {
    cwd,
    env,
    home: cwd,
    platform,
    stdin: Readable.from([]),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
    fetch: (url, init) => fetchWith(url, init),
    retry: { ...defaultRetryPolicy, delayMs: 1 },
  });
  return { code, stdout, stderr };
}
