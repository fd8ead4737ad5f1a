import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A text and the name of its source. */
export interface Fixture {
  readonly name: string;
  readonly text: string;
}

const root = join(__dirname, '../../..');
/** The folder of the smallest input for each bug that was found. */
export const regressionFolder = join(root, 'test/fixtures/fuzz');

/** Realistic agents: the samples, the initial agents of the sandbox, and examples next to the repository, if any. */
export const agentTexts: readonly Fixture[] = [
  ...filesIn(join(root, 'samples'), '.agent.json'),
  ...filesIn(join(root, 'sandbox/seed'), '.json'),
  ...filesIn(join(root, '../shared/reference/examples'), '.agent.json'),
];

/** Inputs that once caused a bug. */
export const regressionTexts: readonly Fixture[] = filesIn(regressionFolder, '.txt');

/** Texts that are difficult to parse, to format, or to count columns in. */
export const edgeCaseTexts: readonly Fixture[] = Object.entries({
  empty: '',
  whitespace: ' \r\n\t ',
  'a byte order mark': '\uFEFF',
  'a byte order mark before an agent': '\uFEFF{"agent_name": "Ada", "inbound": true}',
  'lone surrogates': '{"agent_name": "\uD83D", "\uDE00": "\uDE00\uD83D", "description": "\\ud83d"}',
  'characters of every width': '{"agent_name": "aé漢😀", "é漢😀": {"😀": ["é", "漢", 1]}, "language": "fr"}',
  CRLF: '{\r\n  "agent_name": "Ada",\r\n  "langauge": "fr"\r\n}\r\n',
  'CR alone': '{\r  "agent_name": "Ada",\r  "language": 7\r}\r',
  'every line end': '{\n"agent_name":\r"Ada",\r\n"description":\u2028"x",\u2029"inbound": true}',
  NUL: '{"agent_name": "\u0000", \u0000 "inbound": true}\u0000',
  'names of Object.prototype':
    '{"__proto__": {"x": 1}, "constructor": {"prototype": 2}, "toString": 3, "hasOwnProperty": []}',
  'the same name many times': `{${'"language": "fr", '.repeat(40)}"language": 1}`,
  'numbers that a double cannot represent':
    '{"id": 12345678901234567890123, "llm_temperature": 1e999, "x": -0, "y": 1.0}',
  'missing values': '{"agent_name":, "description" "x", : 7, "inbound"}',
  comments: '// one\n{/* two */"agent_name": "Ada", // three\n}',
  'not an object': '["agent_name", {"inbound": true}]',
  'JSON in JSON': '{"topic_nodes": "{\\"booking\\": \\"{{name}}\\"}", "livekit_data": "{\\"url\\": 1}"}',
  'the maximum depth': `{"topic_nodes": ${'['.repeat(190)}${']'.repeat(190)}}`,
  'above the maximum depth': `{"topic_nodes": ${'{"a":'.repeat(300)}1${'}'.repeat(300)}}`,
  'references in every form':
    '{"vapi_api_key": "${env:A}", "x": "${secret:B", "y": "${ENV:C}", "z": "{{a}} {{", "w": "}}{{b c}}"}',
}).map(([name, text]) => ({ name, text }));

/** Short texts first, because fast-check shrinks failures toward the start of the list. */
export const allTexts: readonly Fixture[] = [...edgeCaseTexts, ...regressionTexts, ...agentTexts];

/** Whether there is time to check each prefix of a text. */
export const isShort = ({ text }: Fixture): boolean => text.length < 700;

function filesIn(folder: string, ending: string): Fixture[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
}
