import fc from 'fast-check';
import { jsonPunctuation } from './jsonPunctuation';

/** An edit with a relative position, so that it can be applied to any text. */
export interface RandomEdit {
  /** The position, from 0 (start) to 1 (end). */
  readonly at: number;
  /** The number of removed characters. */
  readonly removed: number;
  readonly inserted: string;
}

/** Typical input, and characters that cause syntax errors. */
const typed = [
  ...jsonPunctuation,
  '\\',
  '/',
  '//',
  '/*',
  '*/',
  ' ',
  '\n',
  '\t',
  '\u0001',
  '\uFEFF',
  'x',
  '1',
  '-',
  '.',
  'e',
  'true',
  'null',
  '\\u12',
  '\\q',
  '😀',
  '"a"',
  '"a":',
  '"a": 1',
  '"a": 1,',
  ',"b": {"c": []},',
  '"inbound": false,',
  '"assistant_provider": "vapi",',
  '"transcript_provider": "pipecat",',
  '"contact_number": 5,',
  '"retell_api_key": "FAKE-key-do-not-use",',
  '"langauge": "en",',
  '"language": "english",',
  '"inbuond": 1,',
  '"livekit_data": {"url": "x"},',
];

const pieces = fc.constantFrom(...typed);

/** Initial texts: agents in several layouts, and invalid texts. */
export const startingText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(property(), { maxLength: 7 })
      .map((properties) => `{\n  ${properties.join(',\n  ')}\n}\n`),
  },
  {
    weight: 2,
    arbitrary: fc.array(property(), { maxLength: 5 }).map((properties) => `{${properties.join(',')}}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(property(), { maxLength: 4 })
      .map((properties) => `\uFEFF{ ${properties.join(' , ')} } `),
  },
  { weight: 1, arbitrary: fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')) },
);

/** Agents with properties that are long enough to be validated in parts, with some problems. */
export const longText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.constantFrom('["Ada", "EY D AH"]', '{"id": 7, "say": "go on"}', '"+14155550131"', '3'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '["Ada"]',
          '{"key": "sk-FAKE0000000000000000000000"}',
          '[["x"], null]',
          '"x" "y"',
          '{"a": 1, "a": 2}',
        ),
      },
    ),
    { minLength: 250, maxLength: 300 },
  )
  .map((items) => {
    const named = items.map((item, index) => `"node_${index % 240}": ${item}`);
    return `{
  "agent_name": "Ada",
  "pronunciation_words": [${items.join(', ')}],
  "assistant_provider": "vapi",
  "topic_nodes": {${named.join(',\n    ')}},
  "dropoff_nodes": {"nodes": [${items.join(', ')}], "outbound_numbers": [7]},
  "outbound_numbers": [${items.join(',\n')}],
  "inbound": true
}`;
  });

function property(): fc.Arbitrary<string> {
  const names = [
    'agent_name',
    'description',
    'inbound',
    'assistant_provider',
    'transcript_provider',
    'contact_number',
  ];
  const others = [
    'livekit_data',
    'retell_api_key',
    'topic_nodes',
    'outbound_numbers',
    'websocket_headers',
    'inbuond',
    'a',
    '',
  ];
  const values: fc.Arbitrary<string> = fc.oneof(
    fc.constantFrom(
      'true',
      'false',
      'null',
      '1',
      '-2.5e3',
      '"vapi"',
      '"pipecat"',
      '"retell"',
      '"+14155550131"',
      '"x"',
      '""',
    ),
    fc.constantFrom(
      '{"url": "wss://a.example"}',
      '{"a": [1, {"b": null}], "a": 2}',
      '["+14155550145", "x", 7]',
      '[[]]',
      '{}',
    ),
    fc.constantFrom(
      '{"nodes": [{"id": 1, "say": "go"}, {"id": 2, "to": [3, 4]}, "x", 5, [], null], "start": {"at": {"id": 1}}}',
      '[["Ada", "EY D AH"], ["Bo", "B OW"], ["Cy"],\n ["Di", 7]]',
      '{"one": "a \\n b", "two": "c", "one": {"deep": [[1, 2], {"x": "y"}]}, "three" : true }',
    ),
    fc.constantFrom(
      '"${secret:NAME}"',
      '"${env:}"',
      '"<agent_name>"',
      '"{\\"a\\": 1}"',
      '"say {{name}} \\n twice"',
      '"a\\u0041"',
    ),
  );
  return fc.tuple(fc.constantFrom(...names, ...others), values).map(([name, value]) => `"${name}": ${value}`);
}

export const randomEdits: fc.Arbitrary<RandomEdit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.nat(3) },
      { weight: 1, arbitrary: fc.nat(40) },
    ),
    inserted: fc.oneof({ weight: 5, arbitrary: pieces }, { weight: 1, arbitrary: fc.constant('') }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The text after each of the consecutive edits. */
export function* editedTexts(start: string, edits: readonly RandomEdit[]): Generator<string> {
  let text = start;
  for (const { at, removed, inserted } of edits) {
    const offset = Math.floor(at * text.length);
    text = text.slice(0, offset) + inserted + text.slice(offset + removed);
    yield text;
  }
}
