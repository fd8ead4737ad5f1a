import { isObject, type Json, type JsonObject } from './json';
import { isFilled, matchesOf, withoutPath, withValue } from './paths';
import type { Switches } from './switches';

/** What a masked value is returned as. */
export const mask = '********';

const partialMask = '****';

/** An answer with what the switches `flags`, `plain`, `mask`, `partialMask` and `hide` make of it. */
export function applyVisibility(answer: JsonObject, stored: JsonObject, switches: Switches): JsonObject {
  const flagged = switches.flags === 'on' ? answer : withoutFlags(answer);
  const plain = shown(flagged, stored, switches.plain, (value) => value);
  const masked = shown(plain, stored, switches.mask, () => mask);
  const partial = shown(masked, stored, switches.partialMask, partlyMasked);
  return switches.hide.reduce(withoutPath, partial);
}

/** Puts what is stored at the paths into the answer, whether it was there before or not. */
function shown(
  answer: JsonObject,
  stored: JsonObject,
  paths: readonly string[],
  change: (value: Json) => Json,
): JsonObject {
  return paths
    .flatMap((path) => matchesOf(stored, path))
    .filter(({ value }) => isFilled(value))
    .reduce((result, { path, value }) => withValue(result, path, change(value)), answer);
}

/** `wss://h/****`, `wss://user:****@h/x?key=****`, `sip:****@h`, `asst_****`: a mask inside a value. */
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

function withoutFlags(answer: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([name]) => !name.endsWith('_configured'))
      .map(([name, value]) => [name, isObject(value) ? withoutFlags(value) : value]),
  );
}
