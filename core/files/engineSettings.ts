import { setFlagsFromString } from 'node:v8';

/**
 * - `start`: while a program is loaded
 * - `short`: for a run of less than a second, and for a program that mostly waits
 * - `long`: V8's defaults, for a run of several seconds
 */
export type EngineSetting = 'start' | 'short' | 'long';

/** The space for new objects stops growing; by default it takes tens of megabytes, most of which are garbage. */
const fixed = '--semi-space-growth-factor=1';
const growing = '--semi-space-growth-factor=2';
/** These versions have a fast optimizing compiler in front of the slow one. */
const withMaglev = { start: [growing], short: [fixed], long: [growing] };
/** In others, most of what is optimized by default hardly runs again in a short run. */
const [lateIn11, lateIn12] = ['--interrupt-budget=500000', '--invocation-count-for-turbofan=30000'];

/**
 * Flags by major version of V8, measured with `npm run bench`. None changes a result. V8 prints an error for a flag that it doesn't
 * know, so later versions get none.
 */
const flags: Readonly<Record<string, Readonly<Record<EngineSetting, readonly string[]>>>> = {
  '11': {
    start: [lateIn11, growing],
    short: [lateIn11, fixed],
    long: ['--interrupt-budget=67584', growing],
  },
  '12': {
    start: [lateIn12, growing],
    short: [lateIn12, fixed],
    long: ['--invocation-count-for-turbofan=3000', growing],
  },
  '13': withMaglev,
  '14': withMaglev,
};

let current: EngineSetting = 'long';

/** The setting of this process. */
export function engineSetting(): EngineSetting {
  return current;
}

/** Sets V8's flags for this process. */
export function setEngine(setting: EngineSetting): void {
  current = setting;
  for (const flag of engineFlags(process.versions.v8, setting)) setFlagsFromString(flag);
}

/** @param version such as `11.3.244.8-node.38` */
export function engineFlags(version: string, setting: EngineSetting): readonly string[] {
  const [major = ''] = version.split('.');
  return flags[major]?.[setting] ?? [];
}
