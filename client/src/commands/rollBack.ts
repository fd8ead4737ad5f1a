import * as l10n from '@vscode/l10n';
import { undoPush } from '#sync/push/undo';
import type { Outcome } from '../ui/outcome';
import { requireTarget } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { pushResult } from './shared/pushResult';
import { saveDocument } from './shared/saveDocument';
import type { Services } from './shared/services';
import { syncOne, whileLocked } from './shared/syncOne';
import { requireTrust, targetFile } from './shared/targetDocument';

/** Restores the agent on Cekura as before the last push. */
export async function rollBack(services: Services, args: CommandArgs): Promise<Outcome> {
  requireTrust();
  const file = await targetFile(args);
  return whileLocked(services, file, async () => {
    const document = await saveDocument(file);
    const target = await requireTarget(services, document);
    const title = (name: string, destination: string) => l10n.t`Rolling back ${name} (${destination})…`;
    const outcome = await syncOne(services, document, target, title, undoPush);
    return pushResult(services, target, document, 'agentJson.rollBack', outcome);
  });
}
