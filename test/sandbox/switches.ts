/** What the API's documentation leaves open. Each way it may be is a position of a switch. */
export interface Switches {
  /** What a member or secret becomes that a PUT omits: it stays, is as in a new agent, or is emptied. */
  readonly put: 'keep' | 'reset' | 'clear';
  /** Whether a `…_data` object that is sent replaces the stored one, or its members are laid over those stored. */
  readonly nested: 'merge' | 'replace';
  /** Whether secrets without a flag of their own (`sip_auth`, header values, …) are returned as they are, or as a mask. */
  readonly clearText: 'on' | 'off';
}

/** The likeliest way for the real server, as far as the documentation lets one guess. */
export const usualSwitches: Switches = { put: 'keep', nested: 'replace', clearText: 'on' };

export const positions = {
  put: ['keep', 'reset', 'clear'],
  nested: ['merge', 'replace'],
  clearText: ['on', 'off'],
} as const satisfies { readonly [name in keyof Switches]: readonly Switches[name][] };

/** The switches named, each checked; the others as in `before`. Throws a RangeError that names what is wrong. */
export function setSwitches(before: Switches, wanted: Readonly<Record<string, unknown>>): Switches {
  const stranger = Object.keys(wanted).find((name) => !Object.hasOwn(positions, name));
  if (stranger !== undefined) throw new RangeError(`no switch is called "${stranger}"`);
  return {
    put: position('put', positions.put, wanted) ?? before.put,
    nested: position('nested', positions.nested, wanted) ?? before.nested,
    clearText: position('clearText', positions.clearText, wanted) ?? before.clearText,
  };
}

function position<T extends string>(
  name: string,
  allowed: readonly T[],
  wanted: Readonly<Record<string, unknown>>,
): T | undefined {
  const value = wanted[name];
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new RangeError(`${name} is one of ${allowed.join(', ')}`);
  return found;
}
