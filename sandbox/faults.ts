import type { Incoming } from './http';
import type { Json } from './json';

/**
 * A failure of a request. Unless noted with "handled", the API does not handle the request.
 * - `status`: this status, with `body` and `headers`
 * - `rate-limit`: 429, `Retry-After` in seconds or, if a string, as given
 * - `redirect`: to the URL `to`
 * - `html`: an HTML page, like that of a proxy or a login
 * - `body`: this text with the content type of JSON
 * - `huge`: a JSON body of `bytes`
 * - `drop-before`: the connection is closed before the API receives the request
 * - `drop-after`: handled (a write is stored), then the connection is closed without a response
 * - `half-body`: handled, then the connection is closed in the middle of the body
 * - `slow`: handled, with the response delayed by `ms`; `stores` decides whether a write is stored before or after the delay
 * - `omit`: handled, but the response omits the given `properties` (paths as in the switches), also for each agent in a list
 * - `wrong-types`, `wrong-id`: handled, but the response has properties of wrong types, or another ID
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
  | { readonly kind: 'slow'; readonly ms: number; readonly stores?: 'immediately' | 'late' }
  | { readonly kind: 'omit'; readonly properties: readonly string[] }
  | { readonly kind: 'wrong-types' }
  | { readonly kind: 'wrong-id' };

/** The requests that a fault applies to; the next request by default. */
export interface FaultFilter {
  readonly method?: string;
  /** A regular expression that is matched against the path. */
  readonly path?: string;
  /** The number of matching requests to skip first. */
  readonly skip?: number;
  /** The number of requests that it then applies to; 1 by default. */
  readonly times?: number;
}

export type Fault = FaultKind & FaultFilter;

interface PendingFault {
  readonly fault: Fault;
  readonly path: RegExp;
  skips: number;
  remaining: number;
}

/** Pending faults. */
export class Faults {
  private pending: PendingFault[] = [];

  /** Throws a SyntaxError if `path` is not a valid regular expression. */
  add(fault: Fault): void {
    const path = new RegExp(fault.path ?? '');
    this.pending.push({ fault, path, skips: fault.skip ?? 0, remaining: fault.times ?? 1 });
  }

  /** Pending faults, oldest first. */
  list(): readonly Fault[] {
    return this.pending.map(({ fault }) => fault);
  }

  clear(): void {
    this.pending = [];
  }

  /** The oldest fault that applies to the request. Counts the request. */
  take(request: Pick<Incoming, 'method' | 'path'>): Fault | undefined {
    for (const fault of this.pending) {
      if (!appliesTo(fault, request)) continue;
      if (fault.skips > 0) {
        fault.skips -= 1;
        continue;
      }
      fault.remaining -= 1;
      this.pending = this.pending.filter(({ remaining }) => remaining > 0);
      return fault.fault;
    }
    return undefined;
  }
}

function appliesTo({ fault, path }: PendingFault, request: Pick<Incoming, 'method' | 'path'>): boolean {
  const { method = request.method } = fault;
  return method.toUpperCase() === request.method && path.test(request.path);
}
