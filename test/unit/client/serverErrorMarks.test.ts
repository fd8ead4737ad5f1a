import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marksOn, markMessage, spanFor, applicableMarks } from '#client/editor/serverErrorMarks';

const text = '{ "agent_name": "A", "livekit_data": { "url": "ws://x" }, "outbound_numbers": ["+1", "2"] }';

/** The text that a rejection of `path` is reported on. */
function shownAt(path: (string | number)[]): string {
  const { offset, length } = spanFor(text, path);
  return text.slice(offset, offset + length);
}

describe('server errors', () => {
  for (const [what, path, at] of [
    ['at the value', ['agent_name'], '"A"'],
    ['at a nested value', ['livekit_data', 'url'], '"ws://x"'],
    ['at an item of a list', ['outbound_numbers', 1], '"2"'],
    ['at the brace of an object, not all over it', ['livekit_data'], '{'],
    ['at the nearest value around one that the file does not have', ['livekit_data', 'api_secret'], '{'],
    ['at the first brace when it is about a member that the file does not have', ['language'], '{'],
    ['at the first brace when it is about the whole agent', [], '{'],
  ] as const) {
    it(what, () => assert.equal(shownAt([...path]), at));
  }

  it('are shown even in a file without the value', () =>
    assert.deepEqual(spanFor('', []), { offset: 0, length: 0 }));
});

describe('messages of server errors', () => {
  for (const [what, path, message] of [
    ['no name at the value itself', ['livekit_data', 'url'], 'Not valid.'],
    ['no name about the whole agent', [], 'Not valid.'],
    [
      'which member it means where the file has none of that name',
      ['llm_max_tokens'],
      'llm_max_tokens: Not valid.',
    ],
    ['the same inside of an object', ['livekit_data', 'api_secret'], 'livekit_data.api_secret: Not valid.'],
    ['the same past the end of a list', ['outbound_numbers', 7], 'outbound_numbers.7: Not valid.'],
  ] as const) {
    it(what, () =>
      assert.deepEqual(marksOn(text, [{ path, text: 'Not valid.' }]).map(markMessage), [message]),
    );
  }
});

describe('marks of server errors', () => {
  const refused = (path: (string | number)[]) => marksOn(text, [{ path, text: 'No.' }]);

  it('stay while other values change', () => {
    assert.equal(applicableMarks(text.replace('"+1"', '"+15"'), refused(['agent_name'])).length, 1);
  });

  it('move with the value', () => {
    assert.equal(applicableMarks(`\n\n${text}`, refused(['livekit_data', 'url'])).length, 1);
  });

  it('disappear when the value changes', () => {
    assert.equal(applicableMarks(text.replace('"A"', '"B"'), refused(['agent_name'])).length, 0);
  });

  it('disappear when the missing value is added', () => {
    const marks = refused(['language']);
    assert.equal(applicableMarks(text, marks).length, 1);
    assert.equal(applicableMarks(text.replace('{ ', '{ "language": "en", '), marks).length, 0);
  });

  it('about the whole agent disappear after any change', () => {
    assert.equal(applicableMarks(text, refused([])).length, 1);
    assert.equal(applicableMarks(text.replace('"A"', '"B"'), refused([])).length, 0);
  });
});
