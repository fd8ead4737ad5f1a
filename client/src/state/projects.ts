import type * as vscode from 'vscode';

/** The last selected project for a new agent, per origin. */
export class LastProjects {
  constructor(private readonly memory: vscode.Memento) {}

  last(origin: string): number | undefined {
    return this.memory.get<number>(keyFor(origin));
  }

  async remember(origin: string, project: number): Promise<void> {
    await this.memory.update(keyFor(origin), project);
  }
}

function keyFor(origin: string): string {
  return `lastProject ${origin}`;
}
