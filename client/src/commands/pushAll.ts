import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { push } from '#sync/push/push';
import { notify, withHost } from '../ui/notify';
import type { Outcome } from '../ui/outcome';
import type { ProgressNotification } from '../ui/progress';
import { requireKeys, targetOfFile } from './shared/apiKeys';
import {
  type BatchResult,
  type FileOutcome,
  batchResult,
  fileOutcome,
  forEachFile,
  linkedAgents,
} from './shared/batch';
import { ListedConfirm, type PlannedPush, choosePlans, planPushes } from './shared/pushPlans';
import { markServerErrors, pushButtons, pushMessage } from './shared/pushResult';
import { recordSync } from './shared/recordSync';
import { type Services, syncWithProgress } from './shared/services';
import { whileLocked } from './shared/syncOne';
import { syncOptions, syncPorts } from './shared/syncPorts';
import type { CommandKeys } from './shared/target';
import { requireTrust } from './shared/targetDocument';

/** Lists the planned pushes of all agents in the workspace, and pushes those that the user selects. */
export async function pushAll(services: Services): Promise<Outcome> {
  requireTrust();
  const keys = await requireKeys(services);
  const files = await linkedAgents(services);
  const { plans, results } = await planPushes(services, keys, files);
  if (plans.length === 0) return batchResult(services, 'push', results);
  const selectedPlans = await choosePlans(plans);
  const skipped = plans
    .filter((plan) => !selectedPlans.includes(plan))
    .map(({ uri, name }): BatchResult => ({ uri, name, result: 'skipped', reason: l10n.t('Not selected.') }));
  const pushed = await pushPlans(services, keys, selectedPlans);
  return batchResult(services, 'push', [...pushed, ...results, ...skipped]);
}

async function pushPlans(
  services: Services,
  keys: CommandKeys,
  plans: readonly PlannedPush[],
): Promise<BatchResult[]> {
  const { host } = services.api.address;
  const title =
    plans.length === 1
      ? l10n.t`Pushing 1 agent (${host})…`
      : l10n.t`Pushing ${plans.length} agents (${host})…`;
  const byFile = new Map(plans.map((plan) => [plan.uri.toString(), plan]));
  const uris = plans.map(({ uri }) => uri);
  return syncWithProgress(services, title, (progress) =>
    forEachFile(services, progress, uris, (document) =>
      whileLocked(services, document, () =>
        pushOne(services, keys, document, byFile.get(document.uri.toString()), progress),
      ),
    ),
  );
}

async function pushOne(
  services: Services,
  keys: CommandKeys,
  document: vscode.TextDocument,
  planned: PlannedPush | undefined,
  progress: ProgressNotification,
): Promise<FileOutcome> {
  const target = await progress.pauseDuring(() => targetOfFile(services, keys, document));
  const ports = syncPorts(services, target, document.uri, progress);
  const confirm = new ListedConfirm(planned?.plan, ports.confirm, progress);
  const options = syncOptions(keys.records, progress);
  const outcome = await push({ ...ports, confirm }, { ...options, confirmLowRisk: true });
  if (confirm.hasChanged) {
    return { result: 'failed', reason: l10n.t('The file or the agent changed after the list was shown.') };
  }
  markServerErrors(services, document, outcome);
  await recordSync(services, target, document.uri, 'push', outcome);
  const message = pushMessage(target, 'agentJson.push', outcome);
  const end = fileOutcome(outcome, message.text);
  // Reported immediately, not only in the summary, because a secret may be lost.
  if (end.result === 'needs-attention')
    notify(
      withHost(target.address.host, message),
      pushButtons(services, target, document.uri, 'agentJson.push', outcome),
    );
  return end;
}
