import type * as vscode from 'vscode';
import type { Evidence, KeepEvidence, Keeping } from '#sync/ports';

/** What servers were seen to do with secrets that a PUT left out; remembered per origin on this machine. */
export class StoredSecretRetention implements Evidence {
  constructor(private readonly memory: vscode.Memento) {}

  get(origin: string): Promise<KeepEvidence> {
    const stored = this.memory.get<Partial<KeepEvidence>>(nameFor(origin));
    return Promise.resolve({ topLevel: asKeeping(stored?.topLevel), nested: asKeeping(stored?.nested) });
  }

  async put(origin: string, evidence: KeepEvidence): Promise<void> {
    await this.memory.update(nameFor(origin), evidence);
  }
}

function asKeeping(stored: Keeping | undefined): Keeping {
  return stored === 'keeps' || stored === 'loses' ? stored : 'unknown';
}

function nameFor(origin: string): string {
  return `keepsSecrets ${origin}`;
}
