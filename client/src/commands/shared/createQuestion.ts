import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { CreatePlan } from '#sync/create/create';
import { describeCreation } from '#sync/messages/describeQuestion';
import type { ProgressNotification } from '../../ui/progress';
import { agentIdByName } from './createOptions';
import { failureError } from './failures';
import { type Target, nameInProject } from './target';

/** Asks before an agent is created, and offers to link the file to an agent with the same name instead. */
export class CreateQuestion {
  /** The agent to link to instead. */
  namesake: string | undefined;

  constructor(
    private readonly target: Target,
    private readonly progress: ProgressNotification,
  ) {}

  ask(plan: CreatePlan): Promise<boolean> {
    return this.progress.pauseDuring(async () => {
      const id = await this.idOfNamesake(plan.agentName);
      const create = id === undefined ? l10n.t('Create') : l10n.t('Create Anyway');
      const link = l10n.t`Link to Agent ${id ?? ''}`;
      const { address } = this.target;
      const detail = [
        l10n.t`Host: ${address.host}`,
        id === undefined
          ? l10n.t('The whole agent is sent. Its new ID is added to the file.')
          : l10n.t`Agent ${id} already has this name. Linking adds its ID to the file and sends nothing.`,
        ...describeCreation(plan),
      ].join('\n');
      const labels = id === undefined ? [create] : [link, create];
      const title = l10n.t`Create ${nameInProject(this.target, plan.agentName)}?`;
      const answer = await vscode.window.showInformationMessage(title, { modal: true, detail }, ...labels);
      if (answer === link) this.namesake = id;
      return answer === create;
    });
  }

  private async idOfNamesake(name: string): Promise<string | undefined> {
    const { client, fileProject } = this.target;
    const filter = { search: name, ...(fileProject && { project: fileProject.id }) };
    const page = await client.list(filter, undefined, this.progress.cancellation);
    if (!page.ok) throw failureError(this.target, page.failure);
    return agentIdByName(page.value, name);
  }
}
