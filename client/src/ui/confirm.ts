import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { type Question, describePull, describePush } from '#sync/messages/describeQuestion';
import { pushDiff } from '#sync/messages/renderDiff';
import type { PullPlan, PushPlan } from '#sync/model';
import type { AgentLink, Confirm, PushAnswer } from '#sync/ports';
import type { ProgressNotification } from './progress';
import { formatPointer } from '#language/secrets/redact';
import type { Previews } from './previews';
import { type ChoiceItem, askInQuickPick } from './questionPick';
import { enterSecrets } from './secretInput';
import type { StoredSecrets } from '../state/secrets';

type Choice = 'push' | 'patch' | 'secrets' | 'cancel';
type PushChoice = ChoiceItem<Choice>;

/** Asks in the editor: the changes in a diff editor, the question in a quick pick; for pushes of high risk a modal dialog first. */
export class EditorConfirm implements Confirm {
  constructor(
    private readonly previews: Previews,
    private readonly secrets: StoredSecrets,
    private readonly progress: ProgressNotification,
  ) {}

  push(plan: PushPlan): Promise<PushAnswer> {
    return this.progress.pauseDuring(async () => {
      const question = describePush(plan);
      const right = await showPushDiff(this.previews, plan);
      try {
        return await this.askToPush(plan, question);
      } finally {
        await this.previews.close(right);
      }
    });
  }

  pull(plan: PullPlan): Promise<boolean> {
    return this.progress.pauseDuring(async () => {
      const { agentName, madeFrom, text } = plan;
      const question = describePull(plan);
      const left = this.previews.add(l10n.t`${agentName} (local file)`, madeFrom.text);
      const right = this.previews.add(l10n.t`${agentName} (after pull)`, text);
      await this.previews.diff(left, right, l10n.t`${agentName}: local file ↔ after pull`);
      const chosen = await askInQuickPick<Choice>(question, hostLine(plan.link), [
        { label: question.action, choice: 'push' },
        cancel(),
      ]);
      await this.previews.close(right);
      return chosen === 'push';
    });
  }

  private async askToPush(plan: PushPlan, question: Question): Promise<PushAnswer> {
    const items = choicesFor(plan, question);
    const chosen =
      plan.risk === 'high'
        ? await this.warn(question, plan.link, items)
        : await askInQuickPick(question, hostLine(plan.link), items);
    switch (chosen) {
      case 'push':
      case 'patch':
        return { kind: chosen };
      case 'secrets':
        return this.enter(plan);
      default:
        return { kind: 'cancel' };
    }
  }

  /** A dialog whose first button sends nothing: it goes back to the diff, where the same can be chosen. */
  private async warn(question: Question, link: AgentLink, items: readonly PushChoice[]): Promise<Choice> {
    const review = l10n.t('Review Changes');
    const choices = items.filter(({ choice }) => choice !== 'cancel');
    const labels = choices.map(({ label }) => label);
    const explained = choices.flatMap(({ label, detail }) => (detail ? [`${label}: ${detail}`] : []));
    const options = {
      modal: true,
      detail: [hostLine(link), ...question.details, '', ...explained].join('\n').trim(),
    };
    const chosen = await vscode.window.showWarningMessage(question.title, options, review, ...labels);
    if (chosen === review)
      return (await askInQuickPick(question, hostLine(link), [cancel(), ...choices])) ?? 'cancel';
    return items.find(({ label }) => label === chosen)?.choice ?? 'cancel';
  }

  private async enter({ link, enterable }: PushPlan): Promise<PushAnswer> {
    const values = await enterSecrets(
      enterable.map((pointer) => ({ key: pointer, title: l10n.t`Value for ${formatPointer(pointer)}` })),
    );
    for (const [pointer, value] of values) await this.secrets.storeFor(link, pointer, value);
    return { kind: 'secrets', values };
  }
}

function cancel(): PushChoice {
  return { label: l10n.t('Cancel'), choice: 'cancel' };
}

function hostLine({ origin }: AgentLink): string {
  return l10n.t`Host: ${new URL(origin).host}`;
}

/** Opens the agent as it is beside the agent after a push, and returns the right side. */
export async function showPushDiff(previews: Previews, plan: PushPlan): Promise<vscode.Uri> {
  const { projectName, link } = plan;
  const { host } = new URL(link.origin);
  const place = projectName === undefined ? host : `${projectName} · ${host}`;
  const { before, after } = pushDiff(agentSchema, plan);
  const left = previews.add(l10n.t`${plan.agentName} on ${host}`, before);
  const right = previews.add(l10n.t`${plan.agentName} (after push)`, after);
  await previews.diff(left, right, l10n.t`${plan.agentName}: ${place} ↔ after push`);
  return right;
}

function choicesFor({ atRisk, enterable, method }: PushPlan, { action }: Question): PushChoice[] {
  if (atRisk.length === 0) return [{ label: action, choice: 'push' }, cancel()];
  const patch: PushChoice = {
    label: l10n.t('Send Changes Only'),
    detail: l10n.t('Sends only the changed properties (PATCH). Other properties stay as they are.'),
    choice: 'patch',
  };
  const enter: PushChoice = {
    label: enterable.length === 1 ? l10n.t('Enter Secret') : l10n.t('Enter Secrets'),
    detail: l10n.t('The secrets that may be cleared are sent with this push.'),
    choice: 'secrets',
  };
  const anyway: PushChoice = {
    label: l10n.t('Push Anyway'),
    detail:
      method === 'put'
        ? l10n.t('Sends the whole agent (PUT). Secrets seen to be cleared are reported afterwards.')
        : l10n.t('Sends the changes (PATCH). Secrets seen to be cleared are reported afterwards.'),
    choice: 'push',
  };
  return [...(method === 'put' ? [patch] : []), ...(enterable.length > 0 ? [enter] : []), anyway, cancel()];
}
