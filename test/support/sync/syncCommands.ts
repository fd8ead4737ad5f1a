import fc from 'fast-check';
import type { Json, JsonObject } from '#language/syntax/json';
import type { Fault } from './fakeRemote';

/** The agent that each sequence starts with. */
export const initialAgent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'One.\nTwo.\nThree.',
  inbound: true,
  language: 'en',
  llm_model: 'gpt-4.1',
  llm_temperature: 0.3,
  topic_nodes: { a: 1, b: 2 },
  outbound_numbers: ['+1'],
  contact_number: '+14155550123',
  agent_gives_first_message: null,
  brand_new: { deep: [1, 2] },
  vapi_api_key: 'FAKE-vapi',
  livekit_api_key: 'FAKE-livekit',
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: 'FAKE-livekit-secret' },
  sip_auth: { username: 'desk', password: 'FAKE-sip' },
};

/** Valid values by property. */
const validValues: Readonly<Record<string, readonly Json[]>> = {
  language: ['de', 'fr', 'en'],
  description: ['One.\nTwo.\nTre.', 'Uno.\nTwo.\nThree.', 'Four.'],
  llm_temperature: [0.5, 1],
  topic_nodes: [{ a: 1 }, { a: 2, c: 3 }],
  outbound_numbers: [['+1', '+2'], ['+3'], []],
  brand_new: [{ deep: [1, 2], flat: true }, 'new', 1],
  contact_number: ['+14155550124', '+14155550125', ''],
};

/** The same properties with values of any type, as a future version of the API may accept. */
const anyValues: Values = Object.fromEntries(
  Object.keys(validValues).map((name) => [
    name,
    ['de', 'One.\nTwo.\nTre.', 'Uno.\nTwo.\nThree.', 0.5, 1, { a: 1 }, { a: 2, c: 3 }, ['+1', '+2'], ['+3']],
  ]),
);

type Values = Readonly<Record<string, readonly Json[]>>;

/** The initial state of a sequence, and its steps. */
export interface SyncSequence {
  /** The initial properties of the file. */
  readonly fileProperties: readonly string[];
  /** Whether it is already known if the server keeps omitted secrets. */
  readonly isRetentionKnown: boolean;
  readonly startsWithPull: boolean;
  readonly steps: readonly Step[];
}

/** The description moves to a file in the style of `like`, or back into the agent file. */
export type PromptMove =
  | { readonly do: 'move prompt to file'; readonly file: string; readonly like: string }
  | { readonly do: 'move prompt to agent' };

export type Step =
  | { readonly do: 'edit' | 'remote edit'; readonly name: string; readonly value: Json }
  | { readonly do: 'delete'; readonly name: string }
  | { readonly do: 'edit container' | 'remote edit container'; readonly url: string }
  | { readonly do: 'set secret'; readonly value: string }
  | { readonly do: 'clear secret' | 'remove secret' }
  | { readonly do: 'push'; readonly fault: Fault | undefined; readonly entersSecrets: boolean }
  | { readonly do: 'pull' | 'undo' }
  | PromptMove
  /** Deletes its file temporarily, and runs all commands meanwhile. */
  | { readonly do: 'sync without prompt file' }
  /** Another agent uses the prompt file. `allows`: whether the user allows changes of it. */
  | { readonly do: 'share prompt'; readonly allows: boolean }
  /** `which`: the position of the conflict, from 0 to 1. */
  | { readonly do: 'keep local' | 'use remote'; readonly which: number };

/** Failures of a write. */
export const fault: fc.Arbitrary<Fault | undefined> = fc.option(
  fc.record({
    failure: fc.constantFrom(
      { kind: 'timedOut', sent: true } as const,
      { kind: 'serverError', status: 502 } as const,
      { kind: 'unexpected', reason: 'half a body', sent: true } as const,
    ),
    applied: fc.boolean(),
  }),
  { nil: undefined, freq: 3 },
);
const editing = (values: Values): fc.Arbitrary<Step> =>
  fc.oneof(
    fc.oneof(...Object.entries(values).map(([name, candidates]) => editOf(name, candidates))),
    fc.record({ do: fc.constant('delete' as const), name: fc.constantFrom(...Object.keys(values)) }),
    fc.record({
      do: fc.constantFrom('edit container' as const, 'remote edit container' as const),
      url: fc.constantFrom('wss://b.example.com', 'wss://c.example.com'),
    }),
    fc.record({
      do: fc.constant('set secret' as const),
      value: fc.constantFrom('FAKE-one-do-not-use', 'FAKE-two-do-not-use'),
    }),
    fc.record({ do: fc.constantFrom('clear secret' as const, 'remove secret' as const) }),
  );
const editOf = (name: string, values: readonly Json[]): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constantFrom('edit' as const, 'remote edit' as const),
    name: fc.constant(name),
    value: fc.constantFrom(...values),
  });
const syncing: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('push' as const), fault, entersSecrets: fc.boolean() }),
  fc.record({ do: fc.constantFrom('pull' as const, 'undo' as const) }),
  fc.record({
    do: fc.constantFrom('keep local' as const, 'use remote' as const),
    which: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  }),
);
export const promptMove: fc.Arbitrary<PromptMove> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('move prompt to file' as const),
      file: fc.constantFrom('./desk.prompt.md', './prompts/desk.md'),
      like: fc.constantFrom('a\n', 'a', 'a\r\nb\r\n', 'a\r\nb', '\uFEFFa\n'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move prompt to agent' as const) }) },
);
const prompting: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: promptMove },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sync without prompt file' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('share prompt' as const), allows: fc.boolean() }),
  },
);
const sequencesWith = (values: Values): fc.Arbitrary<SyncSequence> =>
  fc.record({
    fileProperties: fc.subarray(Object.keys(initialAgent).filter((name) => !name.includes('_api_key'))),
    isRetentionKnown: fc.boolean(),
    startsWithPull: fc.boolean(),
    steps: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: editing(values) },
        { weight: 3, arbitrary: syncing },
        { weight: 1, arbitrary: prompting },
      ),
      { minLength: 4, maxLength: 14 },
    ),
  });
/** Sequences in which any property may get any value. */
export const anyValueSequences = sequencesWith(anyValues);
/** Sequences in which properties only get values that the API accepts. */
export const validSequences = sequencesWith(validValues);
