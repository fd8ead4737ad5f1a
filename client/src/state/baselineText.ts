import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  memberOf,
  toJsonText,
} from '#language/syntax/json';
import { readJson } from '#api/json';
import type { Baseline, Dispute } from '#sync/ports';

/** A snapshot as it is stored, numbers digit for digit. */
export function baselineText({ file, remote, beforePush, syncedFile, disputes = [] }: Baseline): string {
  const before = beforePush && { file: beforePush.file, remote: beforePush.remote };
  const open = disputes.map(({ pointer, theirs, kept }) => ({
    pointer,
    ...(theirs === undefined ? {} : { theirs }),
    kept,
  }));
  return toJsonText(
    {
      file,
      remote,
      ...(syncedFile === undefined ? {} : { syncedFile }),
      ...(before ? { beforePush: before } : {}),
      ...(open.length > 0 ? { disputes: open } : {}),
    },
    '  ',
  );
}

/** What was stored → the snapshot; undefined where the text is not one, which then counts as never synced. */
export function readBaseline(text: string): Baseline | undefined {
  const stored = readJson(text);
  const sides = sidesIn(stored);
  const disputes = disputesIn(memberOf(stored, 'disputes'));
  const syncedFile = memberOf(stored, 'syncedFile');
  return (
    sides && {
      ...sides,
      beforePush: sidesIn(memberOf(stored, 'beforePush')),
      ...(typeof syncedFile === 'string' ? { syncedFile } : {}),
      ...(disputes.length > 0 ? { disputes } : {}),
    }
  );
}

function disputesIn(stored: Json | undefined): Dispute[] {
  if (!isJsonArray(stored)) return [];
  return stored.flatMap((one) => {
    const pointer = memberOf(one, 'pointer');
    if (typeof pointer !== 'string') return [];
    return [{ pointer, theirs: memberOf(one, 'theirs'), kept: memberOf(one, 'kept') === true }];
  });
}

function sidesIn(stored: Json | undefined): { file: JsonObject; remote: JsonObject } | undefined {
  const file = memberOf(stored, 'file');
  const remote = memberOf(stored, 'remote');
  return isJsonObject(file) && isJsonObject(remote) ? { file, remote } : undefined;
}
