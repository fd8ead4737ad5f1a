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
  for (const [name, path, at] of [
    ['at the value', ['agent_name'], '"A"'],
    ['at a nested value', ['livekit_data', 'url'], '"ws://x"'],
    ['at an item of an array', ['outbound_numbers', 1], '"2"'],
    ['only at the opening brace of an object', ['livekit_data'], '{'],
    ['at the nearest parent in the file', ['livekit_data', 'api_secret'], '{'],
    ['at the first brace if the file does not have the property', ['language'], '{'],
    ['at the first brace for an error about the whole agent', [], '{'],
  ] as const) {
    it(name, () => assert.equal(shownAt([...path]), at));
  }

  it('are shown even in a file without the value', () =>
    assert.deepEqual(spanFor('', []), { offset: 0, length: 0 }));
});

describe('messages of server errors', () => {
  for (const [name, path, message] of [
    ['no name if the file contains the value', ['livekit_data', 'url'], 'Not valid.'],
    ['no name for an error about the whole agent', [], 'Not valid.'],
    [
      'the name of the property if the file does not contain it',
      ['llm_max_tokens'],
      'llm_max_tokens: Not valid.',
    ],
    ['the same inside an object', ['livekit_data', 'api_secret'], 'livekit_data.api_secret: Not valid.'],
    ['the same after the end of an array', ['outbound_numbers', 7], 'outbound_numbers.7: Not valid.'],
  ] as const) {
    it(name, () =>
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
