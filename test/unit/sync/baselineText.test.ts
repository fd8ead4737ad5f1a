import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { objectOf } from '#language/syntax/json';
import { baselineText, readBaseline } from '#sync/baselineText';

describe('a stored baseline', () => {
  it('is restored unchanged, with all digits and special names', () => {
    const file = objectOf([
      ['topic_nodes', { big: new LosslessNumber('12345678901234567890.5') }],
      ['__proto__', { polluted: true }],
    ]);
    const baseline = {
      file,
      remote: { language: 'en' },
      beforePush: { file: {}, remote: { language: 'de' } },
    };
    assert.deepEqual(readBaseline(baselineText(baseline)), baseline);
  });

  it('has conflicts and their resolutions', () => {
    const conflicts = [
      { pointer: '/language', remote: 'fr', keepLocal: true },
      { pointer: '/topic_nodes', remote: undefined, keepLocal: false },
    ];
    const baseline = { file: {}, remote: {}, beforePush: undefined, conflicts };
    assert.deepEqual(readBaseline(baselineText(baseline)), baseline);
  });

  it('has the file it was created from', () => {
    const baseline = { file: {}, remote: {}, beforePush: undefined, syncedFile: 'file:///a/b.agent.json' };
    assert.deepEqual(readBaseline(baselineText(baseline)), baseline);
  });

  it('has whether there is something to roll back', () => {
    const baseline = { file: {}, remote: {}, beforePush: undefined };
    assert.deepEqual(readBaseline(baselineText(baseline)), baseline);
  });

  for (const text of ['', '{', '[]', '{"file": {}}', '{"file": 1, "remote": {}}', 'null']) {
    it(`is treated as never synced if invalid: ${text}`, () => assert.equal(readBaseline(text), undefined));
  }

  it('never throws, for any text on disk', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readBaseline(text)));
  });
});
