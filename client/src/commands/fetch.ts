import * as l10n from '@vscode/l10n';
import type { Outcome } from '../ui/outcome';
import { statusOutcome } from '../ui/outcome';
import { ProgressNotification } from '../ui/progress';
import { requireKeys } from './shared/apiKeys';
import { failureError } from './shared/failures';
import type { Services } from './shared/services';

/** Fetches all agents to update the sync states. Changes nothing. */
export async function fetch(services: Services): Promise<Outcome> {
  const { api, states } = services;
  await requireKeys(services);
  const { address } = api;
  const progress = new ProgressNotification(l10n.t`Fetching agents (${address.host})…`);
  await states.fetch().finally(() => progress.dispose());
  for (const { response, key } of states.fetched.lists) {
    const target = { address, key, client: api.clientFor(key.slot), fileProject: undefined };
    if (!response.ok) throw failureError(target, response.failure);
  }
  const linked = states.files.filter(({ link }) => link !== undefined);
  const inSync = linked.filter(({ state }) => state.kind === 'known' && state.status.kind === 'in-sync');
  return statusOutcome(
    l10n.t`Fetched from ${address.host}: ${inSync.length} of ${linked.length} files in sync.`,
  );
}
