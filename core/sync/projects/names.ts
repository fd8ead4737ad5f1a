import * as l10n from '@vscode/l10n';
import type { KeyRecord, Project } from './keys';
import { knownProjects } from './keys';

/** A project in messages: its name, or its id where the name is unknown. */
export function projectName({ id, name }: Pick<Project, 'id' | 'name'>): string {
  return name.trim() === '' ? l10n.t`project ${id}` : name;
}

/** The project with this id in messages, with the name that a stored key made known. */
export function projectNameFor(keys: readonly KeyRecord[], id: string): string {
  return projectName(knownProjects(keys).find((project) => project.id === id) ?? { id, name: '' });
}

/** A project inside a sentence: `project "Acme Staging"`, or `project 1377` where the name is unknown. */
export function quotedProject({ id, name }: Pick<Project, 'id' | 'name'>): string {
  return name.trim() === '' ? l10n.t`project ${id}` : l10n.t`project "${name}"`;
}
