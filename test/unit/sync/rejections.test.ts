import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRejections } from '#sync/rejections';
import { type Json, toPointer } from '#language/syntax/json';

const table: [string, Json, [pointer: string, text: string][]][] = [
  ['one field', { language: ['Not a valid choice.'] }, [['/language', 'Not a valid choice.']]],
  [
    'two texts',
    { language: ['One.', 'Two.'] },
    [
      ['/language', 'One.'],
      ['/language', 'Two.'],
    ],
  ],
  [
    'two fields',
    { a: ['One.'], b: ['Two.'] },
    [
      ['/a', 'One.'],
      ['/b', 'Two.'],
    ],
  ],
  ['a field without a list', { language: 'No.' }, [['/language', 'No.']]],
  ['a nested field', { livekit_data: { url: ['Bad.'] } }, [['/livekit_data/url', 'Bad.']]],
  ['a deeply nested error', { a: { b: { c: ['Bad.'] } } }, [['/a/b/c', 'Bad.']]],
  [
    'a list by position',
    { outbound_numbers: [{}, { number: ['Bad.'] }] },
    [['/outbound_numbers/1/number', 'Bad.']],
  ],
  ['a list of lists', { words: [[], ['Bad pair.']] }, [['/words/1', 'Bad pair.']]],
  [
    'a list by index',
    { outbound_numbers: { '0': ['Bad.'], '2': ['Worse.'] } },
    [
      ['/outbound_numbers/0', 'Bad.'],
      ['/outbound_numbers/2', 'Worse.'],
    ],
  ],
  ['errors of the whole', { non_field_errors: ['Both are needed.'] }, [['', 'Both are needed.']]],
  [
    'errors of a nested whole',
    { sip_auth: { non_field_errors: ['Incomplete.'] } },
    [['/sip_auth', 'Incomplete.']],
  ],
  ['detail', { detail: 'Malformed.' }, [['', 'Malformed.']]],
  ['detail with a code', { detail: 'Malformed.', code: 'parse_error' }, [['', 'Malformed.']]],
  ['an error wrapper', { error: { language: ['No.'] } }, [['/language', 'No.']]],
  [
    'a list of errors',
    { errors: ['One.', 'Two.'] },
    [
      ['', 'One.'],
      ['', 'Two.'],
    ],
  ],
  ['a bare list', ['One.'], [['', 'One.']]],
  ['a bare text', 'Bad request', [['', 'Bad request']]],
  ['a number', { language: 7 }, [['/language', '7']]],
  ['a boolean', { language: [false] }, [['/language', 'false']]],
  [
    'a name that is not a property of the agent',
    { elevenlabs_creds: ['Rejected.'] },
    [['/elevenlabs_creds', 'Rejected.']],
  ],
  [
    'a page with a title',
    '<html><title>Bad Request (400)</title><body>x</body></html>',
    [['', 'Bad Request (400)']],
  ],
  [
    'a page without',
    '<html><style>p{}</style><body><h1>Bad</h1> <p>request</p></body></html>',
    [['', 'Bad request']],
  ],
  ['names with a slash', { 'a/b': ['No.'] }, [['/a~1b', 'No.']]],
  ['texts with line breaks', { a: ['One\n  two.'] }, [['/a', 'One two.']]],
];

describe('a server error', () => {
  for (const [name, body, expected] of table) {
    it(name, () =>
      assert.deepEqual(
        readRejections(body).map(({ path, text }) => [toPointer(path), text]),
        expected,
      ),
    );
  }

  for (const [name, body] of [
    ['an empty object', {}],
    ['an empty text', ' '],
    ['null', null],
    ['an empty list', { a: [] }],
  ] as [string, Json][]) {
    it(`without a readable reason is still reported: ${name}`, () =>
      assert.equal(readRejections(body).length, 1));
  }

  it('is truncated if long', () => assert.equal(readRejections('x'.repeat(9000))[0]?.text.length, 500));
});

describe('a server error that quotes values', () => {
  const secret = 'FAKE-quoted-do-not-use';

  it('contains no sent secret, wherever it is and however long', () => {
    const body = {
      vapi_api_key: [`"${secret}" is no key.`, `${'x'.repeat(490)}${secret}`],
      detail: `<title>${secret}</title>`,
      livekit_data: [{ api_secret: { [0]: secret } }],
    };
    const texts = readRejections(body, [secret, '', 'no']).map(({ text }) => text);
    assert.ok(texts.includes('"…" is no key.'));
    assert.ok(texts.every((text) => !text.includes('FAKE')));
  });

  it('contains none inside JSON or a URL either', () => {
    const unusual = 'FAKE-"quoted" & more';
    const body = {
      detail: [JSON.stringify({ password: unusual }), `/?password=${encodeURIComponent(unusual)}!`],
    };
    const texts = readRejections(body, [unusual, '\uD800FAKE']).map(({ text }) => text);
    assert.deepEqual(texts, ['{"password":"…"}', '/?password=…!']);
  });

  it('contains nothing that has the format of a credential', () => {
    const [texts] = readRejections({ language: ['"sk-FAKE0123456789abcdef0123" is not a valid choice.'] });
    assert.equal(texts?.text, '"…" is not a valid choice.');
  });
});
