import fc from 'fast-check';
import type { Json, JsonObject, Path } from '#language/syntax/json';
import type { Switches } from '#sandbox/switches';
import type { Fault } from './fakeRemote';
import { type PromptMove, fault, promptMove } from './syncCommands';

/** The agent that each sequence starts with: secrets of every kind, and properties that a server may mask. */
export const initialAgent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'One.\nTwo.\nThree.',
  inbound: true,
  language: 'en',
  llm_temperature: 0.3,
  topic_nodes: { a: 1, b: 2 },
  outbound_numbers: ['+14155550101'],
  contact_number: '+14155550123',
  assistant_id: 'asst_0123456789',
  sip_endpoint: 'sip:desk@example.com',
  websocket_url: 'wss://calls.example.com/agent',
  dial_pin: '4711-22',
  predefined_metrics: [11, 12],
  assistant_provider: 'agora',
  transcript_provider: 'vapi',
  agora_api_key: 'FAKE-agora-key',
  vapi_api_key: 'FAKE-vapi-key-1',
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: 'FAKE-livekit-secret' },
  koreai_data: { host: 'https://bots.example.com', api_secret: 'FAKE-kore-secret' },
  sip_auth: { username: 'desk', password: 'FAKE-sip-password' },
  websocket_headers: { 'X-Environment': 'test', Authorization: 'FAKE-header-value' },
};

/** Values that every write must keep unless it sets or clears them. */
export const secretPaths: readonly Path[] = [
  ['vapi_api_key'],
  ['agora_api_key'],
  ['predefined_metrics'],
  ['livekit_data', 'api_secret'],
  ['koreai_data', 'api_secret'],
  ['sip_auth', 'password'],
  ['websocket_headers', 'Authorization'],
];

export type SwitchStep =
  /** `value` undefined removes the property. */
  | { readonly do: 'edit'; readonly path: Path; readonly value: Json | undefined }
  | { readonly do: 'remote edit'; readonly path: Path; readonly value: Json }
  /** Writes a reference to the file. `value` undefined: the reference can't be resolved. */
  | { readonly do: 'set reference'; readonly path: Path; readonly value: string | undefined }
  | { readonly do: 'push' | 'undo'; readonly fault: Fault | undefined; readonly answer: SecretsAnswer }
  | { readonly do: 'pull'; readonly confirms: boolean }
  | PromptMove
  /** Undo in the editor: restores the text before the last pull. */
  | { readonly do: 'undo pull' }
  | { readonly do: 'keep local' | 'use remote'; readonly which: number }
  /** Changes what the responses of the server contain. */
  | { readonly do: 'switch'; readonly switches: ResponseSwitches };

/** The user's answer to questions about secrets. All other questions are confirmed. */
export type SecretsAnswer = 'anyway' | 'changes only' | 'enter' | 'cancel';

type ResponseSwitches = Pick<Switches, 'mask' | 'partialMask' | 'hide' | 'omitFromGet' | 'plain' | 'flags'>;

export interface SwitchSequence {
  readonly fileProperties: readonly string[];
  readonly startsWithPull: boolean;
  readonly switches: ResponseSwitches & Pick<Switches, 'ignore' | 'spelling' | 'api'>;
  readonly steps: readonly SwitchStep[];
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
const editOf = ([path, candidates]: (typeof values)[number]): fc.Arbitrary<SwitchStep> =>
  fc.record({
    do: fc.constantFrom('edit' as const, 'remote edit' as const),
    path: fc.constant(path),
    value: fc.constantFrom(...candidates),
  });
const removal: fc.Arbitrary<SwitchStep> = fc.record({
  do: fc.constant('edit' as const),
  path: fc.constantFrom(...values.map(([path]) => path), ['livekit_data'], ['sip_auth']),
  value: fc.constant(undefined),
});
/** Secrets that the user can enter, that is, strings. */
const enterableSecrets = secretPaths.filter(([name]) => name !== 'predefined_metrics');
const secret: fc.Arbitrary<SwitchStep> = fc.oneof(
  fc.record({
    do: fc.constant('set reference' as const),
    path: fc.constantFrom(...enterableSecrets),
    value: fc.constantFrom('FAKE-one-do-not-use', 'FAKE-two-do-not-use', undefined),
  }),
  fc.record({
    do: fc.constant('edit' as const),
    path: fc.constantFrom(...enterableSecrets),
    value: fc.constantFrom(null, undefined),
  }),
  fc.record({
    do: fc.constant('remote edit' as const),
    path: fc.constantFrom(...enterableSecrets),
    value: fc.constant('FAKE-rotated-do-not-use'),
  }),
);
const write: fc.Arbitrary<SwitchStep> = fc.record({
  do: fc.constantFrom('push' as const, 'push' as const, 'undo' as const),
  fault,
  answer: fc.constantFrom('anyway' as const, 'changes only' as const, 'enter' as const, 'cancel' as const),
});
const resolution: fc.Arbitrary<SwitchStep> = fc.record({
  do: fc.constantFrom('keep local' as const, 'use remote' as const),
  which: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
const pull: fc.Arbitrary<SwitchStep> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull' as const), confirms: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'undo pull' } as const) },
);

const subset = (...paths: string[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.subarray(paths, { minLength: 1, maxLength: 2 }) },
  );
const responseSwitches: fc.Arbitrary<ResponseSwitches> = fc.record({
  mask: subset(
    ...['sip_auth.password', 'sip_auth', 'koreai_data.api_secret', 'koreai_data', 'livekit_data.api_secret'],
    ...['websocket_headers.*', 'websocket_headers.Authorization', 'contact_number', 'dial_pin'],
    ...['websocket_url', 'vapi_api_key', 'agora_api_key'],
  ),
  partialMask: subset('websocket_url', 'sip_endpoint', 'assistant_id', 'dial_pin', 'contact_number'),
  hide: subset(
    ...['sip_auth.password', 'livekit_data.api_secret_configured', 'vapi_api_key_configured'],
    ...['koreai_api_key_configured', 'livekit_data.url'],
  ),
  omitFromGet: subset(
    'language',
    'livekit_data.url',
    'topic_nodes',
    'contact_number',
    'websocket_url',
    'dial_pin',
  ),
  plain: subset('livekit_data.api_secret', 'vapi_api_key', 'koreai_data.api_secret', 'agora_api_key'),
  flags: fc.constantFrom('on' as const, 'on' as const, 'off' as const),
});
const switching: fc.Arbitrary<SwitchStep> = fc.record({
  do: fc.constant('switch' as const),
  switches: responseSwitches,
});

export const switchSequences: fc.Arbitrary<SwitchSequence> = fc.record({
  fileProperties: fc.subarray(
    Object.keys(initialAgent).filter((name) => !name.endsWith('_api_key') && name !== 'predefined_metrics'),
  ),
  startsWithPull: fc.boolean(),
  switches: fc
    .tuple(
      responseSwitches,
      fc.record({
        ignore: subset(
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
    .map(([responses, storage]) => ({ ...responses, ...storage })),
  steps: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.oneof(...values.map(editOf)) },
      { weight: 1, arbitrary: removal },
      { weight: 3, arbitrary: secret },
      { weight: 5, arbitrary: write },
      { weight: 3, arbitrary: pull },
      { weight: 1, arbitrary: resolution },
      { weight: 1, arbitrary: switching },
      { weight: 2, arbitrary: promptMove },
    ),
    { minLength: 4, maxLength: 14 },
  ),
});
