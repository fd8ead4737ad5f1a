import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { JsonObject } from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import { describeBlock } from '#sync/messages/describeBlock';
import { changedSentence } from '#sync/messages/describeQuestion';
import { type PromotionNames, describePromotion } from '#sync/messages/describePromotion';
import { type PromotionInput, type PromotionPlan, planPromotion } from '#sync/promote/planPromotion';
import { DocumentFile } from '../editor/documentFile';
import { preferredColumn } from '../editor/tabs';
import { textWithOpenPrompts } from '../prompts/openPromptDocuments';
import { commandButton } from '../ui/notify';
import { type Outcome, informationOutcome } from '../ui/outcome';
import { type Choice, askAboutChanges } from '../ui/changesDialog';
import { CanceledByUser, UserError } from '../ui/userError';
import type { CommandArgs } from './shared/commandArgs';
import { promoteToNewAgent } from './shared/promoteToNewAgent';
import { choosePromotionTarget } from './shared/promotionTarget';
import { requireAgent, requirePrompts } from './shared/requireAgent';
import { requireEdit } from './shared/requireEdit';
import { saveDocument } from './shared/saveDocument';
import { type Services, refreshStates } from './shared/services';
import { whileLocked } from './shared/syncOne';
import { targetFile } from './shared/targetDocument';

/** Merges the changes of an agent file into another one, such as from staging to production. Sends nothing. */
export async function promote(services: Services, args: CommandArgs): Promise<Outcome> {
  const file = await targetFile(args);
  const document = file.isUntitled ? await saveDocument(file) : file;
  const { uri } = document;
  const sourceFile = new DocumentFile(uri);
  const text = await sourceFile.read();
  const agent = requireAgent(text);
  await requirePrompts(sourceFile, text);
  const target = await choosePromotionTarget(services, uri);
  if (!target)
    return promoteToNewAgent(services, { uri, text, source: textWithOpenPrompts(document), agent });
  const targetDocument = await vscode.workspace.openTextDocument(target);
  return whileLocked(services, targetDocument, () => promoteToFile(services, uri, agent, target));
}

async function promoteToFile(
  services: Services,
  sourceUri: vscode.Uri,
  source: JsonObject,
  targetUri: vscode.Uri,
): Promise<Outcome> {
  const file = new DocumentFile(targetUri);
  const names = { source: vscode.workspace.asRelativePath(sourceUri), target: file.name };
  const text = await file.read();
  const target = requireAgent(text, names.target);
  await requirePrompts(file, text);
  const baselines = services.baselines.betweenFiles(sourceUri, targetUri);
  const baseline = await baselines.get();
  const input = { schema: agentSchema, source, target, text, baseline };
  const plan = await confirmPromotion(services, input, names);
  requireEdit(await file.edit(plan.edits, text), {
    canceled: l10n.t('Canceled. No file was changed.'),
    stale: new UserError(
      l10n.t`Nothing was promoted: ${names.target} has changed or has unsaved prompts. Save it, then try again.`,
    ),
  });
  await baselines.put(plan.nextBaseline);
  refreshStates(services);
  await vscode.window.showTextDocument(targetUri, { preview: false, viewColumn: preferredColumn() });
  return promotionOutcome(plan, names, targetUri);
}

function promotionOutcome({ changes }: PromotionPlan, names: PromotionNames, target: vscode.Uri): Outcome {
  const { source } = names;
  if (changes.length === 0)
    return informationOutcome(l10n.t`${names.target} already has all changes from ${source}.`);
  const push = commandButton(l10n.t('Push'), 'agentJson.push', target);
  return informationOutcome(
    changes.length === 1
      ? l10n.t`Promoted 1 change from ${source} to ${names.target}. Nothing was sent.`
      : l10n.t`Promoted ${changes.length} changes from ${source} to ${names.target}. Nothing was sent.`,
    [push],
  );
}

/** The plan that the user confirmed. Doesn't ask if there are no changes. */
async function confirmPromotion(
  services: Services,
  input: Omit<PromotionInput, 'preferred'>,
  names: PromotionNames,
): Promise<PromotionPlan> {
  let preferred: PromotionInput['preferred'] = 'target';
  for (;;) {
    const plan = planPromotion({ ...input, preferred });
    if (plan.changes.length + plan.conflicts.length === 0) return plan;
    const result = readAgentText(plan.text);
    if (!result.ok)
      throw new UserError(describeBlock({ kind: 'unreadable-result', exceededLimit: result.exceededLimit }));
    const choice = await askForConfirmation(services, input.text, plan, preferred, names);
    if (choice === 'promote') return plan;
    if (choice === undefined) throw new CanceledByUser(l10n.t('Canceled. No file was changed.'));
    preferred = choice;
  }
}

type Answer = 'promote' | PromotionInput['preferred'];

async function askForConfirmation(
  { previews }: Services,
  text: string,
  plan: PromotionPlan,
  preferred: PromotionInput['preferred'],
  names: PromotionNames,
): Promise<Answer | undefined> {
  const { title, details, action } = describePromotion(plan, names);
  const { target } = names;
  const showDiff = async () => {
    const left = previews.add(l10n.t`${target} (current)`, text);
    const right = previews.add(l10n.t`${target} (after promotion)`, plan.text);
    await previews.diff(left, right, l10n.t`${target}: current ↔ after promotion`);
    return right;
  };
  return askAboutChanges<Answer>(previews, {
    title,
    details: [...details, ...changedSentence(plan)],
    destination: l10n.t('Nothing is sent.'),
    choices: [
      { label: action, value: 'promote' },
      ...(plan.conflicts.length > 0 ? [otherValues(preferred)] : []),
    ],
    isRisky: false,
    showDiff,
  });
}

/** Asks again with the values of the other side for conflicts. */
function otherValues(preferred: PromotionInput['preferred']): Choice<Answer> {
  return preferred === 'target'
    ? {
        label: l10n.t('Use Source Values for Conflicts'),
        detail: l10n.t('Properties that changed in both files currently keep the target values.'),
        value: 'source',
      }
    : {
        label: l10n.t('Keep Target Values for Conflicts'),
        detail: l10n.t('Properties that changed in both files currently get the source values.'),
        value: 'target',
      };
}
