import type * as vscode from 'vscode';
import type { Json } from '#language/syntax/json';
import type { RetentionStore, SecretRetention } from '#sync/ports';
import { readRetention } from '#sync/secrets/retention';

/** Records whether servers keep secrets that a PUT omits, per origin on this machine. */
export class StoredSecretRetention implements RetentionStore {
  constructor(private readonly memento: vscode.Memento) {}

  get(origin: string): Promise<SecretRetention> {
    return Promise.resolve(readRetention(this.memento.get<Json>(secretRetentionKey(origin))));
  }

  async put(origin: string, retention: SecretRetention): Promise<void> {
    await this.memento.update(secretRetentionKey(origin), retention);
  }
}

function secretRetentionKey(origin: string): string {
  return `secretRetention ${origin}`;
}
