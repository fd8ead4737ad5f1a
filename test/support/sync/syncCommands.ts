import fc from 'fast-check';
import type { Json, JsonObject } from '#language/syntax/json';
import type { Fault } from './fakeRemote';

/** The agent that each life begins with. */
export const start: JsonObject = {
  ...{ id: 12, agent_name: 'Front Desk', description: 'One.\nTwo.\nThree.', inbound: true, language: 'en' },
  ...{ llm_model: 'gpt-4.1', llm_temperature: 0.3, topic_nodes: { a: 1, b: 2 }, outbound_numbers: ['+1'] },
  ...{ contact_number: '+14155550123', agent_gives_first_message: null, brand_new: { deep: [1, 2] } },
  ...{ vapi_api_key: 'FAKE-vapi', livekit_api_key: 'FAKE-livekit' },
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: 'FAKE-livekit-secret' },
  sip_auth: { username: 'desk', password: 'FAKE-sip' },
};

/** Valid values by property. */
const apt: Readonly<Record<string, readonly Json[]>> = {
  language: ['de', 'fr', 'en'],
  description: ['One.\nTwo.\nTre.', 'Uno.\nTwo.\nThree.', 'Four.'],
  llm_temperature: [0.5, 1],
  topic_nodes: [{ a: 1 }, { a: 2, c: 3 }],
  outbound_numbers: [['+1', '+2'], ['+3'], []],
  brand_new: [{ deep: [1, 2], flat: true }, 'new', 1],
  contact_number: ['+14155550124', '+14155550125', ''],
};

/** The same members, and values of any kind in each: an API that takes them is one that is not known yet. */
const unusual: Values = Object.fromEntries(
  Object.keys(apt).map((name) => [
    name,
    ['de', 'One.\nTwo.\nTre.', 'Uno.\nTwo.\nThree.', 0.5, 1, { a: 1 }, { a: 2, c: 3 }, ['+1', '+2'], ['+3']],
  ]),
);

type Values = Readonly<Record<string, readonly Json[]>>;

/** What a life begins with, and what happens in it. */
export interface Course {
  /** Properties of the file at the start. */
  readonly mentions: readonly string[];
  /** Whether it is known already what the server does with secrets left out. */
  readonly knowsServer: boolean;
  readonly pulls: boolean;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly do: 'edit' | 'remote edit'; readonly name: string; readonly value: Json }
  | { readonly do: 'delete'; readonly name: string }
  | { readonly do: 'edit container' | 'remote edit container'; readonly url: string }
  | { readonly do: 'set secret'; readonly value: string }
  | { readonly do: 'clear secret' | 'forget secret' }
  | { readonly do: 'push'; readonly fault: Fault | undefined; readonly patient: boolean }
  | { readonly do: 'pull' | 'undo' }
  /** `which`: of the members that wait for a decision, as a share of all of them. */
  | { readonly do: 'keep local' | 'use remote'; readonly which: number };

/** What may go wrong with a write. */
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
    fc.oneof(...Object.entries(values).map(([name, some]) => editOf(name, some))),
    fc.record({ do: fc.constant('delete' as const), name: fc.constantFrom(...Object.keys(values)) }),
    fc.record({
      do: fc.constantFrom('edit container' as const, 'remote edit container' as const),
      url: fc.constantFrom('wss://b.example.com', 'wss://c.example.com'),
    }),
    fc.record({
      do: fc.constant('set secret' as const),
      value: fc.constantFrom('FAKE-one-do-not-use', 'FAKE-two-do-not-use'),
    }),
    fc.record({ do: fc.constantFrom('clear secret' as const, 'forget secret' as const) }),
  );
const editOf = (name: string, values: readonly Json[]): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constantFrom('edit' as const, 'remote edit' as const),
    name: fc.constant(name),
    value: fc.constantFrom(...values),
  });
const syncing: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('push' as const), fault, patient: fc.boolean() }),
  fc.record({ do: fc.constantFrom('pull' as const, 'undo' as const) }),
  fc.record({
    do: fc.constantFrom('keep local' as const, 'use remote' as const),
    which: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  }),
);
const sequencesWith = (values: Values): fc.Arbitrary<Course> =>
  fc.record({
    mentions: fc.subarray(Object.keys(start).filter((name) => !name.includes('_api_key'))),
    knowsServer: fc.boolean(),
    pulls: fc.boolean(),
    steps: fc.array(fc.oneof(editing(values), syncing), { minLength: 4, maxLength: 14 }),
  });
/** Sequences in which any property may get any value. */
export const unusualSequences = sequencesWith(unusual);
/** Lives in which all that is sent is what the API takes. */
export const typicalSequences = sequencesWith(apt);
