import {
  type Json,
  type JsonObject,
  isJsonObject,
  memberOf,
  toJsonText,
} from '../../../server/src/language/json';
import { readJson } from '../api/json';
import type { Baseline } from '../sync/ports';

/** A snapshot as it is stored, numbers digit for digit. */
export function baselineText({ file, remote, beforePush }: Baseline): string {
  const before = beforePush && { file: beforePush.file, remote: beforePush.remote };
  return toJsonText({ file, remote, ...(before ? { beforePush: before } : {}) }, '  ');
}

/** What was stored → the snapshot; undefined where the text is not one, which then counts as never synced. */
export function readBaseline(text: string): Baseline | undefined {
  const stored = readJson(text);
  const sides = sidesIn(stored);
  return sides && { ...sides, beforePush: sidesIn(memberOf(stored, 'beforePush')) };
}

function sidesIn(stored: Json | undefined): { file: JsonObject; remote: JsonObject } | undefined {
  const file = memberOf(stored, 'file');
  const remote = memberOf(stored, 'remote');
  return isJsonObject(file) && isJsonObject(remote) ? { file, remote } : undefined;
}
