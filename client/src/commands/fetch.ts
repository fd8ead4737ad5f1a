import * as l10n from '@vscode/l10n';
import type { Outcome } from '../ui/outcome';
import { statusOutcome } from '../ui/outcome';
import { withProgress } from '../ui/progress';
import { requireKeys } from './shared/apiKeys';
import { failureError } from './shared/failures';
import type { Services } from './shared/services';
import { targetWith } from './shared/target';

/** Fetches all agents to update the sync states. Changes nothing. */
export async function fetch(services: Services): Promise<Outcome> {
  const { api, states } = services;
  await requireKeys(services);
  const { host } = api.address;
  await withProgress(l10n.t`Fetching agents (${host})…`, () => states.fetch());
  for (const { response, key } of states.fetched.lists)
    if (!response.ok) throw failureError(targetWith(services, key), response.failure);
  const linked = states.files.filter(({ link }) => link !== undefined);
  const inSync = linked.filter(({ state }) => state.kind === 'known' && state.status.kind === 'in-sync');
  return statusOutcome(l10n.t`Fetched from ${host}: ${inSync.length} of ${linked.length} files in sync.`);
}
