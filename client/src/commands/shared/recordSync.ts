import type * as vscode from 'vscode';
import type { CreateOutcome } from '#sync/create/create';
import { agentSchema } from '#language/schema/bundledSchema';
import { readAgentText } from '#sync/content/agentText';
import { newNameOf } from '#sync/messages/describe';
import { dottedPath } from '#sync/messages/format';
import { type DiffTexts, pushDiff, syncedDiff } from '#sync/messages/renderDiff';
import type { PullPlan, PushPlan } from '#sync/model';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { HistoryEntry } from '../../state/history';
import type { Services } from './services';
import { type Target, destinationOf } from './target';

/** Adds a push, rollback or pull to the history if it changed something, and records how to undo a pull. */
export async function recordSync(
  { history, pulls }: Pick<Services, 'history' | 'pulls'>,
  target: Target,
  file: vscode.Uri,
  action: HistoryEntry['action'],
  outcome: PushOutcome | PullOutcome,
): Promise<void> {
  if (outcome.kind !== 'pushed' && outcome.kind !== 'verification-failed' && outcome.kind !== 'pulled')
    return;
  const { plan } = outcome;
  if (plan.kind === 'pull') await pulls.put(file, plan);
  const entry = {
    time: Date.now(),
    action,
    file: file.toString(),
    agentId: plan.link.id,
    // As in the message about it.
    agentName: plan.kind === 'push' ? newNameOf(plan) : plan.agentName,
    destination: destinationOf(target),
    properties: propertiesIn(plan),
    lastFour: target.key.lastFour,
    requestId: plan.kind === 'push' ? target.client.lastWriteId : undefined,
  };
  await history.add(entry, textsIn(plan));
}

/** Adds a created agent to the history. */
export async function recordCreation(
  { history }: Pick<Services, 'history'>,
  target: Target,
  file: vscode.Uri,
  { id, agentName }: Extract<CreateOutcome, { kind: 'created' }>,
): Promise<void> {
  await history.add({
    time: Date.now(),
    action: 'create',
    file: file.toString(),
    agentId: id,
    agentName,
    destination: destinationOf(target),
    properties: [],
    lastFour: target.key.lastFour,
    requestId: target.client.lastWriteId,
  });
}

/** Adds the rollback of the last pull into a file to the history. */
export async function recordFileRollback(
  { history }: Pick<Services, 'history'>,
  file: vscode.Uri,
): Promise<void> {
  const pull = history.entries.find((entry) => entry.action === 'pull' && entry.file === file.toString());
  if (!pull) return;
  const texts = await history.textsOf(pull);
  const reversed = texts && { before: texts.after, after: texts.before };
  await history.add({ ...pull, time: Date.now(), action: 'roll-back-file', lastFour: '' }, reversed);
}

/** The agent before and after a push, or the content of the file before and after a pull; without secrets. */
function textsIn(plan: PushPlan | PullPlan): DiffTexts | undefined {
  if (plan.kind === 'push') return pushDiff(agentSchema, plan);
  const [before, after] = [plan.basedOn.text, plan.text].map(readAgentText);
  return before?.ok && after?.ok ? syncedDiff(agentSchema, before.agent, after.agent) : undefined;
}

function propertiesIn(plan: PushPlan | PullPlan): string[] {
  const changed = plan.changes.map(({ path }) => dottedPath(path));
  if (plan.kind === 'pull') return changed;
  const secrets = plan.secrets.filter(({ action }) => action !== 'keep').map(({ path }) => dottedPath(path));
  return [...changed, ...secrets];
}
