import * as l10n from '@vscode/l10n';
import { undoPush } from '#sync/push/undo';
import type { Outcome } from '../ui/outcome';
import { requireKey } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { pushResult } from './shared/pushResult';
import { saveDocument } from './shared/saveDocument';
import type { Services } from './shared/services';
import { syncOne, whileLocked } from './shared/syncOne';
import { requireTrust, targetFile } from './shared/targetDocument';

/** Makes the agent on Cekura what it was before the last push. */
export async function rollBack(services: Services, args: CommandArgs): Promise<Outcome> {
  requireTrust();
  const target = await targetFile(args);
  return whileLocked(services, target, async () => {
    const document = await saveDocument(target);
    await requireKey(services);
    const title = (file: string, host: string) => l10n.t`Rolling back ${file} (${host})…`;
    const outcome = await syncOne(services, document, title, undoPush);
    return pushResult(services, document, 'agentJson.rollBack', outcome);
  });
}
