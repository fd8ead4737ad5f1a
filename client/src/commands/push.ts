import * as l10n from '@vscode/l10n';
import { push as pushAgent } from '#sync/push/push';
import type { Outcome } from '../ui/outcome';
import { requireTarget } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { readyToSend } from './shared/prePushChecks';
import { pushResult } from './shared/pushResult';
import type { Services } from './shared/services';
import { syncOne, whileLocked } from './shared/syncOne';
import { requireTrust, targetFile } from './shared/targetDocument';

/** Makes the agent on Cekura match the file. */
export async function push(services: Services, args: CommandArgs): Promise<Outcome> {
  requireTrust();
  const file = await targetFile(args);
  return whileLocked(services, file, async () => {
    const document = await readyToSend(file, 'push');
    const target = await requireTarget(services, document);
    const title = (name: string, destination: string) => l10n.t`Pushing ${name} (${destination})…`;
    const outcome = await syncOne(services, document, target, title, pushAgent);
    return pushResult(services, target, document, 'agentJson.push', outcome);
  });
}
