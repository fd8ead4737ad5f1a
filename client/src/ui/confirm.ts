import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { type Question, describePull, describePush } from '#sync/messages/describeQuestion';
import { pushDiff } from '#sync/messages/renderDiff';
import type { PullPlan, PushPlan } from '#sync/model';
import type { AgentLink, Confirm, PushAnswer } from '#sync/ports';
import type { Busy } from './progress';
import { plainLabel } from './sanitize';
import type { Previews } from './previews';
import { enterSecrets } from './secretInput';
import type { StoredSecrets } from '../state/secrets';

type Choice = 'push' | 'patch' | 'secrets' | 'cancel';
interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice: Choice;
}
/** A line of the list that only says something. */
interface FactItem extends vscode.QuickPickItem {
  readonly choice?: undefined;
}

/** Asks in the editor: the difference in a diff editor, the question above it; for grave pushes a dialog first. */
export class AskInEditor implements Confirm {
  constructor(
    private readonly previews: Previews,
    private readonly secrets: StoredSecrets,
    private readonly busy: Busy,
  ) {}

  push(plan: PushPlan): Promise<PushAnswer> {
    return this.busy.while(async () => {
      const question = describePush(plan);
      const right = await showPushDiff(this.previews, plan, headOf(question, plan.link));
      try {
        return await this.askToPush(plan, question);
      } finally {
        await this.previews.close(right);
      }
    });
  }

  pull(plan: PullPlan): Promise<boolean> {
    return this.busy.while(async () => {
      const { agentName, madeFrom, text } = plan;
      const question = describePull(plan);
      const head = headOf(question, plan.link);
      const left = this.previews.add(l10n.t`${agentName} (local file)`, madeFrom.text, head);
      const right = this.previews.add(l10n.t`${agentName} (after pull)`, text, head);
      await this.previews.diff(left, right, l10n.t`${agentName}: local file ↔ after pull`);
      const chosen = await pick(question, plan.link, [{ label: question.action, choice: 'push' }, cancel()]);
      await this.previews.close(right);
      return chosen === 'push';
    });
  }

  private async askToPush(plan: PushPlan, question: Question): Promise<PushAnswer> {
    const items = choicesFor(plan, question);
    const chosen =
      plan.risk === 'high'
        ? await this.warn(question, plan.link, items)
        : await pick(question, plan.link, items);
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

  /** A dialog whose first button writes nothing: it goes back to the diff, where the same can be chosen. */
  private async warn(question: Question, link: AgentLink, items: readonly ChoiceItem[]): Promise<Choice> {
    const review = l10n.t('Review Changes');
    const choices = items.filter(({ choice }) => choice !== 'cancel');
    const labels = choices.map(({ label }) => label);
    const explained = choices.flatMap(({ label, detail }) => (detail ? [`${label}: ${detail}`] : []));
    const options = {
      modal: true,
      detail: [where(link), ...question.details, '', ...explained].join('\n').trim(),
    };
    const chosen = await vscode.window.showWarningMessage(question.title, options, review, ...labels);
    if (chosen === review) return pick(question, link, [cancel(), ...choices]);
    return items.find(({ label }) => label === chosen)?.choice ?? 'cancel';
  }

  private async enter({ link, unproven }: PushPlan): Promise<PushAnswer> {
    const values = await enterSecrets(unproven);
    if (!values) return { kind: 'cancel' };
    for (const [pointer, value] of values) await this.secrets.storeFor(link, pointer, value);
    return { kind: 'secrets', values };
  }
}

function cancel(): ChoiceItem {
  return { label: l10n.t('Cancel'), choice: 'cancel' };
}

/** All that there is to know before an answer, line by line. */
function headOf({ title, details }: Question, link: AgentLink): string[] {
  return [title, where(link), ...details];
}

function where({ origin }: AgentLink): string {
  return l10n.t`Host: ${new URL(origin).host}`;
}

/** Opens the agent as it is beside the agent as a push makes it, both under `head`, and returns the right side. */
export async function showPushDiff(
  previews: Previews,
  plan: PushPlan,
  head: readonly string[] = [],
): Promise<vscode.Uri> {
  const { host } = new URL(plan.link.origin);
  const { before, after } = pushDiff(agentSchema, plan);
  const left = previews.add(l10n.t`${plan.agentName} on ${host}`, before, head);
  const right = previews.add(l10n.t`${plan.agentName} (after push)`, after, head);
  await previews.diff(left, right, l10n.t`${plan.agentName}: ${host} ↔ after push`);
  return right;
}

function choicesFor({ unproven, method }: PushPlan, { action }: Question): ChoiceItem[] {
  if (unproven.length === 0) return [{ label: action, choice: 'push' }, cancel()];
  const enter: ChoiceItem = {
    label: unproven.length === 1 ? l10n.t('Enter Secret') : l10n.t('Enter Secrets'),
    detail: l10n.t('The secrets that may be cleared are sent with this push.'),
    choice: 'secrets',
  };
  const patch: ChoiceItem = {
    label: l10n.t('Send Changes Only'),
    detail: l10n.t('Sends only the changed properties (PATCH). Nothing else changes.'),
    choice: 'patch',
  };
  const anyway: ChoiceItem = {
    label: l10n.t('Push Anyway'),
    detail:
      method === 'put'
        ? l10n.t('Sends the whole agent (PUT). Cleared secrets are reported afterwards.')
        : l10n.t('Sends the changes (PATCH). Cleared secrets are reported afterwards.'),
    choice: 'push',
  };
  return [enter, ...(method === 'put' ? [patch] : []), anyway, cancel()];
}

/**
 * A list that stays until it is answered and leaves the diff in sight, with all there is to know below what can be chosen. Leaving it by
 * Escape is a cancel.
 */
async function pick(
  { title, details }: Question,
  link: AgentLink,
  items: readonly ChoiceItem[],
): Promise<Choice> {
  const facts = details.map((detail): FactItem => ({
    label: `$(info) ${plainLabel(detail)}`,
    alwaysShow: true,
  }));
  // Without a word in it: that would take the room of the first fact.
  const line: FactItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const shown = [...items, ...(facts.length > 0 ? [line, ...facts] : [])];
  const options = { title, placeHolder: where(link), ignoreFocusOut: true };
  for (;;) {
    const chosen = await vscode.window.showQuickPick(shown, options);
    if (!chosen) return 'cancel';
    // Who presses a fact has read it; the question stands.
    if (chosen.choice) return chosen.choice;
  }
}
