import type * as vscode from 'vscode';

/** The environment variable whose key is offered; it is not used without asking. */
export const keyVariable = 'CEKURA_API_KEY';

/** So much of a key is shown, and only of keys that are long enough to stay secret all the same. */
const shownLength = 4;
const minLengthToShow = 10;

/** API keys, one per origin, in the editor's secret storage. */
export class Credentials {
  constructor(
    private readonly storage: vscode.SecretStorage,
    private readonly memory: vscode.Memento,
  ) {}

  async key(origin: string): Promise<string | undefined> {
    return this.storage.get(nameFor(origin));
  }

  /** The last characters of the key, by which the user recognizes it; undefined for none, or one too short for that. */
  async keyEnding(origin: string): Promise<string | undefined> {
    const key = await this.key(origin);
    return key !== undefined && key.length >= minLengthToShow ? key.slice(-shownLength) : undefined;
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

/** Whether a string can be sent in a header. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

function nameFor(origin: string): string {
  return `apiKey ${origin}`;
}

function offeredFor(origin: string): string {
  return `offeredEnvironmentKey ${origin}`;
}
