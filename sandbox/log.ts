import type { FaultKind } from './faults';
import { keyHeader, type Incoming } from './http';
import type { ApiKey } from './keys';

/** A request as received. */
export interface LoggedRequest {
  readonly method: string;
  /** Including the query. */
  readonly path: string;
  /** Without the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** The label of the key, `none` or `unknown`. Never the key itself. */
  readonly keyLabel: string;
  /** The body, decoded as UTF-8. */
  readonly body: string;
  /** The status of the response, even if the connection was dropped; undefined if there was none. */
  readonly status?: number;
  /** The kind of fault that was applied. */
  readonly fault?: FaultKind['kind'];
}

type Entry = { -readonly [name in keyof LoggedRequest]: LoggedRequest[name] };

/** The log of requests, in order. */
export class RequestLog {
  private entries: Entry[] = [];

  get requests(): readonly LoggedRequest[] {
    return this.entries;
  }

  /** Adds a request; the caller sets its status and fault later. */
  add({ method, path, query, headers, body }: Incoming, keys: readonly ApiKey[]): Entry {
    const search = query.size > 0 ? `?${query.toString()}` : '';
    const logged = Object.entries(headers).filter(([name]) => name !== keyHeader);
    const entry: Entry = {
      method,
      path: `${path}${search}`,
      headers: Object.fromEntries(logged.map(([name, value]) => [name, String(value)])),
      keyLabel: keyLabelOf(headers[keyHeader], keys),
      body,
    };
    this.entries.push(entry);
    return entry;
  }

  clear(): void {
    this.entries = [];
  }
}

function keyLabelOf(sent: unknown, keys: readonly ApiKey[]): string {
  if (sent === undefined || sent === '') return 'none';
  return keys.find(({ key }) => key === sent)?.label ?? 'unknown';
}
