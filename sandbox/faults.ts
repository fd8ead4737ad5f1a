import type { Incoming } from './http';
import type { Json } from './json';

/**
 * A failure of a request. Unless noted with "answers", the API does not handle the request.
 * - `status`: this status, with `body` and `headers`
 * - `rate-limit`: 429, `Retry-After` in seconds or, if a string, as given
 * - `redirect`: to the URL `to`
 * - `html`: an HTML page, like that of a proxy or a login
 * - `body`: this text with the content type of JSON
 * - `huge`: a JSON body of `bytes`
 * - `drop-before`: the connection ends before the API sees the request
 * - `drop-after`: the API answers (a write is stored), then the connection ends without a byte
 * - `half-body`: the API answers, the connection ends in the middle of the body
 * - `slow`: the API answers, `ms` late; `stores` says whether a write is stored at once or only after the wait
 * - `omit`: the API answers, but without the `properties` named (paths as in the switches), also in each agent of a list
 * - `wrong-types`, `wrong-id`: the API answers, but properties have wrong types, or another id
 */
export type FaultKind =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: Json;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'rate-limit'; readonly retryAfter: number | string }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'body'; readonly text: string }
  | { readonly kind: 'huge'; readonly bytes?: number }
  | { readonly kind: 'drop-before' }
  | { readonly kind: 'drop-after' }
  | { readonly kind: 'half-body' }
  | { readonly kind: 'slow'; readonly ms: number; readonly stores?: 'at-once' | 'late' }
  | { readonly kind: 'omit'; readonly properties: readonly string[] }
  | { readonly kind: 'wrong-types' }
  | { readonly kind: 'wrong-id' };

/** Which requests a fault applies to. Without any of these: the next request. */
export interface FaultFilter {
  readonly method?: string;
  /** A regular expression, looked for in the path. */
  readonly path?: string;
  /** How many matching requests are skipped first. */
  readonly skip?: number;
  /** How many requests it then applies to; 1 by default. */
  readonly times?: number;
}

export type Fault = FaultKind & FaultFilter;

interface PendingFault {
  readonly fault: Fault;
  readonly path: RegExp;
  skips: number;
  left: number;
}

/** The faults that are still to be applied. */
export class Faults {
  private pending: PendingFault[] = [];

  /** Throws a SyntaxError when `path` is not a regular expression. */
  add(fault: Fault): void {
    const path = new RegExp(fault.path ?? '');
    this.pending.push({ fault, path, skips: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  /** Those that are not used up, oldest first. */
  list(): readonly Fault[] {
    return this.pending.map(({ fault }) => fault);
  }

  clear(): void {
    this.pending = [];
  }

  /** The oldest fault that matches the request and has skipped enough others. Counts the request. */
  take(request: Pick<Incoming, 'method' | 'path'>): Fault | undefined {
    for (const one of this.pending) {
      if (!matches(one, request)) continue;
      if (one.skips > 0) {
        one.skips -= 1;
        continue;
      }
      one.left -= 1;
      this.pending = this.pending.filter(({ left }) => left > 0);
      return one.fault;
    }
    return undefined;
  }
}

function matches({ fault, path }: PendingFault, request: Pick<Incoming, 'method' | 'path'>): boolean {
  const { method = request.method } = fault;
  return method.toUpperCase() === request.method && path.test(request.path);
}
