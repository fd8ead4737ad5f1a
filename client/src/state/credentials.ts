import * as vscode from 'vscode';
import {
  type KeyRecord,
  type KeySlot,
  type Project,
  defaultSlot,
  newRecord,
  recordIn,
  slotId,
  withRecord,
  withoutRecord,
} from '#sync/projects/keys';

/** The environment variable whose key is offered; it is not used without asking. */
export const keyVariable = 'CEKURA_API_KEY';

/**
 * API keys in secret storage: per origin, a default key and one for each project. Their metadata is not secret and is stored separately.
 */
export class Credentials implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  /** Fires when a key or its metadata changes. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly storage: vscode.SecretStorage,
    private readonly memento: vscode.Memento,
  ) {}

  async key(origin: string, slot: KeySlot): Promise<string | undefined> {
    return this.storage.get(storageKeyOf(origin, slot));
  }

  /** The metadata of the keys of an origin. A key of an earlier version has no metadata and is the default key. */
  async records(origin: string): Promise<readonly KeyRecord[]> {
    const records = this.memento.get<readonly KeyRecord[]>(recordsKeyOf(origin), []);
    if (recordIn(records, defaultSlot)) return records;
    const key = await this.key(origin, defaultSlot);
    return key === undefined ? records : [...records, newRecord(key, [], undefined)];
  }

  /** Stores a key for its project, or as the default key. */
  async setKey(
    origin: string,
    key: string,
    projects: readonly Project[] = [],
    verifiedAt?: string,
  ): Promise<KeyRecord> {
    const record = newRecord(key, projects, verifiedAt);
    await this.storage.store(storageKeyOf(origin, record.slot), key);
    await this.save(origin, withRecord(await this.records(origin), record));
    return record;
  }

  async removeKey(origin: string, slot: KeySlot): Promise<void> {
    await this.storage.delete(storageKeyOf(origin, slot));
    await this.save(origin, withoutRecord(await this.records(origin), slot));
  }

  /** Records that the API rejected a write with a key, unless the key was replaced or removed meanwhile. */
  async markReadOnly(origin: string, record: KeyRecord): Promise<void> {
    const records = await this.records(origin);
    const current = recordIn(records, record.slot);
    if (current?.lastFour !== record.lastFour || current.verifiedAt !== record.verifiedAt) return;
    await this.save(origin, withRecord(records, { ...current, readOnly: true }));
  }

  /** The key that the user selected for a file without a project. */
  selectedFor(origin: string, file: string): KeySlot | undefined {
    return this.memento.get<KeySlot>(chosenFor(origin, file));
  }

  async rememberChoice(origin: string, file: string, slot: KeySlot): Promise<void> {
    await this.memento.update(chosenFor(origin, file), slot);
  }

  /** The key in the environment, unless it was already offered for this origin. */
  offer(origin: string): string | undefined {
    const key = process.env[keyVariable]?.trim() ?? '';
    return isKey(key) && this.memento.get(offeredFor(origin)) !== true ? key : undefined;
  }

  async rememberOffer(origin: string): Promise<void> {
    await this.memento.update(offeredFor(origin), true);
  }

  /** Whether protection was already offered for a project. Records that it was. */
  async firstOfferOfProtection(origin: string, project: string): Promise<boolean> {
    const name = `offeredProtection ${origin} ${project}`;
    if (this.memento.get(name) === true) return false;
    await this.memento.update(name, true);
    return true;
  }

  dispose(): void {
    this.changes.dispose();
  }

  private async save(origin: string, records: readonly KeyRecord[]): Promise<void> {
    await this.memento.update(recordsKeyOf(origin), records);
    this.changes.fire();
  }
}

/** Whether a string can be sent in a header. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** The default key has the name that earlier versions stored their one key under. */
function storageKeyOf(origin: string, slot: KeySlot): string {
  return `apiKey ${origin} ${slotId(slot)}`.trimEnd();
}

function recordsKeyOf(origin: string): string {
  return `apiKeys ${origin}`;
}

function chosenFor(origin: string, file: string): string {
  return `apiKeyFor ${origin} ${file}`;
}

function offeredFor(origin: string): string {
  return `offeredEnvironmentKey ${origin}`;
}
