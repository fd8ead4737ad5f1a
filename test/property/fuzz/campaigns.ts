import fc from 'fast-check';
import { assertSameVerdict, someAgent } from './agents';
import { assertSameText, editing } from './edits';
import { assertReadAlike, assertSoundAnswers } from './invariants';
import { mutatedText } from './mutations';

/** What went wrong: the smallest input that shows it, and the text in it. */
export interface Finding {
  readonly input: string;
  readonly text: string;
  readonly error: string;
}

/** One kind of input and what must hold for it. */
export interface Campaign {
  readonly name: string;
  /** Tries `count` inputs that `seed` decides; undefined where all of them passed. */
  readonly run: (count: number, seed: number) => Finding | undefined;
  /** The input that took longest so far, all that was asked about it together. */
  readonly slowest: Slowest;
}

export interface Slowest {
  /** Milliseconds of this process's own work: what else the machine does counts for nothing. */
  ms: number;
  /** Length of its text in UTF-16 units. */
  length: number;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const campaigns: readonly Campaign[] = [
  campaign(
    'mutated texts, every question asked',
    fc.record({ mutated: mutatedText, at: share }),
    ({ mutated }) => mutated.text,
    ({ mutated: { before, text }, at }) => {
      assertSoundAnswers(text, at);
      assertReadAlike(before, text);
    },
  ),
  campaign('agents before an independent judge', someAgent, (json) => json, assertSameVerdict),
  campaign('edits in any order and place', editing, ({ start }) => start, assertSameText),
];

function campaign<Input>(
  name: string,
  inputs: fc.Arbitrary<Input>,
  textOf: (input: Input) => string,
  check: (input: Input) => void,
): Campaign {
  const slowest: Slowest = { ms: 0, length: 0 };
  const property = fc.property(inputs, (input) => {
    const began = process.cpuUsage();
    check(input);
    const ms = process.cpuUsage(began).user / 1000;
    if (ms > slowest.ms) Object.assign(slowest, { ms, length: textOf(input).length });
  });
  return {
    name,
    slowest,
    run: (numRuns, seed) => {
      const { counterexample, errorInstance } = fc.check(property, { numRuns, seed });
      if (!counterexample) return undefined;
      const [input] = counterexample;
      const error = errorInstance instanceof Error ? errorInstance.stack : undefined;
      return { input: JSON.stringify(input), text: textOf(input), error: error ?? String(errorInstance) };
    },
  };
}
