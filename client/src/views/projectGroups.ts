import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Project } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { sanitizeLabel } from '../ui/sanitize';

/** The IDs of groups, which menus in the manifest refer to. */
export type Task = 'conflicts' | 'toPush' | 'toPull';

/** A file in the source control view. */
export interface GroupedFile {
  readonly state: vscode.SourceControlResourceState;
  readonly project: Project | undefined;
  readonly tasks: readonly Task[];
}

/** The groups of a source control view: for each project those with conflicts, those to push and those to pull. */
export class ProjectGroups implements vscode.Disposable {
  private readonly groups = new Map<string, vscode.SourceControlResourceGroup>();
  /** A placeholder for an empty view. */
  private readonly inSync: vscode.SourceControlResourceGroup;

  constructor(private readonly control: vscode.SourceControl) {
    this.inSync = control.createResourceGroup('inSync', '');
    this.inSync.hideWhenEmpty = true;
  }

  /** `comparedWith`: the host that all files are in sync with, if they are. */
  show(files: readonly GroupedFile[], comparedWith: string): void {
    const states = new Map<vscode.SourceControlResourceGroup, vscode.SourceControlResourceState[]>();
    const byProject = [...files].sort((a, b) => groupProjectName(a).localeCompare(groupProjectName(b)));
    for (const { state, project, tasks } of byProject) {
      for (const task of tasks) {
        const group = this.groupOf(task, project);
        states.set(group, [...(states.get(group) ?? []), state]);
      }
    }
    for (const group of this.groups.values()) group.resourceStates = states.get(group) ?? [];
    this.inSync.label = l10n.t`In sync with ${comparedWith} as of the last check`;
    this.inSync.hideWhenEmpty = files.length === 0 || states.size > 0;
    this.control.count = files.filter(({ tasks }) => tasks.length > 0).length;
  }

  dispose(): void {
    for (const group of [this.inSync, ...this.groups.values()]) group.dispose();
  }

  private groupOf(task: Task, project: Project | undefined): vscode.SourceControlResourceGroup {
    const id = project ? `${task}:${project.id}` : task;
    const label = groupLabel(task, project);
    const group = this.groups.get(id) ?? this.control.createResourceGroup(id, label);
    group.label = label;
    group.hideWhenEmpty = true;
    this.groups.set(id, group);
    return group;
  }
}

function groupProjectName({ project }: GroupedFile): string {
  return project ? projectName(project) : '';
}

function groupLabel(task: Task, project: Project | undefined): string {
  const titles = {
    conflicts: l10n.t('Conflicts'),
    toPush: l10n.t('To Push'),
    toPull: l10n.t('To Pull'),
  };
  const title = titles[task];
  return project ? l10n.t`${sanitizeLabel(projectName(project))}: ${title}` : title;
}
