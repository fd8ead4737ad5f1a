import fc from 'fast-check';

/** A valid agent with inserted mistakes, and the names of its properties. */
export interface BrokenAgent {
  readonly text: string;
  readonly names: readonly string[];
}

const strings = fc.constantFrom(
  'Front Desk',
  'Say hello. Then ask for the name.',
  'Books, moves and cancels: "always" confirm.',
  'One.\nTwo.\n\n- three, four\n- "five"\n',
  'Reply with JSON:\n{\n  "name": "x",\n  "age": 3\n}\nDone.',
  '{{nick}}, [sic] {',
  'C:\\temp',
  '',
  '🙂 naïve',
  'true',
);
const properties = fc.uniqueArray(
  fc.oneof(
    fc.tuple(fc.constantFrom('agent_name', 'description', 'llm_model', 'personality'), strings),
    fc.tuple(fc.constantFrom('inbound', 'chat_enabled'), fc.boolean()),
    fc.tuple(fc.constant('outbound_numbers'), fc.constantFrom([], ['+14155550123', '+14155550124'])),
    fc.tuple(fc.constant('websocket_headers'), fc.dictionary(fc.constantFrom('A', 'B'), strings)),
    fc.tuple(
      fc.constantFrom('vapi_data', 'retell_data'),
      fc.record({ trigger_url: fc.constant('https://x.example'), note: strings }),
    ),
    fc.tuple(fc.constant('llm_temperature'), fc.constantFrom(0, 0.5, 1)),
  ),
  { selector: ([name]) => name, minLength: 1, maxLength: 7 },
);
const layout = fc.constantFrom<[string, string]>(['\n', '  '], ['\n', ''], ['\r\n', '\t'], ['', '']);

type Mistake = readonly [offset: number, make: (text: string, at: number) => string];

const inserting = (newText: string) => (text: string, offset: number) =>
  text.slice(0, offset) + newText + text.slice(offset);
/** Replaces the first occurrence after an offset. */
const replacing = (old: string, newText: string) => (text: string, offset: number) => {
  const index = text.indexOf(old, offset);
  return index < 0 ? text : text.slice(0, index) + newText + text.slice(index + old.length);
};

/** Typical syntax errors from typing and pasting. */
const mistake: fc.Arbitrary<Mistake> = fc.tuple(
  fc.nat(),
  fc.constantFrom(
    replacing('\\n', '\n'),
    replacing('. ', '.\n'),
    replacing(', ', ',\r\n'),
    (text: string, at: number) =>
      text.slice(0, at) + text.slice(at).replaceAll('\\n', '\n').replaceAll('\\"', '"'),
    replacing('\\"', '"'),
    replacing(',', ''),
    replacing(',', ',,'),
    replacing(',', ';'),
    replacing('"', ''),
    replacing('"', "'"),
    replacing('"', '“'),
    replacing(':', ''),
    replacing('}', ''),
    replacing('}', ',}'),
    replacing('{', ''),
    replacing(']', ''),
    replacing('true', 'True'),
    replacing('\\', ''),
    inserting('\n'),
    inserting('"'),
    inserting(' /* why */ '),
    replacing(',', ', // why\n'),
    inserting('x'),
    (text: string, at: number) => text.slice(0, at),
  ),
);

/** Agents with one to three mistakes. */
export const brokenAgents: fc.Arbitrary<BrokenAgent> = fc
  .tuple(properties, layout, fc.array(mistake, { minLength: 1, maxLength: 3 }))
  .map(([properties, [eol, indent], mistakes]) => {
    const json = JSON.stringify(Object.fromEntries(properties), null, indent).replaceAll('\n', eol);
    const whole = eol === '' || indent !== '' ? json : json.replaceAll(/(?<=[{,])(?=")/g, eol);
    const text = mistakes.reduce((broken, [at, make]) => make(broken, at % (broken.length + 1)), whole);
    return { text, names: properties.map(([name]) => name) };
  });
