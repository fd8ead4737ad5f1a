import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fileNameFor } from '#sync/pull/fileNames';

describe('the file name of a pulled agent', () => {
  for (const [name, usedNames, file] of [
    ['Harbor Dental – Front Desk', [], 'harbor-dental-front-desk.agent.json'],
    ['Zürich 2', [], 'zürich-2.agent.json'],
    ['日本語', [], '日本語.agent.json'],
    ['../../etc/passwd', [], 'etc-passwd.agent.json'],
    ['  ', [], 'agent.agent.json'],
    ['CON', [], 'agent-con.agent.json'],
    ['A', ['a.agent.json'], 'a-2.agent.json'],
    ['A', ['A.AGENT.JSON', 'a-2.agent.json'], 'a-3.agent.json'],
  ] as const) {
    it(`"${name}" with [${usedNames.join()}] → ${file}`, () =>
      assert.equal(fileNameFor(name, usedNames), file));
  }

  it('stays in its folder, is new, and is an agent file, for any agent name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (name, others) => {
        const usedNames = [...others, fileNameFor(name, [])];
        const file = fileNameFor(name, usedNames);
        assert.match(file, /^[^/\\:*?"<>|]+\.agent\.json$/);
        assert.ok(!usedNames.includes(file));
        assert.doesNotMatch(file, /^[.-]/);
      }),
    );
  });
});
