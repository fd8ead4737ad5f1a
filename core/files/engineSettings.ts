import { setFlagsFromString } from 'node:v8';

/** The space for new objects stays small. By default it grows by tens of megabytes, most of which are garbage. */
const smallNewSpace = '--semi-space-growth-factor=1';

/**
 * Flags by major version of V8, measured with `npm run bench`. None changes a result. V8 prints an error for a flag that it doesn't
 * know, so later versions get none.
 */
const flags: Readonly<Record<string, readonly string[]>> = {
  // These have only a slow optimizing compiler. Much of what it compiles by default hardly runs again.
  '11': [smallNewSpace, '--interrupt-budget=500000'],
  '12': [smallNewSpace, '--invocation-count-for-turbofan=30000'],
  '13': [smallNewSpace],
  '14': [smallNewSpace],
};

/** Sets them for this process. Must run before the program is loaded: its compiled code is only valid for the same flags. */
export function setEngineFlags(): void {
  for (const flag of flagsOf(process.versions.v8)) setFlagsFromString(flag);
}

/** @param version such as `11.3.244.8-node.38` */
export function flagsOf(version: string): readonly string[] {
  const [major = ''] = version.split('.');
  return flags[major] ?? [];
}
