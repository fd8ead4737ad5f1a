import Ajv from 'ajv';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOf, told } from '#support/language/problems';
import { agentTexts } from './texts';

/** The part of JSON Schema that says what a value may look like. */
interface Described {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

const source = readFileSync(join(__dirname, '../../../schemas/agent.schema.json'), 'utf8');
const schema = JSON.parse(source) as Described & { readonly properties: Record<string, Described> };

/** Plain ajv with the schema as we publish it: what any other editor or a CI job would say. */
export const isValidAgent = new Ajv({ strict: false, logger: false }).compile(schema);

/** The rules that say what JSON Schema says. */
export const schemaRules = new Set([
  ...['wrong-type', 'not-in-enum', 'invalid-format', 'too-short', 'too-long', 'out-of-range'],
  ...['stringified-json', 'missing-required'],
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
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer({ min: 0, max: 6000 }).map((length) => 'x'.repeat(length)),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -3, max: 3 }),
  fc.constantFrom(0, -0, 1, 2, 1e21, 1e308, 2 ** 53, true, false, null),
);
const anything = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('url', 'config', 'x', '__proto__', 'constructor'), scalar, { maxKeys: 3 }),
);

/** Values as the schema describes them, as it shows them, and as it does not want them. */
function valueOf({
  enum: values = [],
  examples = [],
  properties,
  items,
  ...described
}: Described): fc.Arbitrary<unknown> {
  const known = [...values, ...examples, '', ...('default' in described ? [described.default] : [])];
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: anything },
    ...(properties ? [{ weight: 4, arbitrary: objectOf(properties, fc.string({ maxLength: 4 })) }] : []),
    ...(items
      ? [{ weight: 4, arbitrary: fc.array(fc.oneof(valueOf(items), anything), { maxLength: 4 }) }]
      : []),
  );
}

function objectOf(
  properties: Readonly<Record<string, Described>>,
  otherNames: fc.Arbitrary<string>,
): fc.Arbitrary<object> {
  const property = fc
    .constantFrom(...Object.entries(properties))
    .chain(([name, described]) => fc.tuple(fc.constant(name), valueOf(described)));
  const other = fc.tuple(otherNames, anything);
  const members = fc.array(fc.oneof({ weight: 6, arbitrary: property }, { weight: 1, arbitrary: other }), {
    maxLength: 5,
  });
  return members.map((entries) => Object.fromEntries(entries));
}

const wholeAgents = agentTexts.map(({ text: json }) => readOrEmpty(json));

/** An agent as JSON: nothing, what every agent needs or a whole one, with some members changed or left out. */
export const someAgent: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.constant({ agent_name: 'Desk', description: 'Answers.', inbound: true }),
      fc.constantFrom({}, ...wholeAgents),
    ),
    objectOf(schema.properties, fc.constantFrom('langauge', '__proto__', 'toString', 'x')),
    fc.constantFrom(...Object.keys(schema.properties)),
  )
  .map(([agent, changes, left]) =>
    JSON.stringify(
      Object.fromEntries(Object.entries({ ...agent, ...changes }).filter(([name]) => name !== left)),
    ),
  );

/**
 * The server and an independent validator agree on whether an agent is valid. Values that Cekura itself returns for "not set" are
 * warnings, and a file that isn't an agent has one information.
 */
export function assertSameVerdict(json: string): void {
  const problems = problemsOf(json);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (isValidAgent(JSON.parse(json))) {
    const ours = errors.filter(({ rule }) => schemaRules.has(rule));
    assert.deepEqual(ours, [], `the schema accepts what we reject: ${told(json).join('\n')}`);
  } else
    assert.ok(
      errors.length > 0 || problems.some(isLesserReport),
      `the schema rejects what we accept: ${JSON.stringify(isValidAgent.errors)}`,
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
