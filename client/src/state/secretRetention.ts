import type * as vscode from 'vscode';
import type { Retention, RetentionStore, SecretRetention } from '#sync/ports';

/** Records whether servers keep secrets that a PUT omits, per origin on this machine. */
export class StoredSecretRetention implements RetentionStore {
  constructor(private readonly memento: vscode.Memento) {}

  get(origin: string): Promise<SecretRetention> {
    const stored = this.memento.get<Partial<SecretRetention>>(keyFor(origin));
    return Promise.resolve({
      topLevel: retentionIn(stored?.topLevel),
      nested: retentionIn(stored?.nested),
      writeOnly: retentionIn(stored?.writeOnly),
    });
  }

  async put(origin: string, retention: SecretRetention): Promise<void> {
    await this.memento.update(keyFor(origin), retention);
  }
}

function retentionIn(stored: Retention | undefined): Retention {
  return stored === 'kept' || stored === 'lost' ? stored : 'unknown';
}

function keyFor(origin: string): string {
  return `secretRetention ${origin}`;
}
