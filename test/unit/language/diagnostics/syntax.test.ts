import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent } from '#language/syntax/document';
import { problemsOf, told } from '#support/language/problems';

/** [text, `token: message` of each cause] */
const faults: [text: string, ...told: string[]][] = [
  ['', ': The file is empty; an agent is an object in { }'],
  ['  \n', ': The file is empty; an agent is an object in { }'],
  ['{"inbound": true', '{: This { is never closed; add its counterpart'],
  ['{\n"retell_data": {\n"trigger_url": ""\n}', '{: This { is never closed; add its counterpart'],
  ['{"outbound_numbers": ["+1"', '[: This [ is never closed; add its counterpart'],
  ['{"inbound": true "language": "en"}', '"language": A comma is missing before this'],
  ['{"inbound": true,}', ',: There is a comma too many; remove it'],
  ['{"outbound_numbers": ["+14155550123",]}', ',: There is a comma too many; remove it'],
  ['{"inbound": true,, "language": "en"}', ',: There is a comma too many; remove it'],
  ['{"inbound" true}', 'true: A colon is missing between the name and its value'],
  ['{"inbound"}', '}: A colon is missing between the name and its value'],
  ['{"inbound":}', '}: A value is missing here'],
  ['{"inbound": , "language": "en"}', ',: A value is missing here'],
  ['{"inbound" = true}', '=: JSON writes this as :'],
  ['{"inbound": true; "language": "en"}', 'true;: JSON writes this as true,'],
  ['{"llm_max_tokens": 1; "language": "en"}', ';: JSON writes this as ,'],
  ['{"inbound": True}', 'True: JSON writes this as true'],
  ['{"agent_name"： "Desk"， "inbound": true}', '：: JSON writes this as :', '，: JSON writes this as ,'],
  ['{"inbound": tru}', 'tru: JSON writes this as true'],
  ['{"sip_auth": None}', 'None: JSON writes this as null'],
  ['{"llm_temperature": .5}', '.5: JSON writes this as 0.5'],
  ['{"llm_max_tokens": +1}', '+1: JSON writes this as 1'],
  ['{"llm_temperature": 0,7}', '7: This number breaks off; write it in full, like 0.5'],
  ['{"contact_number": +14155550123}', '+14155550123: Names and text stand in double quotes'],
  ['{"created_at": 2026-01-02}', '-0: This number is none that JSON knows; write decimal digits'],
  ['{\n"agent_name": Front Desk,\n"inbound": true\n}', 'Front Desk: Names and text stand in double quotes'],
  [`{"agent_name": 'Say "no", then go'}`, `'Say "no", then go': Names and text stand in double quotes`],
  ['{"llm_max_tokens": 01}', '1: A number does not begin with 0; remove the 0'],
  ['{"llm_max_tokens": 0x1F}', 'x1F: This number is none that JSON knows; write decimal digits'],
  ['{"llm_max_tokens": 1e}', '1e: This number breaks off; write it in full, like 0.5'],
  ["{'inbound': true}", "'inbound': Names and text stand in double quotes"],
  ['{inbound: true}', 'inbound: Names and text stand in double quotes'],
  ['{“inbound”: true}', '“inbound”: JSON takes straight double quotes, not typographic ones'],
  [
    '{"agent_name": „Praxis Müller“}',
    '„Praxis Müller“: JSON takes straight double quotes, not typographic ones',
  ],
  ['{"agent_name": `Desk`}', '`Desk`: Names and text stand in double quotes'],
  ['{"agent_name": Front Desk"}', 'Front Desk": The opening quote of this text is missing'],
  ['{"sip_auth": {"password": ${env:SIP}}}', '${env:SIP}: Names and text stand in double quotes'],
  [
    '{"inbound": {{is_inbound}}, "language": {{lang}}}',
    '{{is_inbound}}: Names and text stand in double quotes',
  ],
  ['{1: 2}', '1: A name in double quotes is missing here'],
  ['{"language": "en}', '"en}: This text is never closed; add the closing quote on the same line'],
  [
    '{\n"language: "en",\n"inbound": true\n}',
    '"language: ": This name is never closed; add the closing quote before the colon',
  ],
  [
    '{"description": "Say "hello" first."}',
    'hello: The text ends at the quote before this; write \\" for a quote within',
  ],
  [
    '{"description": "a\tb"}',
    '"a\tb": This text holds a raw tab or control character; write it as \\t or \\u0000',
  ],
  [
    '{"description": "C:\\dir"}',
    '"C:\\dir": A backslash in this text escapes nothing; write two for a real backslash',
  ],
  ['{"description": "\\u12"}', '"\\u12": A \\u in this text lacks its four hexadecimal digits'],
  ['// ours\n{}', '// ours: A comment is no JSON; remove it'],
  ['{"inbound": /* who calls? */ true}', '/* who calls? */: A comment is no JSON; remove it'],
  ['{"agent_name": "Desk"; "inbound": true}', ';: JSON writes this as ,'],
  ['{"inbound": true # who calls?\n}', '# who calls?: A comment is no JSON; remove it'],
  [
    '{\n// ours\n// and theirs\n}',
    '// ours: A comment is no JSON; remove it',
    '// and theirs: A comment is no JSON; remove it',
  ],
  ['{}\n```', '```: This is no JSON; text stands in double quotes'],
  ['"inbound": true,\n"language": "en"\n}', ': An agent stands in braces; begin it with {'],
  [
    '{"outbound_numbers": ["+14155550123",\n "language": "en"\n}',
    '[: This [ is never closed; add its counterpart',
  ],
  ['{}}', '}: The agent ends before this; remove what follows, or a closing brace too many'],
  ['{} {}', '{: The agent ends before this; remove what follows, or a closing brace too many'],
  ['{"outbound_numbers": ["+1"}', '}: This bracket closes something that was opened by another'],
  ['<html>', '<html>: This is no JSON; text stands in double quotes'],
  [
    '{\n"agent_name": "Desk"\n"description": "x"\n"inbound": true\n}',
    '"description": A comma is missing before this',
    '"inbound": A comma is missing before this',
  ],
];

/** Text that was written or pasted as people do. */
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

describe('broken JSON', () => {
  it('is told once for each cause, in words that say what to do', () => {
    for (const [text, ...expected] of faults) assert.deepEqual(causes(text), expected, text);
  });

  it('is told for each word of another language', () => {
    assert.deepEqual(causes(pasted.python), [
      "'agent_name': Names and text stand in double quotes",
      "'Front Desk': Names and text stand in double quotes",
      "'inbound': Names and text stand in double quotes",
      'True: JSON writes this as true',
    ]);
    assert.deepEqual(causes(pasted.javaScript), [
      'agent_name: Names and text stand in double quotes',
      "'Front Desk': Names and text stand in double quotes",
      'inbound: Names and text stand in double quotes',
    ]);
  });

  it('is told once of a text that was pasted with its line breaks', () => {
    assert.deepEqual(causes(pasted.prompt), [
      '"Greet the caller.: A text stays on one line in JSON; write each line break in it as \\n',
    ]);
  });

  it('is told once of a merge that is not resolved, and nothing of what its sides say', () => {
    assert.deepEqual(told(pasted.merge), [
      'error syntax at <<<<<<<: A merge conflict is left here; keep one side and remove the marks',
    ]);
  });

  it('is told of each of two merges that follow upon each other', () => {
    const merge = '<<<<<<< HEAD\n"language": "en",\n=======\n"language": "fr",\n>>>>>>> feature\n';
    const text = `{\n${merge}${merge}"inbound": true\n}`;
    assert.deepEqual(
      problemsOf(text).map(({ rule }) => rule),
      ['syntax', 'syntax'],
    );
  });

  it('is told once of a list that is not closed, whatever stands behind it', () => {
    const text = '{"outbound_numbers": ["+14155550123",\n"language": "en",\n"inbound": true\n}';
    assert.deepEqual(told(text), ['error syntax at [: This [ is never closed; add its counterpart']);
  });

  it('is told at the brace that lacks its counterpart, as the indentation says', () => {
    const [problem, ...others] = problemsOf(pasted.missingBrace).filter(
      ({ severity }) => severity === 'error',
    );
    assert.equal(pasted.missingBrace.slice(0, problem?.span.offset).split('\n').length, 3);
    assert.deepEqual(others, []);
  });

  it('does not make the rest of its line look wrong as well', () => {
    const problems = problemsOf('{"language": "xx, "inbound": 5, "unheard_of": 1}');
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['not-in-enum', 'syntax'],
    );
  });

  it('is all that is told of a member whose value is not typed yet', () => {
    assert.deepEqual(told('{\n"language":\n"agent_name": "Desk"\n}'), [
      'error syntax at "agent_name": A value is missing here',
    ]);
  });

  it('hides nothing where its cure leaves no doubt', () => {
    const problems = problemsOf('{"agent_name": "x",\n "descripton": "hi"\n "inbound": "true"}');
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['unknown-member', 'syntax', 'wrong-type'],
    );
  });

  it('is one plain problem where the text nests too deeply to be read', () => {
    const problems = problemsOf('['.repeat(100_000));
    assert.deepEqual(
      problems.map(({ rule, message }) => [rule, message]),
      [['syntax', 'The file nests objects or lists too deeply; nothing in it was checked']],
    );
  });

  it('is found whenever a parser finds any, and only then', () => {
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
