import type { JsonObject } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { linkOf } from './content/agentText';
import { resolutionsIn } from './conflicts';
import type { Baseline } from './ports';
import { mergeInputs, mergeKeepingSecrets } from './merge/inputs';

/** The sync status of a file. Counts are properties. */
export type SyncStatus =
  | { readonly kind: 'unlinked' }
  /** The agent does not exist. */
  | { readonly kind: 'deleted-remotely' }
  /** Never synced on this machine, and different. */
  | { readonly kind: 'never-synced' }
  | { readonly kind: 'in-sync' }
  | { readonly kind: 'local-ahead'; readonly outgoing: number }
  | { readonly kind: 'remote-ahead'; readonly incoming: number }
  /** Both sides changed; with 0 `conflicts`, the changes can be merged. */
  | {
      readonly kind: 'diverged';
      readonly outgoing: number;
      readonly incoming: number;
      readonly conflicts: number;
    };

export interface SyncStatusInput {
  readonly schema: AgentSchema;
  readonly origin: string;
  readonly file: JsonObject;
  /** Undefined: the agent does not exist. */
  readonly remote: JsonObject | undefined;
  readonly baseline: Baseline | undefined;
}

/** Compares file, agent and baseline. Secrets are not compared. */
export function syncStatus({ schema, origin, file, remote, baseline }: SyncStatusInput): SyncStatus {
  if (!linkOf(origin, file).ok) return { kind: 'unlinked' };
  if (!remote) return { kind: 'deleted-remotely' };
  const merged = mergeKeepingSecrets(
    schema,
    file,
    mergeInputs('push', schema, file, remote, baseline),
    resolutionsIn(baseline),
  );
  if (!baseline) {
    const pulled = mergeKeepingSecrets(
      schema,
      file,
      mergeInputs('pull', schema, file, remote, baseline),
      new Map(),
    );
    return { kind: merged.outgoing.length + pulled.incoming.length === 0 ? 'in-sync' : 'never-synced' };
  }
  const [outgoing, incoming] = [merged.outgoing.length, merged.incoming.length];
  const conflicts = merged.conflicts.length;
  if (conflicts > 0 || (outgoing > 0 && incoming > 0)) {
    return { kind: 'diverged', outgoing, incoming, conflicts };
  }
  if (outgoing > 0) return { kind: 'local-ahead', outgoing };
  return incoming > 0 ? { kind: 'remote-ahead', incoming } : { kind: 'in-sync' };
}
