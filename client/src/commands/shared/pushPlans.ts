import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { toJsonText } from '#language/syntax/json';
import { describePush, countEffects } from '#sync/messages/describeQuestion';
import { shortNameList, targetName } from '#sync/messages/format';
import type { PushPlan, Risk } from '#sync/model';
import type { Confirm, PushAnswer } from '#sync/ports';
import { PlanRecorder } from '#sync/push/planRecorder';
import { push } from '#sync/push/push';
import type { WorkspaceAgent } from '../../editor/workspaceAgents';
import { type ProgressNotification, withProgress } from '../../ui/progress';
import { sanitizeLabel } from '../../ui/sanitize';
import { CanceledByUser } from '../../ui/userError';
import { type BatchResult, type FileOutcome, fileOutcome, forEachFile } from './batch';
import { targetOfFile } from './apiKeys';
import { errorsIn } from './prePushChecks';
import { pushMessage } from './pushResult';
import type { Services } from './services';
import { syncOptions, syncPorts } from './syncPorts';
import type { CommandKeys } from './target';

/** A planned push that was not confirmed yet. */
export interface PlannedPush {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly plan: PushPlan;
}

/** The planned pushes; `results` of files without changes and of those that can't be pushed. Writes nothing. */
export async function planPushes(
  services: Services,
  keys: CommandKeys,
  files: readonly WorkspaceAgent[],
): Promise<{ readonly plans: readonly PlannedPush[]; readonly results: readonly BatchResult[] }> {
  const { host } = services.api.address;
  const plans = new Map<string, PushPlan>();
  return withProgress(l10n.t`Comparing ${files.length} agents (${host})…`, async (progress) => {
    const uris = files.map(({ uri }) => uri);
    const all = await forEachFile(services, progress, uris, async (document) => {
      const { plan, outcome } = await planOne(services, keys, document, progress);
      if (plan) plans.set(document.uri.toString(), plan);
      return outcome;
    });
    if (progress.cancellation.aborted) throw new CanceledByUser(l10n.t('Canceled. Nothing was sent.'));
    const planOf = ({ uri }: BatchResult) => plans.get(uri.toString());
    return {
      plans: all.flatMap((result) => {
        const plan = planOf(result);
        return plan ? [{ uri: result.uri, name: result.name, plan }] : [];
      }),
      results: all.filter((result) => !planOf(result)),
    };
  });
}

async function planOne(
  services: Services,
  keys: CommandKeys,
  document: vscode.TextDocument,
  progress: ProgressNotification,
): Promise<{ readonly plan?: PushPlan | undefined; readonly outcome: FileOutcome }> {
  const [problem] = await errorsIn(document);
  if (problem) return { outcome: { result: 'failed', reason: problem.message } };
  const recorder = new PlanRecorder();
  const target = await progress.pauseDuring(() => targetOfFile(services, keys, document));
  const ports = { ...syncPorts(services, target, document.uri, progress), confirm: recorder };
  const options = syncOptions(keys.records, progress);
  const pushOutcome = await push(ports, { ...options, confirmLowRisk: true });
  const message = pushMessage(target, 'agentJson.push', pushOutcome);
  return { plan: recorder.plan, outcome: fileOutcome(pushOutcome, message.text) };
}

/** Lists all plans with their risks. Those of high risk are not selected. Throws if the user cancels. */
export async function choosePlans(plans: readonly PlannedPush[]): Promise<readonly PlannedPush[]> {
  const items = plans.map((planned) => ({
    label: `${planned.plan.risk === 'high' ? '$(warning) ' : ''}${sanitizeLabel(targetName(planned.plan))}`,
    description: `${planned.name} · ${changeCount(planned.plan)} · ${riskLabel(planned.plan.risk)}`,
    detail: sanitizeLabel(describePush(planned.plan, shortNameList).details.join(' ')),
    picked: planned.plan.risk !== 'high',
    planned,
  }));
  const selection = await vscode.window.showQuickPick(items, {
    title: l10n.t('Push All: select the agents to push'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!selection || selection.length === 0) throw new CanceledByUser(l10n.t('Canceled. Nothing was sent.'));
  return selection.map(({ planned }) => planned);
}

function changeCount(plan: PushPlan): string {
  const count = countEffects(plan);
  return count === 1 ? l10n.t('1 change') : l10n.t`${count} changes`;
}

function riskLabel(risk: Risk): string {
  switch (risk) {
    case 'none':
    case 'low':
      return l10n.t('low risk');
    case 'medium':
      return l10n.t('medium risk');
    case 'high':
      return l10n.t('high risk');
  }
}

/**
 * Confirms a push that was selected in the list if its plan has not changed. A push of high risk asks separately; canceling that question
 * cancels all remaining pushes.
 */
export class ListedConfirm implements Confirm {
  /** The plan differs from the listed one. */
  hasChanged = false;
  private isConfirmed = false;

  constructor(
    private readonly listed: PushPlan | undefined,
    private readonly editor: Confirm,
    private readonly progress: ProgressNotification,
  ) {}

  async push(plan: PushPlan): Promise<PushAnswer> {
    this.hasChanged = !this.isConfirmed && !isSamePlan(plan, this.listed);
    if (this.hasChanged) return { kind: 'cancel' };
    this.isConfirmed = true;
    // Sending only changes, as selected for this agent, may no longer put anything at risk.
    if (this.listed?.risk !== 'high' || plan.risk === 'low') return { kind: 'push' };
    const decision = await this.editor.push(plan);
    if (decision.kind === 'cancel') this.progress.cancel();
    return decision;
  }

  pull(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

/** Comparing the body isn't enough: a PATCH doesn't contain remote changes, which are merged into the file. */
function isSamePlan(plan: PushPlan, listed: PushPlan | undefined): boolean {
  return listed !== undefined && fingerprint(plan) === fingerprint(listed);
}

function fingerprint({ method, body, reasons, basedOn }: PushPlan): string {
  return [method, toJsonText(body), reasons.join(), basedOn.text].join('\n');
}
