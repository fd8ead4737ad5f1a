import { apiVersions, type ApiVersion } from './enums';
import { spellings, type Spelling } from './spelling';

/** Behavior that the API documentation doesn't specify. Paths are dot-separated names, `*` for any name. */
export interface Switches {
  /** The API version, which decides the properties and enum values. Unknown properties are ignored, unknown values rejected. */
  readonly api: ApiVersion;
  /** Whether a property or secret that a PUT omits is kept, reset to its default, or cleared. */
  readonly put: 'keep' | 'reset' | 'clear';
  /** Whether a `…_data` object is merged into the stored one, or replaces it including its secrets. */
  readonly nested: 'merge' | 'replace';
  /** Whether secrets without a flag (`sip_auth`, header values, …) are returned in plain text or masked. */
  readonly clearText: 'on' | 'off';
  /** Whether responses contain `…_configured` flags, at the top level and in objects. */
  readonly flags: 'on' | 'off';
  /** Paths whose stored value is returned in plain text, even if it is a write-only secret. */
  readonly plain: readonly string[];
  /** Paths whose stored value is returned as `********`, even if it is an object, write-only, or not a secret. */
  readonly mask: readonly string[];
  /** Paths whose stored value is returned partially masked: `wss://h/****`, `asst_****`. */
  readonly partialMask: readonly string[];
  /** Paths that all responses omit. */
  readonly hide: readonly string[];
  /** Paths that responses to GET omit, including the list. */
  readonly omitFromGet: readonly string[];
  /** Paths that writes don't change, although the response is 200. */
  readonly ignore: readonly string[];
  /** The response to a project key for another project: 404 or 403. */
  readonly otherProject: 'not-found' | 'forbidden';
  /** How values are normalized when they are stored. */
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

/** The switches that are arrays of paths. */
export const pathSwitches = ['plain', 'mask', 'partialMask', 'hide', 'omitFromGet', 'ignore'] as const;

/** Validates the given switches; the others are as in `before`. Throws a RangeError that names the invalid switch. */
export function setSwitches(before: Switches, values: Readonly<Record<string, unknown>>): Switches {
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(defaultSwitches, name));
  if (unknown !== undefined) throw new RangeError(`Unknown switch "${unknown}".`);
  const paths = (name: (typeof pathSwitches)[number]) => stringsOf(name, values[name]) ?? before[name];
  return {
    api: choose('api', switchValues.api, values) ?? before.api,
    put: choose('put', switchValues.put, values) ?? before.put,
    nested: choose('nested', switchValues.nested, values) ?? before.nested,
    clearText: choose('clearText', switchValues.clearText, values) ?? before.clearText,
    flags: choose('flags', switchValues.flags, values) ?? before.flags,
    otherProject: choose('otherProject', switchValues.otherProject, values) ?? before.otherProject,
    plain: paths('plain'),
    mask: paths('mask'),
    partialMask: paths('partialMask'),
    hide: paths('hide'),
    omitFromGet: paths('omitFromGet'),
    ignore: paths('ignore'),
    spelling:
      stringsOf('spelling', values['spelling'])?.map((name) => oneOf('spelling', spellings, name)) ??
      before.spelling,
  };
}

function choose<T extends string>(
  name: string,
  allowed: readonly T[],
  values: Readonly<Record<string, unknown>>,
): T | undefined {
  const value = values[name];
  return value === undefined ? undefined : oneOf(name, allowed, value);
}

function oneOf<T extends string>(name: string, allowed: readonly T[], value: unknown): T {
  const choice = allowed.find((candidate) => candidate === value);
  if (choice === undefined) throw new RangeError(`${name} must be one of ${allowed.join(', ')}.`);
  return choice;
}

function stringsOf(name: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string' && item !== ''))
    return value;
  throw new RangeError(`${name} must be an array of strings.`);
}
