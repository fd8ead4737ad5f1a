import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type JsonObject, numberFromText } from '#language/syntax/json';
import { type Project, chooseKey, defaultSlot, knownProjects, recordIn } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { sanitizeLabel } from '../../ui/sanitize';
import { CanceledByUser } from '../../ui/userError';
import { projectsOf } from './createOptions';
import { failureError } from './failures';
import type { Services } from './services';
import type { CommandKeys } from './target';

/** Asks for the project of a new agent, the last selected one first. Doesn't ask if there is only one key and it is for one project. */
export async function chooseProject(
  { projects }: Pick<Services, 'projects'>,
  keys: CommandKeys,
): Promise<JsonObject> {
  const { origin } = keys.address;
  const choices = await projectsFor(keys);
  const hasDefaultKey = recordIn(keys.records, defaultSlot) !== undefined;
  const [only, ...others] = choices;
  if (only && others.length === 0 && !hasDefaultKey) return placement(only.id);
  const last = String(projects.last(origin) ?? '');
  const items = [...choices]
    .sort((a, b) => Number(b.id === last) - Number(a.id === last))
    .map((project) => ({
      label: sanitizeLabel(projectName(project)),
      description: project.name.trim() === '' ? '' : project.id,
      project: project.id,
    }));
  const other = { label: l10n.t('Enter Project ID…'), description: '', project: undefined };
  const selection = await vscode.window.showQuickPick(hasDefaultKey ? [...items, other] : items, {
    title: l10n.t('Project for the New Agent'),
    matchOnDescription: true,
  });
  if (!selection) throw canceledByUser();
  const project = selection.project ?? (await enterProject());
  await projects.remember(origin, Number(project));
  return placement(project);
}

/** The projects of the stored keys or, if they are unknown, of the agents that the default key can list. */
async function projectsFor(keys: CommandKeys): Promise<Project[]> {
  const projects = knownProjects(keys.records);
  const choice = chooseKey(keys.records, { project: undefined, selected: defaultSlot });
  if (projects.length > 0 || choice.kind !== 'key') return projects;
  const target = keys.targetWith(choice.record);
  const page = await target.client.list({}, undefined);
  if (!page.ok) throw failureError(target, page.failure);
  return projectsOf(page.value).map(({ project }) => ({ id: String(project), name: '', configured: [] }));
}

function placement(project: string): JsonObject {
  return { project: numberFromText(project) };
}

async function enterProject(): Promise<string> {
  const entered = await vscode.window.showInputBox({
    title: l10n.t('Project for the New Agent'),
    prompt: l10n.t('The project ID, as shown in the URL of the project on Cekura.'),
    validateInput: (text) =>
      /^[1-9]\d{0,14}$/.test(text.trim()) ? undefined : l10n.t('The project ID must be a positive integer.'),
  });
  if (entered === undefined) throw canceledByUser();
  return entered.trim();
}

function canceledByUser(): CanceledByUser {
  return new CanceledByUser(l10n.t('Canceled. Nothing was sent.'));
}
