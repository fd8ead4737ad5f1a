import { describePullOutcome } from '#sync/messages/describe';
import { pull } from '#sync/pull/pull';
import type { Outcome } from '../ui/outcome';
import { requireKeys, targetOfFile } from './shared/apiKeys';
import { batchResult, fileOutcome, forEachFile, linkedAgents } from './shared/batch';
import { failureFormatter } from './shared/failures';
import { recordSync } from './shared/recordSync';
import { type Services, syncWithProgress } from './shared/services';
import { pullingTitle } from './shared/summary';
import { whileLocked } from './shared/syncOne';
import { syncOptions, syncPorts } from './shared/syncPorts';
import { requireTrust } from './shared/targetDocument';

/** Pulls all agent files of the workspace. */
export async function pullAll(services: Services): Promise<Outcome> {
  requireTrust();
  const keys = await requireKeys(services);
  const files = await linkedAgents(services);
  const { host } = services.api.address;
  return syncWithProgress(services, pullingTitle(files.length, host), async (progress) => {
    const uris = files.map(({ uri }) => uri);
    const results = await forEachFile(services, progress, uris, (document) =>
      whileLocked(services, document, async () => {
        const target = await progress.pauseDuring(() => targetOfFile(services, keys, document));
        const ports = syncPorts(services, target, document.uri, progress);
        const outcome = await pull(ports, syncOptions(keys.records, progress));
        await recordSync(services, target, document.uri, 'pull', outcome);
        return fileOutcome(outcome, describePullOutcome(outcome, failureFormatter(target)).text);
      }),
    );
    return batchResult(services, 'pull', results);
  });
}
