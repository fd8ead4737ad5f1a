import * as l10n from '@vscode/l10n';
import type { Outcome } from '../ui/outcome';
import { statusOutcome } from '../ui/outcome';
import { withProgress } from '../ui/progress';
import { requireKeys } from './shared/apiKeys';
import { failureError } from './shared/failures';
import type { Services } from './shared/services';

/** Fetches all agents to update the sync states. Changes nothing. */
export async function fetch(services: Services): Promise<Outcome> {
  const { states } = services;
  const keys = await requireKeys(services);
  const { host } = keys.address;
  await withProgress(l10n.t`Fetching agents (${host})…`, () => states.fetch());
  for (const { response, key } of states.fetched.lists)
    if (!response.ok) throw failureError(keys.targetWith(key), response.failure);
  const linked = states.files.filter(({ link }) => link !== undefined);
  const inSync = linked.filter(({ state }) => state.kind === 'known' && state.status.kind === 'in-sync');
  return statusOutcome(l10n.t`Fetched from ${host}: ${inSync.length} of ${linked.length} files in sync.`);
}
