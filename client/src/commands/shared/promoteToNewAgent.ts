import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { JsonObject } from '#language/syntax/json';
import { type PromotionNames, describeNewAgent } from '#sync/messages/describePromotion';
import { projectIn } from '#sync/projects/keys';
import { projectNameFor } from '#sync/projects/names';
import { type NewAgentPlan, planNewAgent } from '#sync/promote/newAgent';
import { fileNameFor } from '#sync/pull/fileNames';
import { preferredColumn } from '../../editor/tabs';
import { fileNamesIn, writeText } from '../../editor/files';
import { askAboutChanges } from '../../ui/changesDialog';
import { commandButton } from '../../ui/notify';
import { type Outcome, informationOutcome } from '../../ui/outcome';
import { CanceledByUser } from '../../ui/userError';
import { requireKeys } from './apiKeys';
import { chooseProject } from './projectPicker';
import { parentFolder, stemOf } from './promotionTarget';
import { type Services, refreshStates } from './services';

interface Source {
  readonly uri: vscode.Uri;
  /** With its prompts. */
  readonly text: string;
  /** With references to prompt files. */
  readonly source: string;
  readonly agent: JsonObject;
}

/** Writes a file for a new agent in another project next to the source. The agent itself is created by another command. */
export async function promoteToNewAgent(
  services: Services,
  { uri, agent, ...texts }: Source,
): Promise<Outcome> {
  const keys = await requireKeys(services);
  const project = projectIn(await chooseProject(services, keys)) ?? '';
  const plan = planNewAgent(agentSchema, texts, agent, project);
  const projectName = projectNameFor(keys.records, project);
  const file = await newFileNextTo(uri, projectName);
  const names = {
    source: vscode.workspace.asRelativePath(uri),
    target: `${vscode.workspace.asRelativePath(file)} (${projectName})`,
  };
  await confirmNew(services, plan, names);
  await writeText(file, plan.text);
  await services.baselines.betweenFiles(uri, file).put(plan.nextBaseline);
  refreshStates(services);
  await vscode.window.showTextDocument(file, { preview: false, viewColumn: preferredColumn() });
  return informationOutcome(l10n.t`Created ${names.target}. Nothing was sent.`, [
    commandButton(l10n.t('Create on Cekura…'), 'agentJson.create', file),
  ]);
}

/** `support.acme-production.agent.json` next to `support.staging.agent.json`. */
async function newFileNextTo(source: vscode.Uri, projectName: string): Promise<vscode.Uri> {
  const folder = parentFolder(source);
  const prefix = `${stemOf(source)}.`;
  const usedNames = (await fileNamesIn(folder))
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  return vscode.Uri.joinPath(folder, `${prefix}${fileNameFor(projectName, usedNames)}`);
}

async function confirmNew({ previews }: Services, plan: NewAgentPlan, names: PromotionNames): Promise<void> {
  const { title, details, action } = describeNewAgent(plan, names);
  const isConfirmed = await askAboutChanges(previews, {
    title,
    details,
    destination: l10n.t('Nothing is sent.'),
    choices: [{ label: action, value: true }],
    isRisky: false,
    showDiff: async () => {
      const left = previews.add(l10n.t('No file yet'), '');
      const right = previews.add(l10n.t`${names.target} (new)`, plan.text);
      await previews.diff(left, right, l10n.t`${names.target}: new agent`);
      return right;
    },
  });
  if (!isConfirmed) throw new CanceledByUser(l10n.t('Canceled. No file was created.'));
}
