import * as vscode from 'vscode';
import { settingsSection } from '#server/protocol';
import type { Project } from '#sync/projects/keys';
import { isProtected } from '#sync/projects/protection';
import { onSettingChange } from './settings';

const setting = 'protectedProjects';
type Entry = string | number;

/** Whether each push to the project has to be confirmed. A workspace can protect more projects, but can't lift protection. */
export function isProtectedProject(project: Pick<Project, 'id' | 'name'>): boolean {
  const inspected = vscode.workspace.getConfiguration(settingsSection).inspect<unknown>(setting);
  const values = [inspected?.globalValue, inspected?.workspaceValue, inspected?.workspaceFolderValue];
  return isProtected(project, values.flatMap(entriesIn));
}

/** Adds projects to the user's setting. */
export async function protectProjects(projects: readonly Project[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const before = entriesIn(configuration.inspect<unknown>(setting)?.globalValue);
  const added = projects.map(({ id, name }) => (name.trim() === '' ? id : name));
  await configuration.update(setting, [...before, ...added], vscode.ConfigurationTarget.Global);
}

export function onProtectionChange(listener: () => void): vscode.Disposable {
  return onSettingChange(setting, listener);
}

function entriesIn(value: unknown): Entry[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry): entry is Entry => typeof entry === 'string' || typeof entry === 'number');
}
