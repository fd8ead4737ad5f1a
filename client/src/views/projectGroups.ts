import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Project } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { sanitizeLabel } from '../ui/sanitize';

/** What there is to do with the agents of a group. The menus in the manifest know groups by these ids. */
export type Direction = 'toPush' | 'toPull';

/** A file in the source control view. */
export interface GroupedFile {
  readonly state: vscode.SourceControlResourceState;
  readonly project: Project | undefined;
  readonly directions: readonly Direction[];
}

/** The groups of a source control view: for each project those to push and those to pull. */
export class ProjectGroups implements vscode.Disposable {
  private readonly groups = new Map<string, vscode.SourceControlResourceGroup>();

  constructor(private readonly control: vscode.SourceControl) {}

  show(files: readonly GroupedFile[]): void {
    const states = new Map<vscode.SourceControlResourceGroup, vscode.SourceControlResourceState[]>();
    const byProject = [...files].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    for (const { state, project, directions } of byProject) {
      for (const direction of directions) {
        const group = this.groupOf(direction, project);
        states.set(group, [...(states.get(group) ?? []), state]);
      }
    }
    for (const group of this.groups.values()) group.resourceStates = states.get(group) ?? [];
  }

  dispose(): void {
    for (const group of this.groups.values()) group.dispose();
  }

  private groupOf(direction: Direction, project: Project | undefined): vscode.SourceControlResourceGroup {
    const id = project ? `${direction}:${project.id}` : direction;
    const label = labelOf(direction, project);
    const group = this.groups.get(id) ?? this.control.createResourceGroup(id, label);
    group.label = label;
    group.hideWhenEmpty = true;
    this.groups.set(id, group);
    return group;
  }
}

function nameOf({ project }: GroupedFile): string {
  return project ? projectName(project) : '';
}

function labelOf(direction: Direction, project: Project | undefined): string {
  const action = direction === 'toPush' ? l10n.t('To Push') : l10n.t('To Pull');
  return project ? l10n.t`${sanitizeLabel(projectName(project))}: ${action}` : action;
}
