import { isObject, type Json, type JsonObject } from './json';
import { isFilled, matchesOf, withoutPath, withValueAtPath } from './paths';
import type { Switches } from './switches';

/** Replaces masked values in responses. */
export const mask = '********';

const partialMask = '****';

/** Applies the switches `flags`, `plain`, `mask`, `partialMask` and `hide` to a response. */
export function applyVisibility(response: JsonObject, stored: JsonObject, switches: Switches): JsonObject {
  const flagged = switches.flags === 'on' ? response : withoutFlags(response);
  const plain = withStoredValues(flagged, stored, switches.plain, (value) => value);
  const masked = withStoredValues(plain, stored, switches.mask, () => mask);
  const partial = withStoredValues(masked, stored, switches.partialMask, partlyMasked);
  return switches.hide.reduce(withoutPath, partial);
}

/** Adds the stored values at the paths to the response, changed by `change`. */
function withStoredValues(
  response: JsonObject,
  stored: JsonObject,
  paths: readonly string[],
  change: (value: Json) => Json,
): JsonObject {
  return paths
    .flatMap((path) => matchesOf(stored, path))
    .filter(({ value }) => isFilled(value))
    .reduce((result, { path, value }) => withValueAtPath(result, path, change(value)), response);
}

/** `wss://h/****`, `wss://user:****@h/x?key=****`, `sip:****@h`, `asst_****`: partially masked values. */
function partlyMasked(value: Json): Json {
  if (typeof value !== 'string') return mask;
  const url = /^(\w+:\/\/)([^/?#]*)([/?#][^]*)?$/.exec(value);
  if (url) return partlyMaskedUrl(url[1] ?? '', url[2] ?? '', url[3] ?? '');
  const sip = /^(sips?:)[^@]*@(.*)$/.exec(value);
  if (sip) return `${sip[1] ?? ''}${partialMask}@${sip[2] ?? ''}`;
  const prefix = /^\w*?[_-]/.exec(value)?.[0] ?? value.slice(0, 2);
  return `${prefix}${partialMask}`;
}

function partlyMaskedUrl(scheme: string, authority: string, rest: string): string {
  const hiddenAuthority = withMaskedPassword(authority);
  const hiddenRest = rest.replace(/=[^&#]*/g, `=${partialMask}`);
  const unchanged = hiddenAuthority === authority && hiddenRest === rest;
  return `${scheme}${hiddenAuthority}${unchanged ? `/${partialMask}` : hiddenRest}`;
}

function withMaskedPassword(authority: string): string {
  const colon = authority.indexOf(':');
  const at = authority.indexOf('@', colon);
  return colon < 0 || at < 0
    ? authority
    : `${authority.slice(0, colon + 1)}${partialMask}${authority.slice(at)}`;
}

function withoutFlags(response: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(response)
      .filter(([name]) => !name.endsWith('_configured'))
      .map(([name, value]) => [name, isObject(value) ? withoutFlags(value) : value]),
  );
}
