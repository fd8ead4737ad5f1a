import type * as vscode from 'vscode';

/** Name of the environment variable that is offered, never used unasked. */
export const keyVariable = 'CEKURA_API_KEY';

/** API keys, one per origin, in the editor's secret storage. */
export class Credentials {
  constructor(
    private readonly storage: vscode.SecretStorage,
    private readonly memory: vscode.Memento,
  ) {}

  async key(origin: string): Promise<string | undefined> {
    return this.storage.get(nameFor(origin));
  }

  async setKey(origin: string, key: string): Promise<void> {
    await this.storage.store(nameFor(origin), key);
  }

  async removeKey(origin: string): Promise<void> {
    await this.storage.delete(nameFor(origin));
  }

  /** The key in the environment, until it was offered for this origin once. */
  offer(origin: string): string | undefined {
    const key = process.env[keyVariable]?.trim() ?? '';
    return isKey(key) && this.memory.get(offeredFor(origin)) !== true ? key : undefined;
  }

  async rememberOffer(origin: string): Promise<void> {
    await this.memory.update(offeredFor(origin), true);
  }
}

/** Whether a text can travel in a header at all. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

function nameFor(origin: string): string {
  return `apiKey ${origin}`;
}

function offeredFor(origin: string): string {
  return `offeredEnvironmentKey ${origin}`;
}
