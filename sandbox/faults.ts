import type { Incoming } from './http';
import type { Json } from './json';

/**
 * What goes wrong with a request. Unless it says "answers", the API itself never sees the request.
 * - `status`: this status, with `body` and `headers`
 * - `rate-limit`: 429, `Retry-After` in seconds or, as a text, just as given
 * - `redirect`: to the URL `to`
 * - `html`: a page for people, as a proxy or a login wall shows
 * - `body`: this text, said to be JSON
 * - `huge`: JSON that goes on for `bytes`
 * - `drop-before`: the connection ends before the API sees the request
 * - `drop-after`: the API answers (a write is stored), then the connection ends without a byte
 * - `half-body`: the API answers, the connection ends in the middle of the body
 * - `slow`: the API answers, `ms` late; `stores` says whether a write is stored at once or only after the wait
 * - `omit`: the API answers, but without the `properties` named (paths as in the switches), in each agent of a list
 * - `wrong-types`, `wrong-id`: the API answers, but members have other types, or the id is another one
 */
export type Misbehaviour =
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

/** Which requests a fault meets. Without any of these: the next request, whatever it is. */
export interface Aim {
  readonly method?: string;
  /** A regular expression, looked for in the path. */
  readonly path?: string;
  /** How many requests that fit are let through first. */
  readonly skip?: number;
  /** How many requests it then meets; once when not said. */
  readonly times?: number;
}

export type Fault = Misbehaviour & Aim;

interface Waiting {
  readonly fault: Fault;
  readonly path: RegExp;
  skips: number;
  left: number;
}

/** The faults that wait for a request. */
export class Faults {
  private waiting: Waiting[] = [];

  /** Throws a SyntaxError when `path` is no regular expression. */
  add(fault: Fault): void {
    const path = new RegExp(fault.path ?? '');
    this.waiting.push({ fault, path, skips: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  /** Those that are not used up, the oldest first. */
  list(): readonly Fault[] {
    return this.waiting.map(({ fault }) => fault);
  }

  clear(): void {
    this.waiting = [];
  }

  /** The oldest fault that fits the request and has let enough requests through. Counts the request for each it meets. */
  take(request: Pick<Incoming, 'method' | 'path'>): Fault | undefined {
    for (const one of this.waiting) {
      if (!fits(one, request)) continue;
      if (one.skips > 0) {
        one.skips -= 1;
        continue;
      }
      one.left -= 1;
      this.waiting = this.waiting.filter(({ left }) => left > 0);
      return one.fault;
    }
    return undefined;
  }
}

function fits({ fault, path }: Waiting, request: Pick<Incoming, 'method' | 'path'>): boolean {
  const { method = request.method } = fault;
  return method.toUpperCase() === request.method && path.test(request.path);
}
