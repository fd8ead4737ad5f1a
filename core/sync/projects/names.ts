import * as l10n from '@vscode/l10n';
import type { KeyRecord, Project } from './keys';
import { knownProjects } from './keys';

/** The name of a project in messages, or its ID if the name is unknown. */
export function projectName({ id, name }: Pick<Project, 'id' | 'name'>): string {
  return name.trim() === '' ? l10n.t`project ${id}` : name;
}

/** The name of the project with this ID in messages, from the metadata of stored keys. */
export function projectNameFor(keys: readonly KeyRecord[], id: string): string {
  return projectName(knownProjects(keys).find((project) => project.id === id) ?? { id, name: '' });
}

/** A project inside a sentence: `project "Acme Staging"`, or `project 1377` if the name is unknown. */
export function quotedProject({ id, name }: Pick<Project, 'id' | 'name'>): string {
  return name.trim() === '' ? l10n.t`project ${id}` : l10n.t`project "${name}"`;
}
