import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent } from '#language/syntax/document';
import { type TextEdit, applyEdits } from '#language/syntax/edit';
import { fixAll, fixesFor, refactorings } from '#language/codeActions/index';
import { agentSchema, annotated } from '#support/language/agents';
import { problemsOf } from '#support/language/problems';

const names = [
  ...agentSchema.root.properties.keys(),
  'phone',
  'apiKey',
  'weather',
  '__proto__',
  'webhook_secret',
];
const texts = [
  '',
  '****',
  '${ENV:X}',
  'true',
  '0.5',
  'retel',
  'en-US',
  '{"a": [1]}',
  '+1 415 555 0123',
  '<url>',
  'x.example/a',
];
const scalar = fc.oneof(
  fc.constantFrom(...texts, 'https://me:hunter2@x.example', 'FAKE-key-do-not-use'),
  fc.constantFrom(0, 1, 2.5, 1e21, true, false, null),
  fc.string({ maxLength: 6 }),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  {
    weight: 2,
    arbitrary: fc.dictionary(fc.constantFrom('url', 'trigger_url', 'api_secret', 'password', 'x'), scalar),
  },
);
/** An agent with random properties, some of them duplicates, in one of three layouts. */
const agent = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 7 }),
    fc.constantFrom('\n  ', '\r\n\t', ' '),
  )
  .map(([properties, lead]) => {
    const lines = properties.map(
      ([name, propertyValue]) => `${lead}${JSON.stringify(name)}: ${JSON.stringify(propertyValue)}`,
    );
    return `{${lines.join(',')}${lead.trimEnd()}}`;
  });

const runs = { numRuns: 300 };

/** Asserts that edits are sorted and don't overlap, so that all clients apply them in the same way. */
function assertNoOverlap(edits: readonly TextEdit[]): void {
  edits.forEach((edit, index) => {
    const before = edits[index - 1];
    assert.ok(!before || before.offset + before.length <= edit.offset);
  });
}

describe('fixes in any text', () => {
  it('keep valid JSON valid, and at most one fix per problem is preferred', () => {
    fc.assert(
      fc.property(agent, (text) => {
        const all = annotated(text);
        for (const problem of problemsOf(text)) {
          const fixes = fixesFor(all, problem);
          assert.ok(fixes.filter(({ preferred }) => preferred).length <= 1);
          for (const { edits, title } of fixes) {
            assertNoOverlap(edits);
            const after = applyEdits(text, edits);
            assert.deepEqual(parseAgent(after).syntaxErrors, [], `${title}: ${after}`);
            assert.ok(title.length <= 120 && !title.includes('FAKE') && !title.includes('hunter2'), title);
          }
        }
      }),
      runs,
    );
  });

  it('terminate: repeating fix all leaves nothing to fix', () => {
    fc.assert(
      fc.property(agent, (text) => {
        let fixed = text;
        for (let round = 0; round < 20; round++) {
          const edits = fixAll(annotated(fixed))?.edits ?? [];
          assertNoOverlap(edits);
          fixed = applyEdits(fixed, edits);
          assert.deepEqual(parseAgent(fixed).syntaxErrors, []);
        }
        assert.equal(fixAll(annotated(fixed)), undefined);
      }),
      runs,
    );
  });

  it("don't throw for text that is not JSON", () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '"inbound"',
      ':',
      ',',
      'True',
      '"',
      '\n',
      '// x',
      '[',
      '1',
      "'a'",
      '\\',
      '“',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const all = annotated(text);
        for (const problem of problemsOf(text)) fixesFor(all, problem);
        fixAll(all);
        refactorings(all, { offset: at % (text.length + 1), length: 0 });
      }),
      runs,
    );
  });
});
