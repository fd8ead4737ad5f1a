import * as l10n from '@vscode/l10n';
import { push as pushAgent } from '#sync/push/push';
import type { Outcome } from '../ui/outcome';
import { requireKey } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { readyToSend } from './shared/prePushChecks';
import { pushResult } from './shared/pushResult';
import type { Services } from './shared/services';
import { syncOne, whileLocked } from './shared/syncOne';
import { requireTrust, targetFile } from './shared/targetDocument';

/** Makes the agent on Cekura match the file. */
export async function push(services: Services, args: CommandArgs): Promise<Outcome> {
  requireTrust();
  const target = await targetFile(args);
  return whileLocked(services, target, async () => {
    const document = await readyToSend(target, 'push');
    await requireKey(services);
    const title = (file: string, host: string) => l10n.t`Pushing ${file} (${host})…`;
    const outcome = await syncOne(services, document, title, pushAgent);
    return pushResult(services, document, 'agentJson.push', outcome);
  });
}
