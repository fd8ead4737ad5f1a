import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent } from '#language/syntax/document';
import { problemsOf, describeProblems } from '#support/language/problems';

/** [text, `token: message` of each error] */
const errorCases: [text: string, ...told: string[]][] = [
  ['', ': The file is empty. Expected a JSON object.'],
  ['  \n', ': The file is empty. Expected a JSON object.'],
  ['{"inbound": true', '{: Missing closing bracket for "{".'],
  ['{\n"retell_data": {\n"trigger_url": ""\n}', '{: Missing closing bracket for "{".'],
  ['{"outbound_numbers": ["+1"', '[: Missing closing bracket for "[".'],
  ['{"inbound": true "language": "en"}', '"language": Expected a comma.'],
  ['{"inbound": true,}', ',: Unexpected comma.'],
  ['{"outbound_numbers": ["+14155550123",]}', ',: Unexpected comma.'],
  ['{"inbound": true,, "language": "en"}', ',: Unexpected comma.'],
  ['{"inbound" true}', 'true: Expected a colon.'],
  ['{"inbound"}', '}: Expected a colon.'],
  ['{"inbound":}', '}: Expected a value.'],
  ['{"inbound": , "language": "en"}', ',: Expected a value.'],
  ['{"inbound" = true}', '=: Invalid JSON. Use : instead.'],
  ['{"inbound": true; "language": "en"}', 'true;: Invalid JSON. Use true, instead.'],
  ['{"llm_max_tokens": 1; "language": "en"}', ';: Invalid JSON. Use , instead.'],
  ['{"inbound": True}', 'True: Invalid JSON. Use true instead.'],
  [
    '{"agent_name"： "Desk"， "inbound": true}',
    '：: Invalid JSON. Use : instead.',
    '，: Invalid JSON. Use , instead.',
  ],
  ['{"inbound": tru}', 'tru: Invalid JSON. Use true instead.'],
  ['{"sip_auth": None}', 'None: Invalid JSON. Use null instead.'],
  ['{"llm_temperature": .5}', '.5: Invalid JSON. Use 0.5 instead.'],
  ['{"llm_max_tokens": +1}', '+1: Invalid JSON. Use 1 instead.'],
  ['{"llm_temperature": 0,7}', '7: Invalid number. Expected a number such as 0.5.'],
  ['{"contact_number": +14155550123}', '+14155550123: Property names and strings must be in double quotes.'],
  ['{"created_at": 2026-01-02}', '-0: Invalid number. Use decimal digits.'],
  [
    '{\n"agent_name": Front Desk,\n"inbound": true\n}',
    'Front Desk: Property names and strings must be in double quotes.',
  ],
  [
    `{"agent_name": 'Say "no", then go'}`,
    `'Say "no", then go': Property names and strings must be in double quotes.`,
  ],
  ['{"llm_max_tokens": 01}', '1: Leading zeros are not allowed.'],
  ['{"llm_max_tokens": 0x1F}', 'x1F: Invalid number. Use decimal digits.'],
  ['{"llm_max_tokens": 1e}', '1e: Invalid number. Expected a number such as 0.5.'],
  ["{'inbound': true}", "'inbound': Property names and strings must be in double quotes."],
  ['{inbound: true}', 'inbound: Property names and strings must be in double quotes.'],
  ['{“inbound”: true}', '“inbound”: Use straight double quotes, not curly quotes.'],
  ['{"agent_name": „Praxis Müller“}', '„Praxis Müller“: Use straight double quotes, not curly quotes.'],
  ['{"agent_name": `Desk`}', '`Desk`: Property names and strings must be in double quotes.'],
  ['{"agent_name": Front Desk"}', 'Front Desk": Missing opening quote.'],
  [
    '{"sip_auth": {"password": ${env:SIP}}}',
    '${env:SIP}: Property names and strings must be in double quotes.',
  ],
  [
    '{"inbound": {{is_inbound}}, "language": {{lang}}}',
    '{{is_inbound}}: Property names and strings must be in double quotes.',
  ],
  ['{1: 2}', '1: Expected a property name in double quotes.'],
  ['{"language": "en}', '"en}: Unterminated string. Add a closing quote on the same line.'],
  [
    '{\n"language: "en",\n"inbound": true\n}',
    '"language: ": Unterminated property name. Add a closing quote before the colon.',
  ],
  ['{"description": "Say "hello" first."}', 'hello: Unescaped quote in string. Use \\" instead.'],
  [
    '{"description": "a\tb"}',
    '"a	b": Unescaped control character in string. Use an escape such as \\t or \\u0000.',
  ],
  ['{"description": "C:\\dir"}', '"C:\\dir": Invalid escape sequence. Use \\\\ for a backslash.'],
  [
    '{"description": "\\u12"}',
    '"\\u12": Invalid Unicode escape. Expected four hexadecimal digits after \\u.',
  ],
  ['// ours\n{}', '// ours: Comments are not permitted in JSON.'],
  ['{"inbound": /* who calls? */ true}', '/* who calls? */: Comments are not permitted in JSON.'],
  ['{"agent_name": "Desk"; "inbound": true}', ';: Invalid JSON. Use , instead.'],
  ['{"inbound": true # who calls?\n}', '# who calls?: Comments are not permitted in JSON.'],
  [
    '{\n// ours\n// and theirs\n}',
    '// ours: Comments are not permitted in JSON.',
    '// and theirs: Comments are not permitted in JSON.',
  ],
  ['{}\n```', '```: Invalid JSON. Strings must be in double quotes.'],
  ['"inbound": true,\n"language": "en"\n}', ': Expected a JSON object. Add an opening brace.'],
  ['{"outbound_numbers": ["+14155550123",\n "language": "en"\n}', '[: Missing closing bracket for "[".'],
  ['{}}', '}: End of file expected. Remove this text or an extra closing brace.'],
  ['{} {}', '{: End of file expected. Remove this text or an extra closing brace.'],
  ['{"outbound_numbers": ["+1"}', '}: Mismatched closing bracket.'],
  ['<html>', '<html>: Invalid JSON. Expected an object that starts with {.'],
  [
    '{\n"agent_name": "Desk"\n"description": "x"\n"inbound": true\n}',
    '"description": Expected a comma.',
    '"inbound": Expected a comma.',
  ],
];

/** Typical mistakes when typing and pasting. */
const pasted = {
  python: `{
  'agent_name': 'Front Desk',
  'inbound': True
}`,
  javaScript: `{
  agent_name: 'Front Desk',
  inbound: true
}`,
  prompt: `{
  "agent_name": "Desk",
  "description": "Greet the caller.
None of them waits. Say 'hello', then ask:
  - the name, as {"caller": true}
  - "what for?"
",
  "inbound": true
}`,
  merge: `{
  "agent_name": "Desk",
<<<<<<< HEAD
  "description": "Books.",
||||||| base
  "description": "Book.",
=======
  "description": "Books and cancels.",
>>>>>>> feature/cancel
  "inbound": true
}`,
  missingBrace: `{
  "agent_name": "Desk",
  "livekit_data": {
    "url": "wss://desk.example.com"
  ,
  "inbound": true
}`,
};

function causes(text: string): string[] {
  return problemsOf(text)
    .filter(({ rule }) => rule === 'syntax')
    .map(({ span, message }) => `${text.slice(span.offset, span.offset + span.length)}: ${message}`);
}

describe('syntax errors', () => {
  it('are reported once per cause, with the fix', () => {
    for (const [text, ...expected] of errorCases) assert.deepEqual(causes(text), expected, text);
  });

  it('are reported for literals of other languages', () => {
    assert.deepEqual(causes(pasted.python), [
      "'agent_name': Property names and strings must be in double quotes.",
      "'Front Desk': Property names and strings must be in double quotes.",
      "'inbound': Property names and strings must be in double quotes.",
      'True: Invalid JSON. Use true instead.',
    ]);
    assert.deepEqual(causes(pasted.javaScript), [
      'agent_name: Property names and strings must be in double quotes.',
      "'Front Desk': Property names and strings must be in double quotes.",
      'inbound: Property names and strings must be in double quotes.',
    ]);
  });

  it('are reported once for a string with pasted line breaks', () => {
    assert.deepEqual(causes(pasted.prompt), [
      '"Greet the caller.: Strings can\'t span multiple lines. Use \\n for line breaks.',
    ]);
  });

  it('are reported once for a merge conflict, without problems of its sides', () => {
    assert.deepEqual(describeProblems(pasted.merge), [
      'error syntax at <<<<<<<: Unresolved merge conflict. Keep one side and remove the conflict markers.',
    ]);
  });

  it('are reported for each of two consecutive merge conflicts', () => {
    const merge = '<<<<<<< HEAD\n"language": "en",\n=======\n"language": "fr",\n>>>>>>> feature\n';
    const text = `{\n${merge}${merge}"inbound": true\n}`;
    assert.deepEqual(
      problemsOf(text).map(({ rule }) => rule),
      ['syntax', 'syntax'],
    );
  });

  it('are reported once for an unclosed array, regardless of the text after it', () => {
    const text = '{"outbound_numbers": ["+14155550123",\n"language": "en",\n"inbound": true\n}';
    assert.deepEqual(describeProblems(text), ['error syntax at [: Missing closing bracket for "[".']);
  });

  it('are reported at the unclosed brace, according to the indentation', () => {
    const [problem, ...others] = problemsOf(pasted.missingBrace).filter(
      ({ severity }) => severity === 'error',
    );
    assert.equal(pasted.missingBrace.slice(0, problem?.span.offset).split('\n').length, 3);
    assert.deepEqual(others, []);
  });

  it('do not cause other problems on the rest of the line', () => {
    const problems = problemsOf('{"language": "xx, "inbound": 5, "unheard_of": 1}');
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['not-in-enum', 'syntax'],
    );
  });

  it('are the only problem of a property whose value is not typed yet', () => {
    assert.deepEqual(describeProblems('{\n"language":\n"agent_name": "Desk"\n}'), [
      'error syntax at "agent_name": Expected a value.',
    ]);
  });

  it('hide no other problems if the fix is certain', () => {
    const problems = problemsOf('{"agent_name": "x",\n "descripton": "hi"\n "inbound": "true"}');
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['unknown-property', 'syntax', 'wrong-type'],
    );
  });

  it("don't disable rules if they are only comments and trailing commas", () => {
    for (const [text, ...rulesFound] of [
      ['{\n  // who\n  "agent_name": "A"\n}', 'missing-required', 'syntax'],
      [
        '{"agent_name":"A","assistant_provider":"vapi",}',
        'missing-required',
        'missing-provider-property',
        'syntax',
      ],
      ['{"agent_name": "A" /* who */}', 'missing-required', 'syntax'],
      ['{"agent_name": "A", "outbound_numbers": [ ,]}', 'syntax'],
      ['\uFEFF{"agent_name": "A",}', 'missing-required', 'syntax'],
    ]) {
      const found = problemsOf(text ?? '').map(({ rule }) => rule);
      assert.deepEqual(found, rulesFound, text);
    }
  });

  it('are one problem if the text is nested too deeply', () => {
    const problems = problemsOf('['.repeat(100_000));
    assert.deepEqual(
      problems.map(({ rule, message }) => [rule, message]),
      [['syntax', 'The file is nested too deeply to validate.']],
    );
  });

  it('are found if and only if a parser finds any', () => {
    const pieces = ['{', '}', '[', ']', '"inbound"', ':', ',', 'true', '1', '"x', '\n', "'", '//', '\\', ' '];
    let seed = 7;
    for (let round = 0; round < 3000; round++) {
      let text = '';
      for (let length = 1 + (round % 9); length > 0; length--) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        text += pieces[seed % pieces.length] ?? '';
      }
      assert.equal(causes(text).length > 0, parseAgent(text).syntaxErrors.length > 0, text);
    }
  });
});
