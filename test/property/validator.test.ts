import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { messages } from '#language/diagnostics/messages';
import { problemsOf, describeProblems } from '#support/language/problems';
import { isValidAgent, schemaRules } from './fuzz/agents';

const source = readFileSync(join(__dirname, '../../schemas/agent.schema.json'), 'utf8');
const schema = JSON.parse(source) as {
  properties: Record<string, { enum?: string[]; examples?: unknown[] }>;
};

const text = fc.oneof(
  fc.constantFrom(
    '',
    'en',
    'en-US',
    'retell',
    '+14155550123',
    '415',
    'short',
    'long enough for an id',
    '{}',
    '[]',
    '{"a": 1}',
  ),
  fc.string({ maxLength: 12 }),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, min: -3, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);
const anyJson = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('url', 'trigger_url', 'Authorization', 'config', 'x', '__proto__'), scalar, {
    maxKeys: 3,
  }),
);
const property = fc
  .constantFrom(...Object.entries(schema.properties))
  .chain(([name, { enum: values = [], examples = [] }]) =>
    fc.tuple(fc.constant(name), fc.oneof(anyJson, fc.constantFrom(...values, ...examples, ''))),
  );
const needed = fc.constant<[string, unknown][]>([
  ['agent_name', 'Desk'],
  ['description', 'Answers.'],
  ['inbound', true],
]);
const agent = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: needed }, { weight: 1, arbitrary: fc.constant([]) }),
    fc.array(property, { maxLength: 4 }),
  )
  .map((parts) => JSON.stringify(Object.fromEntries(parts.flat())));

describe('an independent validator', () => {
  it('rejects an agent if and only if the schema rules do', () => {
    fc.assert(
      fc.property(agent, (json) => {
        // Values that Cekura itself returns for "not set" have the wrong type, too, but are warnings.
        const ours = problemsOf(json).some(
          ({ rule, severity }) => schemaRules.has(rule) && (severity === 'error' || rule === 'wrong-type'),
        );
        assert.equal(ours, !isValidAgent(JSON.parse(json)), describeProblems(json).join('\n'));
      }),
      { numRuns: 400 },
    );
  });

  it('rejects no value for a reason without a message', () => {
    const checks =
      /"(type|enum|const|pattern|minLength|maxLength|minItems|maxItems|minimum|maximum|multipleOf|uniqueItems|exclusive\w+)":/g;
    const used = new Set(Array.from(source.matchAll(checks), ([, keyword]) => keyword));
    // `const` only occurs in conditions, where it rejects nothing.
    used.delete('const');
    assert.deepEqual(
      [...used].filter((keyword) => !messages[keyword ?? '']),
      [],
    );
  });
});
