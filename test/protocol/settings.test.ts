import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readSettings } from '#language/settings';

describe('reading settings', () => {
  it('keeps valid parts', () => {
    const section = {
      rules: { a: 'off', b: 'info', c: 'loud', d: 1 },
      additionalValues: { language: ['tlh', 3], x: 'y' },
      files: { exclude: { '**/personas/**': true, off: false, odd: 'x' } },
    };
    assert.deepEqual(readSettings(section), {
      rules: { a: 'off', b: 'info' },
      additionalValues: { language: ['tlh'], x: [] },
      excludedFiles: ['**/personas/**'],
    });
  });
  it('ignores invalid parts and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (section) => {
        const { rules, additionalValues } = readSettings(section);
        assert.ok(Object.values(rules).every((expected) => /^(error|warning|info|hint|off)$/.test(expected)));
        assert.ok(Object.values(additionalValues).every((values) => Array.isArray(values)));
      }),
    );
  });
});
