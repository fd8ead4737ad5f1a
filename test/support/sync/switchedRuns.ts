import fc from 'fast-check';
import type { Json, JsonObject, Path } from '#language/syntax/json';
import type { Switches } from '#sandbox/switches';
import type { Fault } from './fakeRemote';
import { fault } from './syncCommands';

/** The agent that each life begins with: secrets of every kind, and properties that a server may mask. */
export const start: JsonObject = {
  ...{ id: 12, agent_name: 'Front Desk', description: 'One.\nTwo.\nThree.', inbound: true, language: 'en' },
  ...{ llm_temperature: 0.3, topic_nodes: { a: 1, b: 2 }, outbound_numbers: ['+14155550101'] },
  ...{
    contact_number: '+14155550123',
    assistant_id: 'asst_0123456789',
    sip_endpoint: 'sip:desk@example.com',
  },
  ...{ websocket_url: 'wss://calls.example.com/agent', dial_pin: '4711-22', predefined_metrics: [11, 12] },
  ...{ assistant_provider: 'agora', transcript_provider: 'vapi' },
  ...{ agora_api_key: 'FAKE-agora-key', vapi_api_key: 'FAKE-vapi-key-1' },
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: 'FAKE-livekit-secret' },
  koreai_data: { host: 'https://bots.example.com', api_secret: 'FAKE-kore-secret' },
  sip_auth: { username: 'desk', password: 'FAKE-sip-password' },
  websocket_headers: { 'X-Environment': 'test', Authorization: 'FAKE-header-value' },
};

/** What has to outlive every write that doesn't set or clear it. */
export const secretPlaces: readonly Path[] = [
  ['vapi_api_key'],
  ['agora_api_key'],
  ['predefined_metrics'],
  ['livekit_data', 'api_secret'],
  ['koreai_data', 'api_secret'],
  ['sip_auth', 'password'],
  ['websocket_headers', 'Authorization'],
];

export type SwitchedStep =
  /** `value` undefined removes the property. */
  | { readonly do: 'edit'; readonly path: Path; readonly value: Json | undefined }
  | { readonly do: 'remote edit'; readonly path: Path; readonly value: Json }
  /** A reference in the file, with a value here or without one. */
  | { readonly do: 'refer'; readonly path: Path; readonly value: string | undefined }
  | { readonly do: 'push' | 'undo'; readonly fault: Fault | undefined; readonly answer: Answer }
  | { readonly do: 'pull'; readonly confirms: boolean }
  /** The editor's undo: the text as it was before the last pull. */
  | { readonly do: 'undo pull' }
  | { readonly do: 'keep local' | 'use remote'; readonly which: number }
  /** The server shows other things from now on. */
  | { readonly do: 'switch'; readonly shows: Shows };

/** What the user says to a question about secrets; to all others it is yes. */
export type Answer = 'anyway' | 'changes only' | 'enter' | 'cancel';

type Shows = Pick<Switches, 'mask' | 'partialMask' | 'hide' | 'omitFromGet' | 'plain' | 'flags'>;

export interface SwitchedRun {
  readonly mentions: readonly string[];
  readonly pulls: boolean;
  readonly switches: Shows & Pick<Switches, 'ignore' | 'spelling' | 'api'>;
  readonly steps: readonly SwitchedStep[];
}

const values: readonly (readonly [Path, readonly Json[]])[] = [
  [['agent_name'], ['Night Desk', ' Day Desk ']],
  [['language'], ['de', 'fr', 'en']],
  [
    ['description'],
    ['One.\nTwo.\nTre.', 'Uno.\nTwo.\nThree.', 'Four.', '  One.\r\nTwo.\r\nThree.\r\nFour. ', 'A.\r\nB.'],
  ],
  [['llm_temperature'], [0.5, 1, 0.126, 0.13]],
  [['topic_nodes'], [{ a: 1 }, { a: 2, c: 3 }, { a: ' x ' }, {}]],
  [['outbound_numbers'], [['+14155550101', '+14155550102'], ['+14155550103'], []]],
  [['contact_number'], ['+14155550124', '+14155550125', '']],
  [['assistant_id'], ['asst_9876543210']],
  [['websocket_url'], ['wss://calls.example.com/b', 'wss://calls.example.com/c']],
  [['dial_pin'], ['1234', '5678']],
  [
    ['livekit_data', 'url'],
    ['wss://b.example.com', 'wss://c.example.com'],
  ],
  [
    ['koreai_data', 'host'],
    ['https://b.example.com', 'https://c.example.com'],
  ],
  [
    ['sip_auth', 'username'],
    ['night', 'day'],
  ],
  [
    ['websocket_headers', 'X-Environment'],
    ['staging', 'production'],
  ],
];
const editOf = ([path, some]: (typeof values)[number]): fc.Arbitrary<SwitchedStep> =>
  fc.record({
    do: fc.constantFrom('edit' as const, 'remote edit' as const),
    path: fc.constant(path),
    value: fc.constantFrom(...some),
  });
const removal: fc.Arbitrary<SwitchedStep> = fc.record({
  do: fc.constant('edit' as const),
  path: fc.constantFrom(...values.map(([path]) => path), ['livekit_data'], ['sip_auth']),
  value: fc.constant(undefined),
});
/** Those that the user enters are strings. */
const references = secretPlaces.filter(([name]) => name !== 'predefined_metrics');
const secret: fc.Arbitrary<SwitchedStep> = fc.oneof(
  fc.record({
    do: fc.constant('refer' as const),
    path: fc.constantFrom(...references),
    value: fc.constantFrom('FAKE-one-do-not-use', 'FAKE-two-do-not-use', undefined),
  }),
  fc.record({
    do: fc.constant('edit' as const),
    path: fc.constantFrom(...references),
    value: fc.constantFrom(null, undefined),
  }),
  fc.record({
    do: fc.constant('remote edit' as const),
    path: fc.constantFrom(...references),
    value: fc.constant('FAKE-rotated-do-not-use'),
  }),
);
const write: fc.Arbitrary<SwitchedStep> = fc.record({
  do: fc.constantFrom('push' as const, 'push' as const, 'undo' as const),
  fault,
  answer: fc.constantFrom('anyway' as const, 'changes only' as const, 'enter' as const, 'cancel' as const),
});
const decision: fc.Arbitrary<SwitchedStep> = fc.record({
  do: fc.constantFrom('keep local' as const, 'use remote' as const),
  which: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
const pulling: fc.Arbitrary<SwitchedStep> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull' as const), confirms: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'undo pull' } as const) },
);

const some = (...paths: string[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.subarray(paths, { minLength: 1, maxLength: 2 }) },
  );
const shows: fc.Arbitrary<Shows> = fc.record({
  mask: some(
    ...['sip_auth.password', 'sip_auth', 'koreai_data.api_secret', 'koreai_data', 'livekit_data.api_secret'],
    ...['websocket_headers.*', 'websocket_headers.Authorization', 'contact_number', 'dial_pin'],
    ...['websocket_url', 'vapi_api_key', 'agora_api_key'],
  ),
  partialMask: some('websocket_url', 'sip_endpoint', 'assistant_id', 'dial_pin', 'contact_number'),
  hide: some(
    ...['sip_auth.password', 'livekit_data.api_secret_configured', 'vapi_api_key_configured'],
    ...['koreai_api_key_configured', 'livekit_data.url'],
  ),
  omitFromGet: some(
    'language',
    'livekit_data.url',
    'topic_nodes',
    'contact_number',
    'websocket_url',
    'dial_pin',
  ),
  plain: some('livekit_data.api_secret', 'vapi_api_key', 'koreai_data.api_secret', 'agora_api_key'),
  flags: fc.constantFrom('on' as const, 'on' as const, 'off' as const),
});
const switching: fc.Arbitrary<SwitchedStep> = fc.record({ do: fc.constant('switch' as const), shows });

export const switchedRuns: fc.Arbitrary<SwitchedRun> = fc.record({
  mentions: fc.subarray(
    Object.keys(start).filter((name) => !name.endsWith('_api_key') && name !== 'predefined_metrics'),
  ),
  pulls: fc.boolean(),
  switches: fc
    .tuple(
      shows,
      fc.record({
        ignore: some(
          ...['agent_name', 'language', 'description', 'topic_nodes', 'websocket_headers.X-Environment'],
          ...['vapi_api_key', 'livekit_data.api_secret', 'sip_auth', 'livekit_data.url'],
        ),
        spelling: fc.subarray(['trim' as const, 'line-feed' as const, 'round' as const, 'decimal' as const]),
        api: fc.constantFrom(
          'union' as const,
          'union' as const,
          '2026-08-21' as const,
          '2026-05-26' as const,
        ),
      }),
    )
    .map(([visible, stored]) => ({ ...visible, ...stored })),
  steps: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.oneof(...values.map(editOf)) },
      { weight: 1, arbitrary: removal },
      { weight: 3, arbitrary: secret },
      { weight: 5, arbitrary: write },
      { weight: 3, arbitrary: pulling },
      { weight: 1, arbitrary: decision },
      { weight: 1, arbitrary: switching },
    ),
    { minLength: 4, maxLength: 14 },
  ),
});
