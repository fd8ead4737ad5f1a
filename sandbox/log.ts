import type { Misbehaviour } from './faults';
import { keyHeader, type Incoming } from './http';
import type { ApiKey } from './keys';

/** A request as it came. */
export interface LoggedRequest {
  readonly method: string;
  /** With the query, if there was one. */
  readonly path: string;
  /** All but the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which key came along: its label, `none`, or `unknown`. Never the key itself. */
  readonly keyLabel: string;
  /** The body's text, byte for byte as UTF-8 reads it. */
  readonly body: string;
  /** What was answered, or would have been if the connection had held; undefined when nothing was. */
  readonly status?: number;
  /** The kind of fault that it met. */
  readonly fault?: Misbehaviour['kind'];
}

type Entry = { -readonly [name in keyof LoggedRequest]: LoggedRequest[name] };

/** What came in, in order. */
export class RequestLog {
  private entries: Entry[] = [];

  get requests(): readonly LoggedRequest[] {
    return this.entries;
  }

  /** Notes a request; the caller fills in how it ended. */
  add({ method, path, query, headers, body }: Incoming, keys: readonly ApiKey[]): Entry {
    const search = query.size > 0 ? `?${query.toString()}` : '';
    const shown = Object.entries(headers).filter(([name]) => name !== keyHeader);
    const entry: Entry = {
      method,
      path: `${path}${search}`,
      headers: Object.fromEntries(shown.map(([name, value]) => [name, String(value)])),
      keyLabel: labelOf(headers[keyHeader], keys),
      body,
    };
    this.entries.push(entry);
    return entry;
  }

  clear(): void {
    this.entries = [];
  }
}

function labelOf(sent: unknown, keys: readonly ApiKey[]): string {
  if (sent === undefined || sent === '') return 'none';
  return keys.find(({ key }) => key === sent)?.label ?? 'unknown';
}
