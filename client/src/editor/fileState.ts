import type { ForeignFile } from '#language/foreign/detect';
import type { ExpandedAgent } from '#language/promptFiles/expand';
import { agentSchema } from '#language/schema/bundledSchema';
import type { ApiAddress } from '#api/baseUrl';
import { type ReadAgent, linkOf } from '#sync/content/agentText';
import type { BlockCause } from '#sync/model';
import type { Baselines } from '#sync/ports';
import { blockOf } from '#sync/promptFiles/references';
import { lastSeenRemote } from '#sync/conflicts';
import { type SyncStatus, syncStatus } from '#sync/status';
import type { Fetched } from '../state/fetchedAgents';

/** The known state of a file, without a request. */
export type FileState =
  | { readonly kind: 'no-address' }
  | { readonly kind: 'unreadable' | 'unlinked' | 'never-synced'; readonly host: string }
  | { readonly kind: 'foreign'; readonly host: string; readonly file: ForeignFile }
  /** A prompt file can't be read. */
  | { readonly kind: 'unresolved-prompt'; readonly host: string; readonly cause: BlockCause }
  | { readonly kind: 'known'; readonly host: string; readonly status: SyncStatus };

/**
 * The sync state of a file compared with the fetched agent, or else the last known one. Later changes are detected by the next pull or
 * fetch. `unresolved`: references to prompt files that can't be resolved.
 */
export async function fileStateOf(
  read: ReadAgent,
  { host, origin }: ApiAddress,
  baselines: Baselines,
  fetched?: Fetched,
  [unresolved]: ExpandedAgent['unresolved'] = [],
): Promise<FileState> {
  if (!read.ok)
    return read.cause.kind === 'foreign'
      ? { kind: 'foreign', host, file: read.cause.file }
      : { kind: 'unreadable', host };
  if (unresolved) return { kind: 'unresolved-prompt', host, cause: blockOf(unresolved) };
  const linked = linkOf(origin, read.agent);
  if (!linked.ok) return { kind: 'unlinked', host };
  const baseline = await baselines.get(linked.link);
  if (!baseline && !fetched) return { kind: 'never-synced', host };
  const latestRemote = fetched ?? (baseline && lastSeenRemote(baseline));
  const remote = latestRemote === 'deleted' ? undefined : latestRemote;
  const status = syncStatus({ schema: agentSchema, origin, file: read.agent, remote, baseline });
  return { kind: 'known', host, status };
}
