import * as l10n from '@vscode/l10n';
import { agentSchema } from '#language/schema/bundledSchema';
import { describePullOutcome } from '#sync/messages/describe';
import { pull } from '#sync/pull/pull';
import type { Outcome } from '../ui/outcome';
import { ProgressNotification } from '../ui/progress';
import { requireKey } from './shared/apiKeys';
import { batchResult, ended, forEachFile, linkedAgents } from './shared/batch';
import { failureFormatter } from './shared/failures';
import { type Services, refreshStates } from './shared/services';
import { whileLocked } from './shared/syncOne';
import { syncPorts } from './shared/syncPorts';
import { requireTrust } from './shared/targetDocument';

/** Pulls every agent file of the workspace. */
export async function pullAll(services: Services): Promise<Outcome> {
  requireTrust();
  await requireKey(services);
  const files = await linkedAgents(services);
  const { host } = services.api.address;
  const format = await failureFormatter(services);
  const progress = new ProgressNotification(
    files.length === 1
      ? l10n.t`Pulling 1 agent (${host})…`
      : l10n.t`Pulling ${files.length} agents (${host})…`,
  );
  try {
    const uris = files.map(({ uri }) => uri);
    const results = await forEachFile(services, progress, uris, (document) =>
      whileLocked(services, document, async () => {
        const { cancellation } = progress;
        const outcome = await pull(syncPorts(services, document.uri, progress), {
          schema: agentSchema,
          cancellation,
        });
        return ended(outcome, describePullOutcome(outcome, format).text);
      }),
    );
    return batchResult(services, 'pulled', results);
  } finally {
    progress.dispose();
    refreshStates(services);
  }
}
