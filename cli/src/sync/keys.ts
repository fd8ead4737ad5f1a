import {
  type KeyChoice,
  type KeyRecord,
  type KeySlot,
  chooseKey,
  defaultSlot,
  lastFourOf,
  projectSlot,
  slotId,
} from '#sync/projects/keys';
import type { Context } from '../context';
import { UsageError } from '../errors';

const variable = 'CEKURA_API_KEY';

/** The API keys of the environment: one for all projects, and one for each project that has its own. */
export class Keys {
  private readonly keys = new Map<string, string>();
  private readonly records: readonly KeyRecord[];

  constructor({ env, platform }: Context) {
    const environmentKeys = Object.entries(env).flatMap(([name, value]) =>
      keyIn(platform === 'win32' ? name.toUpperCase() : name, value?.trim() ?? ''),
    );
    if (environmentKeys.length === 0) throw new UsageError(missingKeyMessage({ kind: 'no-key' }));
    for (const { slot, key } of environmentKeys) this.keys.set(slotId(slot), key);
    this.records = environmentKeys.map(({ slot, key }) => environmentRecord(slot, key));
  }

  /** The key for a project; throws a UsageError if there is none. `project`: undefined if unknown. */
  slotFor(project: string | undefined): KeySlot {
    const choice = chooseKey(this.records, { project, selected: undefined });
    if (choice.kind !== 'key') throw new UsageError(missingKeyMessage(choice));
    return choice.record.slot;
  }

  keyIn(slot: KeySlot): string | undefined {
    return this.keys.get(slotId(slot));
  }

  /** Whether a variable contains an API key. No reference may send one. */
  static isKeyVariable(name: string): boolean {
    // Windows ignores the case of names.
    const upper = name.toUpperCase();
    return upper === variable || upper.startsWith(`${variable}_`);
  }
}

function keyIn(name: string, key: string): { slot: KeySlot; key: string }[] {
  const match = /^CEKURA_API_KEY(?:_(\d+))?$/.exec(name);
  if (!match || key === '') return [];
  const [, project] = match;
  if (!/^[\x21-\x7e]+$/.test(key)) throw new UsageError(`${name} contains characters that no API key has.`);
  return [{ slot: project === undefined ? defaultSlot : projectSlot(project), key }];
}

function environmentRecord(slot: KeySlot, key: string): KeyRecord {
  return { slot, lastFour: lastFourOf(key), verifiedAt: undefined, projects: [], readOnly: false };
}

function missingKeyMessage(choice: Exclude<KeyChoice, { kind: 'key' }>): string {
  switch (choice.kind) {
    case 'no-key':
      return `No API key. Set the environment variable ${variable}.`;
    case 'no-key-for-project':
      return `No API key for project ${choice.project}. Set ${variable}_${choice.project} or ${variable}.`;
    case 'ambiguous':
      return `There are keys for several projects. Choose one with --project ID, or set ${variable}.`;
  }
}
