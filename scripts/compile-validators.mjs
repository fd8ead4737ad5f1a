// Compiles schemas/agent.schema.json to functions: one validator for each top-level property, so that an edit only validates the
// property it is in, and the server does not compile schemas (or use eval) at startup.
import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeIfChanged } from './writeIfChanged.mjs';

const schemaFile = new URL('../schemas/agent.schema.json', import.meta.url);
const outFile = fileURLToPath(new URL('../core/language/generated/propertyValidators.js', import.meta.url));

/** Annotations, and keywords for the extension's own code. They don't affect validation, so they are omitted. */
const annotation =
  /^(x-.*|title|description|examples|default|enumDescriptions|deprecated|readOnly|writeOnly|format)$/;

/** Unused properties of errors, a quarter of the generated code. */
const unusedErrorProperties = /schemaPath:"[^"]*",|(?<=params:\{)(?![^{}]*limit:)[^{}]*(?=\})/g;

export async function compileValidators() {
  const schema = withoutAnnotations(JSON.parse(await readFile(schemaFile, 'utf8')));
  const ajv = new Ajv.default({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    // Header names are listed for their descriptions, and matched by a pattern because they are credentials.
    allowMatchingProperties: true,
    code: { source: true, esm: false },
    // Ajv's own messages are not needed: messages.ts only uses the keyword and the path.
    messages: false,
  });
  // The rest of the root schema: checks that involve several properties.
  const { $id, properties, required, definitions, ...crossProperty } = schema;
  const shared = definitions ? { definitions } : {};
  ajv.addSchema({ ...crossProperty, ...shared }, 'crossProperty');
  const validated = Object.entries(properties).flatMap(([name, property]) => splitByItems(name, property));
  // Equal schemas share a validator: most properties are plain strings, booleans or objects.
  const ids = new Map();
  for (const [, assertions] of validated) {
    const text = JSON.stringify(assertions);
    if (ids.has(text)) continue;
    ids.set(text, `shape${ids.size}`);
    ajv.addSchema({ ...assertions, ...shared }, `shape${ids.size - 1}`);
  }
  const checks = validated.map(([name, assertions]) => [name, ids.get(JSON.stringify(assertions))]);
  const code = standalone.default(ajv, { ...Object.fromEntries(checks), '': 'crossProperty' });
  await writeIfChanged(outFile, code.replace(unusedErrorProperties, ''));
}

/** Keywords that don't depend on children, allowed for objects and arrays with free-form children. */
const containerKeywords = ['type', 'minItems', 'maxItems'];

/**
 * The validators of a property by name: for an array, one for itself and one for each item, so that an edit in an item only validates that
 * one. Throws if a keyword would not be validated that way.
 */
function splitByItems(name, property) {
  const { items, additionalProperties = {}, ...keywords } = property;
  if (keywords.properties || keywords.patternProperties) return [[name, property]];
  const hasChildren = [keywords.type].flat().some((type) => type === 'object' || type === 'array');
  const isSplit =
    !hasChildren || Object.keys(keywords).every((keyword) => containerKeywords.includes(keyword));
  if (!isSplit || Object.keys(additionalProperties).length > 0)
    throw new Error(`${name}: its children are validated separately, so this keyword would be missed.`);
  return items
    ? [
        [name, keywords],
        [`${name}[]`, items],
      ]
    : [[name, keywords]];
}

/** The assertions of a schema. Names below keywords such as `properties` are property names, not annotations. */
function withoutAnnotations(schema) {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const assertions = Object.entries(schema).filter(([keyword]) => !annotation.test(keyword));
  return Object.fromEntries(assertions.map(([keyword, value]) => [keyword, assertionsOf(keyword, value)]));
}

function assertionsOf(keyword, value) {
  switch (keyword) {
    case 'properties':
    case 'patternProperties':
    case 'definitions':
      return Object.fromEntries(
        Object.entries(value).map(([name, child]) => [name, withoutAnnotations(child)]),
      );
    case 'items':
    case 'additionalProperties':
    case 'if':
    case 'then':
    case 'else':
    case 'not':
      return withoutAnnotations(value);
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return value.map(withoutAnnotations);
    default:
      return value;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileValidators();
