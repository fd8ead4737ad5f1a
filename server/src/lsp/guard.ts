import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { nextTurn, somebodyWaits } from './scheduling';

/** Where a failure is told: name of the request and of what failed, never a word of a document. */
export type Report = (line: string) => void;

/**
 * Wraps an LSP request: whatever goes wrong inside is reported and answered with `fallback`, so that one odd file can't
 * take the server down. A request that is cancelled while it waits is not computed at all.
 */
export function guard<Params, Result>(
  report: Report,
  name: string,
  fallback: Result,
  answer: (
    params: Params,
    token: CancellationToken,
  ) => Result | ResponseError<never> | Promise<Result | ResponseError<never>>,
): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>> {
  return async (params, token) => {
    somebodyWaits();
    // Gives a cancellation that is already on its way the chance to arrive.
    await nextTurn();
    if (isCancelled(token)) return cancelled(name);
    try {
      const result = await answer(params, token);
      return isCancelled(token) ? cancelled(name) : result;
    } catch (error) {
      report(`${name} failed and returned an empty result. ${placeOf(error)}`);
      return fallback;
    }
  };
}

function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function cancelled(name: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${name} was canceled.`);
}

/** Kind of an error and where it was thrown. Its message stays out: it may quote the file. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'A value that is not an Error was thrown.';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 6).map((frame) => frame.trim())].join(' ');
}
