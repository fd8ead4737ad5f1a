import fc from 'fast-check';
import { assertSameValidity, someAgent } from './agents';
import { assertSameText, editing } from './edits';
import { assertIncrementalParse, assertValidResults } from './invariants';
import { mutatedText } from './mutations';

/** A failure: the smallest input that reproduces it, and the text in that input. */
export interface Finding {
  readonly input: string;
  readonly text: string;
  readonly error: string;
}

/** A kind of input and the property that must hold for it. */
export interface Campaign {
  readonly name: string;
  /** Tries `count` inputs generated from `seed`; undefined if all of them passed. */
  readonly run: (count: number, seed: number) => Finding | undefined;
  /** The slowest input so far, with all of its checks. */
  readonly slowest: Slowest;
}

export interface Slowest {
  /** CPU time of this process in milliseconds, which does not depend on the load of the machine. */
  ms: number;
  /** Length of its text in UTF-16 units. */
  length: number;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const campaigns: readonly Campaign[] = [
  campaign(
    'mutated texts, every feature',
    fc.record({ mutated: mutatedText, at: share }),
    ({ mutated }) => mutated.text,
    ({ mutated: { before, text }, at }) => {
      assertValidResults(text, at);
      assertIncrementalParse(before, text);
    },
  ),
  campaign('agents, compared with an independent validator', someAgent, (json) => json, assertSameValidity),
  campaign('edits in any order and position', editing, ({ start }) => start, assertSameText),
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
