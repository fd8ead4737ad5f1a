import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { formatPointer } from '#language/secrets/redact';
import { changedSentence, describePull, describePush } from '#sync/messages/describeQuestion';
import { pushDiff } from '#sync/messages/renderDiff';
import type { PullPlan, PushPlan } from '#sync/model';
import type { AgentLink, Confirm, PushAnswer } from '#sync/ports';
import type { StoredSecrets } from '../state/secrets';
import { type Choice, askAboutChanges } from './changesDialog';
import type { Previews } from './previews';
import type { ProgressNotification } from './progress';
import { enterSecrets } from './secretInput';

type PushChoice = Choice<'push' | 'patch' | 'secrets'>;

/** Asks in a dialog, from which the changes can be opened in a diff editor. */
export class EditorConfirm implements Confirm {
  /** The plan of which the user chose to send the changes only. */
  private patchPlan: PushPlan | undefined;

  constructor(
    private readonly previews: Previews,
    private readonly secrets: StoredSecrets,
    private readonly progress: ProgressNotification,
  ) {}

  push(plan: PushPlan): Promise<PushAnswer> {
    // The same changes, and no consequence that was not confirmed.
    if (this.patchPlan && hasFewerConsequences(plan, this.patchPlan))
      return Promise.resolve({ kind: 'push' });
    return this.progress.pauseDuring(async () => {
      const { title, details, action } = describePush(plan);
      const answer = await askAboutChanges(this.previews, {
        title,
        details: [...details, ...changedSentence(plan)],
        destination: hostLine(plan.link),
        choices: choicesFor(plan, action),
        isRisky: plan.risk === 'high',
        showDiff: () => showPushDiff(this.previews, plan),
      });
      if (answer === undefined) return { kind: 'cancel' };
      this.patchPlan = answer === 'patch' ? plan : undefined;
      return answer === 'secrets' ? this.enter(plan) : { kind: answer };
    });
  }

  pull(plan: PullPlan): Promise<boolean> {
    return this.progress.pauseDuring(async () => {
      const { title, details, action } = describePull(plan);
      const answer = await askAboutChanges(this.previews, {
        title,
        details: [...details, ...changedSentence(plan)],
        destination: hostLine(plan.link),
        choices: [{ label: action, value: true }],
        isRisky: false,
        showDiff: () => showPullPlan(this.previews, plan),
      });
      return answer === true;
    });
  }

  private async enter({ link, enterableSecrets }: PushPlan): Promise<PushAnswer> {
    const values = await enterSecrets(
      enterableSecrets.map((pointer) => ({
        key: pointer,
        title: l10n.t`Value for ${formatPointer(pointer)}`,
      })),
    );
    for (const [pointer, value] of values) await this.secrets.storeFor(link, pointer, value);
    return { kind: 'secrets', values };
  }
}

function hasFewerConsequences(plan: PushPlan, confirmed: PushPlan): boolean {
  return (
    plan.secretsAtRisk.length === 0 && plan.reasons.every((reason) => confirmed.reasons.includes(reason))
  );
}

function hostLine({ origin }: AgentLink): string {
  return l10n.t`Host: ${new URL(origin).host}`;
}

/** Opens a diff of the agent before and after a push, and returns the right side. */
export async function showPushDiff(previews: Previews, plan: PushPlan): Promise<vscode.Uri> {
  const { projectName, link } = plan;
  const { host } = new URL(link.origin);
  const destination = projectName === undefined ? host : `${projectName} · ${host}`;
  const { before, after } = pushDiff(agentSchema, plan);
  const left = previews.add(l10n.t`${plan.agentName} on ${host}`, before);
  const right = previews.add(l10n.t`${plan.agentName} (after push)`, after);
  await previews.diff(left, right, l10n.t`${plan.agentName}: ${destination} ↔ after push`);
  return right;
}

async function showPullPlan(previews: Previews, { agentName, basedOn, text }: PullPlan): Promise<vscode.Uri> {
  const left = previews.add(l10n.t`${agentName} (local file)`, basedOn.text);
  const right = previews.add(l10n.t`${agentName} (after pull)`, text);
  await previews.diff(left, right, l10n.t`${agentName}: local file ↔ after pull`);
  return right;
}

function choicesFor(
  { secretsAtRisk, enterableSecrets, method, isRollback }: PushPlan,
  action: string,
): PushChoice[] {
  if (secretsAtRisk.length === 0) return [{ label: action, value: 'push' }];
  const patch: PushChoice = {
    label: l10n.t('Send Changes Only'),
    detail: l10n.t('Sends only the changed properties (PATCH). Other properties are unchanged.'),
    value: 'patch',
  };
  const enter: PushChoice = {
    label: enterableSecrets.length === 1 ? l10n.t('Enter Secret') : l10n.t('Enter Secrets'),
    detail: l10n.t('The secrets that may be cleared are sent with this push.'),
    value: 'secrets',
  };
  const anyway: PushChoice = {
    label: isRollback ? l10n.t('Roll Back Anyway') : l10n.t('Push Anyway'),
    detail:
      method === 'put'
        ? l10n.t('Sends the whole agent (PUT). If secrets are cleared, this is reported afterward.')
        : l10n.t('Sends the changes (PATCH). If secrets are cleared, this is reported afterward.'),
    value: 'push',
  };
  return [...(method === 'put' ? [patch] : []), ...(enterableSecrets.length > 0 ? [enter] : []), anyway];
}
