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
  const property = fc.property(inputs, check);
  return {
    name,
    run: (numRuns, seed) => {
      const { counterexample, errorInstance } = fc.check(property, { numRuns, seed });
      if (!counterexample) return undefined;
      const [input] = counterexample;
      const error = errorInstance instanceof Error ? errorInstance.stack : undefined;
      return { input: JSON.stringify(input), text: textOf(input), error: error ?? String(errorInstance) };
    },
  };
}
