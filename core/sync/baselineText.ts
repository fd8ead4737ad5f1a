import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  memberOf,
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

/** Parses a stored baseline; undefined where the text is not one, which then counts as never synced. */
export function readBaseline(text: string): Baseline | undefined {
  const stored = readJson(text);
  const sides = sidesIn(stored);
  const conflicts = conflictsIn(memberOf(stored, 'conflicts'));
  const syncedFile = memberOf(stored, 'syncedFile');
  return (
    sides && {
      ...sides,
      beforePush: beforePushIn(memberOf(stored, 'beforePush')),
      ...(typeof syncedFile === 'string' ? { syncedFile } : {}),
      ...(conflicts.length > 0 ? { conflicts } : {}),
    }
  );
}

function conflictsIn(stored: Json | undefined): RecordedConflict[] {
  if (!isJsonArray(stored)) return [];
  return stored.flatMap((one) => {
    const pointer = memberOf(one, 'pointer');
    if (typeof pointer !== 'string') return [];
    return [{ pointer, remote: memberOf(one, 'remote'), keepLocal: memberOf(one, 'keepLocal') === true }];
  });
}

function sidesIn(stored: Json | undefined): { file: JsonObject; remote: JsonObject } | undefined {
  const file = memberOf(stored, 'file');
  const remote = memberOf(stored, 'remote');
  return isJsonObject(file) && isJsonObject(remote) ? { file, remote } : undefined;
}

function beforePushIn(stored: Json | undefined): Baseline['beforePush'] {
  const sides = sidesIn(stored);
  const secrets = memberOf(stored, 'setSecrets');
  if (!sides || !isJsonArray(secrets)) return sides;
  return { ...sides, setSecrets: secrets.filter((pointer) => typeof pointer === 'string') };
}
