import type * as vscode from 'vscode';

/** The last selected project for a new agent, per origin. */
export class LastProjects {
  constructor(private readonly memento: vscode.Memento) {}

  last(origin: string): number | undefined {
    return this.memento.get<number>(lastProjectKey(origin));
  }

  async remember(origin: string, project: number): Promise<void> {
    await this.memento.update(lastProjectKey(origin), project);
  }
}

function lastProjectKey(origin: string): string {
  return `lastProject ${origin}`;
}
