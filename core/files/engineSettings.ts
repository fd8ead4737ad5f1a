import { setFlagsFromString } from 'node:v8';

/**
 * - `start`: while a program is loaded
 * - `short`: for a run of less than a second, and for a program that mostly waits
 * - `long`: V8's defaults, for a run of several seconds
 */
export type EngineSetting = 'start' | 'short' | 'long';

type FlagsBySetting = Readonly<Record<EngineSetting, readonly string[]>>;

/** The space for new objects stops growing; by default it takes tens of megabytes, most of which are garbage. */
const fixed = '--semi-space-growth-factor=1';
const growing = '--semi-space-growth-factor=2';
/** Most code runs once while a program is loaded: neither compiling it further nor dividing a small cleanup among threads pays. */
const loading = ['--no-sparkplug', '--no-parallel-scavenge'];
const running = ['--sparkplug', '--parallel-scavenge'];

/** How often a function is called before it is prepared for optimization, or optimized. */
interface Threshold {
  readonly default: string;
  readonly late: string;
}

const callsBeforePreparation: Threshold = {
  default: '--invocation-count-for-feedback-allocation=8',
  late: '--invocation-count-for-feedback-allocation=30',
};

/** @param optimization undefined: the default is good for each setting */
function flagsWith(preparation: Threshold, optimization?: Threshold): FlagsBySetting {
  const late = optimization ? [optimization.late] : [];
  return {
    start: [preparation.late, ...late, growing, ...loading],
    short: [preparation.default, ...late, fixed, ...running],
    long: [preparation.default, ...(optimization ? [optimization.default] : []), growing, ...running],
  };
}

/**
 * Flags by major version of V8, measured with `npm run bench`. None changes a result. V8 prints an error for a flag that it doesn't
 * know, so later versions get none.
 */
const flags: Readonly<Record<string, FlagsBySetting>> = {
  // In these two, most of what is optimized by default hardly runs again in a short run.
  '11': flagsWith(
    {
      default: '--interrupt-budget-factor-for-feedback-allocation=8',
      late: '--interrupt-budget-factor-for-feedback-allocation=30',
    },
    { default: '--interrupt-budget=67584', late: '--interrupt-budget=500000' },
  ),
  '12': flagsWith(callsBeforePreparation, {
    default: '--invocation-count-for-turbofan=3000',
    late: '--invocation-count-for-turbofan=30000',
  }),
  // These have a fast optimizing compiler in front of the slow one.
  '13': flagsWith(callsBeforePreparation),
  '14': flagsWith(callsBeforePreparation),
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
