import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A text to begin with, and where it is from. */
export interface Fixture {
  readonly name: string;
  readonly text: string;
}

const root = join(__dirname, '../../..');
/** Where the smallest input of each bug that was found is kept: read as bytes, so that it may be no UTF-8 at all. */
export const keptFolder = join(root, 'test/fixtures/fuzz');

/** Agents as people write them: the samples we ship, the sandbox's first agents, and examples that lie beside the project. */
export const agentTexts: readonly Fixture[] = [
  ...filesIn(join(root, 'samples'), '.agent.json'),
  ...filesIn(join(root, 'sandbox/seed'), '.json'),
  ...filesIn(join(root, '../shared/reference/examples'), '.agent.json'),
];

/** What once went wrong, as it stands in its file. */
export const keptTexts: readonly Fixture[] = filesIn(keptFolder, '.txt');

/** Texts that are hard to read, to lay out or to count columns in. */
export const oddTexts: readonly Fixture[] = Object.entries({
  nothing: '',
  blanks: ' \r\n\t ',
  'a byte order mark': '\uFEFF',
  'a byte order mark before an agent': '\uFEFF{"agent_name": "Ada", "inbound": true}',
  'lone surrogates': '{"agent_name": "\uD83D", "\uDE00": "\uDE00\uD83D", "description": "\\ud83d"}',
  'characters of every width': '{"agent_name": "aé漢😀", "é漢😀": {"😀": ["é", "漢", 1]}, "language": "fr"}',
  CRLF: '{\r\n  "agent_name": "Ada",\r\n  "langauge": "fr"\r\n}\r\n',
  'CR alone': '{\r  "agent_name": "Ada",\r  "language": 7\r}\r',
  'every line end': '{\n"agent_name":\r"Ada",\r\n"description":\u2028"x",\u2029"inbound": true}',
  NUL: '{"agent_name": "\u0000", \u0000 "inbound": true}\u0000',
  'names of every object':
    '{"__proto__": {"x": 1}, "constructor": {"prototype": 2}, "toString": 3, "hasOwnProperty": []}',
  'the same name many times': `{${'"language": "fr", '.repeat(40)}"language": 1}`,
  'numbers that no double holds':
    '{"id": 12345678901234567890123, "llm_temperature": 1e999, "x": -0, "y": 1.0}',
  'no value at all': '{"agent_name":, "description" "x", : 7, "inbound"}',
  comments: '// one\n{/* two */"agent_name": "Ada", // three\n}',
  'not an object': '["agent_name", {"inbound": true}]',
  'JSON in JSON': '{"topic_nodes": "{\\"booking\\": \\"{{name}}\\"}", "livekit_data": "{\\"url\\": 1}"}',
  'as deep as is read': `{"topic_nodes": ${'['.repeat(190)}${']'.repeat(190)}}`,
  'deeper than is read': `{"topic_nodes": ${'{"a":'.repeat(300)}1${'}'.repeat(300)}}`,
  'references in every form':
    '{"vapi_api_key": "${env:A}", "x": "${secret:B", "y": "${ENV:C}", "z": "{{a}} {{", "w": "}}{{b c}}"}',
}).map(([name, text]) => ({ name, text }));

/** The short ones first: towards them a failure is shrunk. */
export const allTexts: readonly Fixture[] = [...oddTexts, ...keptTexts, ...agentTexts];

function filesIn(folder: string, ending: string): Fixture[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
}
