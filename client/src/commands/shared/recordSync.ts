import type * as vscode from 'vscode';
import { dottedPath } from '#sync/messages/format';
import type { PullPlan, PushPlan } from '#sync/model';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { HistoryEntry } from '../../state/history';
import type { Services } from './services';
import { type Target, destinationOf } from './target';

/** Adds a push, rollback or pull to the history, if it changed something. */
export async function recordSync(
  { history }: Pick<Services, 'history'>,
  target: Target,
  file: vscode.Uri,
  action: HistoryEntry['action'],
  outcome: PushOutcome | PullOutcome,
): Promise<void> {
  if (outcome.kind !== 'pushed' && outcome.kind !== 'verification-failed' && outcome.kind !== 'pulled')
    return;
  const { plan } = outcome;
  await history.add({
    time: Date.now(),
    action,
    file: file.toString(),
    agentId: plan.link.id,
    agentName: plan.agentName,
    destination: destinationOf(target),
    properties: propertiesIn(plan),
    lastFour: target.key.lastFour,
    requestId: plan.kind === 'push' ? target.client.lastWriteId : undefined,
  });
}

function propertiesIn(plan: PushPlan | PullPlan): string[] {
  const changed = plan.changes.map(({ path }) => dottedPath(path));
  if (plan.kind === 'pull') return changed;
  const secrets = plan.secrets.filter(({ action }) => action !== 'keep').map(({ path }) => dottedPath(path));
  return [...changed, ...secrets];
}
