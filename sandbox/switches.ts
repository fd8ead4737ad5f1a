import { apiVersions, type ApiVersion } from './enums';
import { spellings, type Spelling } from './spelling';

/** What the API's documentation leaves open, and what comparable servers do. Paths are names with dots, `*` for any name. */
export interface Switches {
  /** Which description of the API decides what properties and enum values there are. Unknown properties are dropped, unknown values rejected. */
  readonly api: ApiVersion;
  /** What a property or secret becomes that a PUT omits: it stays, is as in a new agent, or is emptied. */
  readonly put: 'keep' | 'reset' | 'clear';
  /** Whether a `…_data` object that is sent is merged into the stored one, or replaces it with all its secrets. */
  readonly nested: 'merge' | 'replace';
  /** Whether secrets without a flag of their own (`sip_auth`, header values, …) are returned in plain text, or as a mask. */
  readonly clearText: 'on' | 'off';
  /** Whether answers have `…_configured` flags, at the top and inside objects. */
  readonly flags: 'on' | 'off';
  /** Paths whose stored value is returned in plain text, even if it is a write-only secret. */
  readonly plain: readonly string[];
  /** Paths whose stored value is returned as `********`, even if it is no secret, a whole object, or write-only. */
  readonly mask: readonly string[];
  /** Paths whose stored value is returned with a mask inside: `wss://h/****`, `asst_****`. */
  readonly partialMask: readonly string[];
  /** Paths that are left out of every answer about the agent, whatever is stored. */
  readonly hide: readonly string[];
  /** Paths that are left out of the answers to GET, the list included: a partial answer. */
  readonly omitFromGet: readonly string[];
  /** Paths that no write changes, though the answer is 200. */
  readonly ignore: readonly string[];
  /** The answer to a project key about another project: 404 or 403. */
  readonly otherProject: 'not-found' | 'forbidden';
  /** How values are rewritten when they are stored. */
  readonly spelling: readonly Spelling[];
}

/** The most likely behavior of the real server. */
export const defaultSwitches: Switches = {
  api: 'union',
  put: 'keep',
  nested: 'replace',
  clearText: 'on',
  flags: 'on',
  otherProject: 'not-found',
  plain: [],
  mask: [],
  partialMask: [],
  hide: [],
  omitFromGet: [],
  ignore: [],
  spelling: [],
};

/** The switches with a fixed set of values. */
export const switchValues = {
  api: apiVersions,
  put: ['keep', 'reset', 'clear'],
  nested: ['merge', 'replace'],
  clearText: ['on', 'off'],
  flags: ['on', 'off'],
  otherProject: ['not-found', 'forbidden'],
} as const satisfies { readonly [name in keyof Switches]?: readonly Switches[name][] };

/** The switches that are lists of paths. */
export const pathSwitches = ['plain', 'mask', 'partialMask', 'hide', 'omitFromGet', 'ignore'] as const;

/** The switches named, each checked; the others as in `before`. Throws a RangeError that names what is wrong. */
export function setSwitches(before: Switches, wanted: Readonly<Record<string, unknown>>): Switches {
  const unknown = Object.keys(wanted).find((name) => !Object.hasOwn(defaultSwitches, name));
  if (unknown !== undefined) throw new RangeError(`Unknown switch "${unknown}".`);
  const paths = (name: (typeof pathSwitches)[number]) => stringsOf(name, wanted[name]) ?? before[name];
  return {
    api: choose('api', switchValues.api, wanted) ?? before.api,
    put: choose('put', switchValues.put, wanted) ?? before.put,
    nested: choose('nested', switchValues.nested, wanted) ?? before.nested,
    clearText: choose('clearText', switchValues.clearText, wanted) ?? before.clearText,
    flags: choose('flags', switchValues.flags, wanted) ?? before.flags,
    otherProject: choose('otherProject', switchValues.otherProject, wanted) ?? before.otherProject,
    plain: paths('plain'),
    mask: paths('mask'),
    partialMask: paths('partialMask'),
    hide: paths('hide'),
    omitFromGet: paths('omitFromGet'),
    ignore: paths('ignore'),
    spelling:
      stringsOf('spelling', wanted['spelling'])?.map((name) => oneOf('spelling', spellings, name)) ??
      before.spelling,
  };
}

function choose<T extends string>(
  name: string,
  allowed: readonly T[],
  wanted: Readonly<Record<string, unknown>>,
): T | undefined {
  const value = wanted[name];
  return value === undefined ? undefined : oneOf(name, allowed, value);
}

function oneOf<T extends string>(name: string, allowed: readonly T[], value: unknown): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new RangeError(`${name} must be one of ${allowed.join(', ')}.`);
  return found;
}

function stringsOf(name: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string' && item !== ''))
    return value;
  throw new RangeError(`${name} must be an array of strings.`);
}
