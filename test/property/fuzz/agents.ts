import Ajv from 'ajv';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codePoint } from '#support/codePoint';
import { problemsOf, describeProblems } from '#support/language/problems';
import { agentTexts } from './texts';

/** The part of a JSON Schema that describes a value. */
interface PropertySchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly items?: PropertySchema;
}

const source = readFileSync(join(__dirname, '../../../schemas/agent.schema.json'), 'utf8');
const schema = JSON.parse(source) as PropertySchema & { readonly properties: Record<string, PropertySchema> };

/** Plain ajv with the published schema, as other editors and CI jobs use it. */
export const isValidAgent = new Ajv({ strict: false, logger: false }).compile(schema);

/** The rules that correspond to keywords of JSON Schema. */
export const schemaRules = new Set([
  'wrong-type',
  'not-in-enum',
  'invalid-format',
  'too-short',
  'too-long',
  'out-of-range',
  'stringified-json',
  'missing-required',
]);

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'en',
    'EN',
    'retell',
    '+14155550123',
    '415',
    'true',
    '{"a": 1}',
    '[]',
    '${env:KEY}',
    '********',
  ),
  fc.string({ unit: codePoint, maxLength: 12 }),
  fc.integer({ min: 0, max: 6000 }).map((length) => 'x'.repeat(length)),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -3, max: 3 }),
  fc.constantFrom(0, -0, 1, 2, 1e21, 1e308, 2 ** 53, true, false, null),
);
const anyValue = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('url', 'config', 'x', '__proto__', 'constructor'), scalar, { maxKeys: 3 }),
);

/** Values that match the schema, its examples, and arbitrary other values. */
function valueOf({
  enum: values = [],
  examples = [],
  properties,
  items,
  ...propertySchema
}: PropertySchema): fc.Arbitrary<unknown> {
  const schemaProperties = [
    ...values,
    ...examples,
    '',
    ...('default' in propertySchema ? [propertySchema.default] : []),
  ];
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...schemaProperties) },
    { weight: 1, arbitrary: anyValue },
    ...(properties ? [{ weight: 4, arbitrary: objectOf(properties, fc.string({ maxLength: 4 })) }] : []),
    ...(items
      ? [{ weight: 4, arbitrary: fc.array(fc.oneof(valueOf(items), anyValue), { maxLength: 4 }) }]
      : []),
  );
}

function objectOf(
  properties: Readonly<Record<string, PropertySchema>>,
  otherNames: fc.Arbitrary<string>,
): fc.Arbitrary<object> {
  const property = fc
    .constantFrom(...Object.entries(properties))
    .chain(([name, propertySchema]) => fc.tuple(fc.constant(name), valueOf(propertySchema)));
  const other = fc.tuple(otherNames, anyValue);
  const entries = fc.array(fc.oneof({ weight: 6, arbitrary: property }, { weight: 1, arbitrary: other }), {
    maxLength: 5,
  });
  return entries.map((all) => Object.fromEntries(all));
}

const wholeAgents = agentTexts.map(({ text: json }) => readOrEmpty(json));

/** An agent as JSON: empty, minimal or complete, with some properties changed and one removed. */
export const someAgent: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.constant({ agent_name: 'Desk', description: 'Answers.', inbound: true }),
      fc.constantFrom({}, ...wholeAgents),
    ),
    objectOf(schema.properties, fc.constantFrom('langauge', '__proto__', 'toString', 'x')),
    fc.constantFrom(...Object.keys(schema.properties)),
  )
  .map(([agent, changes, remaining]) =>
    JSON.stringify(
      Object.fromEntries(Object.entries({ ...agent, ...changes }).filter(([name]) => name !== remaining)),
    ),
  );

/**
 * Asserts that the server and an independent validator agree on whether an agent is valid. Values that Cekura itself returns for
 * "not set" are warnings, and a file that isn't an agent has one information.
 */
export function assertSameValidity(json: string): void {
  const problems = problemsOf(json);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (isValidAgent(JSON.parse(json))) {
    const ours = errors.filter(({ rule }) => schemaRules.has(rule));
    assert.deepEqual(
      ours,
      [],
      `the schema accepts an agent that the rules reject: ${describeProblems(json).join('\n')}`,
    );
  } else
    assert.ok(
      errors.length > 0 || problems.some(isLesserReport),
      `the schema rejects an agent that the rules accept: ${JSON.stringify(isValidAgent.errors)}`,
    );
}

function isLesserReport({ rule }: { readonly rule: string }): boolean {
  return rule === 'wrong-type' || rule === 'foreign-file';
}

function readOrEmpty(json: string): object {
  try {
    return JSON.parse(json) as object;
  } catch {
    return {};
  }
}
