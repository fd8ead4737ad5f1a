import {
  type Json,
  type JsonObject,
  arrayAt,
  isJsonArray,
  isJsonObject,
  propertyOf,
  stringAt,
  stringItems,
  toJsonText,
} from '#language/syntax/json';
import { readJson } from '#language/syntax/readJson';
import type { Baseline, RecordedConflict } from './ports';

/** A baseline as it is stored, with all digits of its numbers. */
export function baselineText({ file, remote, beforePush, syncedFile, conflicts = [] }: Baseline): string {
  const before = beforePush && {
    file: beforePush.file,
    remote: beforePush.remote,
    ...(beforePush.setSecrets?.length ? { setSecrets: beforePush.setSecrets } : {}),
  };
  const open = conflicts.map(({ pointer, remote, keepLocal }) => ({
    pointer,
    ...(remote === undefined ? {} : { remote }),
    keepLocal,
  }));
  return toJsonText(
    {
      file,
      remote,
      ...(syncedFile === undefined ? {} : { syncedFile }),
      ...(before ? { beforePush: before } : {}),
      ...(open.length > 0 ? { conflicts: open } : {}),
    },
    '  ',
  );
}

/** Parses a stored baseline; undefined if it is invalid, so that the file is treated as never synced. */
export function readBaseline(text: string): Baseline | undefined {
  const stored = readJson(text);
  const sides = sidesIn(stored);
  const conflicts = readConflicts(arrayAt(stored, 'conflicts'));
  const syncedFile = stringAt(stored, 'syncedFile');
  return (
    sides && {
      ...sides,
      beforePush: beforePushIn(propertyOf(stored, 'beforePush')),
      ...(syncedFile === undefined ? {} : { syncedFile }),
      ...(conflicts.length > 0 ? { conflicts } : {}),
    }
  );
}

function readConflicts(stored: readonly Json[]): RecordedConflict[] {
  return stored.flatMap((entry) => {
    const pointer = stringAt(entry, 'pointer');
    if (pointer === undefined) return [];
    return [
      { pointer, remote: propertyOf(entry, 'remote'), keepLocal: propertyOf(entry, 'keepLocal') === true },
    ];
  });
}

function sidesIn(stored: Json | undefined): { file: JsonObject; remote: JsonObject } | undefined {
  const file = propertyOf(stored, 'file');
  const remote = propertyOf(stored, 'remote');
  return isJsonObject(file) && isJsonObject(remote) ? { file, remote } : undefined;
}

function beforePushIn(stored: Json | undefined): Baseline['beforePush'] {
  const sides = sidesIn(stored);
  const secrets = propertyOf(stored, 'setSecrets');
  if (!sides || !isJsonArray(secrets)) return sides;
  return { ...sides, setSecrets: stringItems(secrets) };
}
