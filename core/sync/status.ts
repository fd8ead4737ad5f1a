import type { JsonObject } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { linkOf } from './content/agentText';
import { keptIn } from './conflicts';
import type { Baseline } from './ports';
import { mergeSparingSecrets, sidesForPull, sidesForPush } from './merge/inputs';

/** How a file stands to its agent. Counts are members. */
export type Standing =
  /** The file names no agent. */
  | { readonly kind: 'unlinked' }
  /** The file names an agent that isn't there. */
  | { readonly kind: 'gone' }
  /** Never synced here, and different. */
  | { readonly kind: 'no-base' }
  | { readonly kind: 'same' }
  | { readonly kind: 'local-ahead'; readonly outgoing: number }
  | { readonly kind: 'remote-ahead'; readonly incoming: number }
  /** Both changed; `conflicts` 0 means that the changes merge. */
  | {
      readonly kind: 'diverged';
      readonly outgoing: number;
      readonly incoming: number;
      readonly conflicts: number;
    };

export interface StandingInput {
  readonly schema: AgentSchema;
  readonly origin: string;
  readonly file: JsonObject;
  /** undefined: the server says that there is no such agent. */
  readonly remote: JsonObject | undefined;
  readonly baseline: Baseline | undefined;
}

/** File × agent × base → one word. Secrets don't count: nobody can compare them. */
export function standing({ schema, origin, file, remote, baseline }: StandingInput): Standing {
  if (!linkOf(origin, file).ok) return { kind: 'unlinked' };
  if (!remote) return { kind: 'gone' };
  const merged = mergeSparingSecrets(
    schema,
    file,
    sidesForPush(schema, file, remote, baseline),
    keptIn(baseline),
  );
  if (!baseline) {
    const pulled = mergeSparingSecrets(schema, file, sidesForPull(schema, file, remote, baseline), new Map());
    return { kind: merged.outgoing.length + pulled.incoming.length === 0 ? 'same' : 'no-base' };
  }
  const [outgoing, incoming] = [merged.outgoing.length, merged.incoming.length];
  const conflicts = merged.contested.length;
  if (conflicts > 0 || (outgoing > 0 && incoming > 0)) {
    return { kind: 'diverged', outgoing, incoming, conflicts };
  }
  if (outgoing > 0) return { kind: 'local-ahead', outgoing };
  return incoming > 0 ? { kind: 'remote-ahead', incoming } : { kind: 'same' };
}
