import { stackWithoutMessage } from '#language/text/errorStack';
import { type CancellationToken, ErrorCodes, LSPErrorCodes, RAL, ResponseError } from 'vscode-languageserver';
import { areValidParams } from './params';

/** Logs a failure: the method and the stack, never text of a document. */
export type Logger = (line: string) => void;

/** The state of the server, which decides whether it handles requests. */
export interface Lifecycle {
  isShutDown: boolean;
}

export type RequestHandler<Params, Result> = (
  params: Params,
  token: CancellationToken,
) => Promise<Result | ResponseError<never>>;

/**
 * Wraps a request handler. Invalid parameters are rejected. A failure is logged and returns `fallback`, so that no file can crash the
 * server. A request that is canceled while it waits is not computed.
 */
export function guard<Params, Result>(
  log: Logger,
  lifecycle: Lifecycle,
  method: string,
  fallback: Result,
  handle: (
    params: Params,
    token: CancellationToken,
  ) => Result | ResponseError<never> | Promise<Result | ResponseError<never>>,
): RequestHandler<Params, Result> {
  return async (params, token) => {
    if (lifecycle.isShutDown) return responseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
    if (!areValidParams(method, params))
      return responseError(ErrorCodes.InvalidParams, `${method}: invalid parameters.`);
    // A cancellation may already have arrived.
    await yieldToEventLoop();
    if (isCanceled(token)) return canceledError(method);
    try {
      const result = await handle(params, token);
      return isCanceled(token) ? canceledError(method) : result;
    } catch (error) {
      log(`${method} failed and returned an empty result. ${stackWithoutMessage(error)}`);
      return fallback;
    }
  };
}

/** Resolves after the messages that have arrived are handled. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => void RAL().timer.setImmediate(resolve));
}

/** A function, because the flag changes between two reads. */
export function isCanceled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function canceledError(method: string): ResponseError<never> {
  return responseError(LSPErrorCodes.RequestCancelled, `${method} was canceled.`);
}

export function responseError(code: number, message: string): ResponseError<never> {
  return new ResponseError<never>(code, message);
}
