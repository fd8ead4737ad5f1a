// Turns schemas/agent.schema.json into plain functions ahead of time: one validator for each top-level member, so that
// an edit inside one member re-checks that member only, and no schema is compiled (or eval used) when the server starts.
import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const schemaFile = new URL('../schemas/agent.schema.json', import.meta.url);
const outFile = new URL('../core/language/generated/propertyValidators.js', import.meta.url);

/** Words for people and facts for our own code. They change no verdict, so the compiled checks do without them. */
const annotation =
  /^(x-.*|title|description|examples|default|enumDescriptions|deprecated|readOnly|writeOnly|format)$/;

/** What an error tells besides its place, its keyword and its limit. Nobody reads it, and it is a quarter of the code. */
const untold = /schemaPath:"[^"]*",|(?<=params:\{)(?![^{}]*limit:)[^{}]*(?=\})/g;

export async function compileValidators() {
  const schema = withoutAnnotations(JSON.parse(await readFile(schemaFile, 'utf8')));
  const ajv = new Ajv.default({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    // Header names stand by name for their words and by pattern because they are credentials.
    allowMatchingProperties: true,
    code: { source: true, esm: false },
    // Sentences are ours (messages.ts); the keyword and the place are all they need.
    messages: false,
  });
  // What the root says beyond its members and the required ones: the checks that look at two members at once.
  const { $id, properties, required, definitions, ...across } = schema;
  const shared = definitions ? { definitions } : {};
  ajv.addSchema({ ...across, ...shared }, 'across');
  const asked = Object.entries(properties).flatMap(([name, member]) => splitByItems(name, member));
  // Where the same is asked, one check is shared: most members are just texts, switches or objects.
  const ids = new Map();
  for (const [, assertions] of asked) {
    const text = JSON.stringify(assertions);
    if (ids.has(text)) continue;
    ids.set(text, `shape${ids.size}`);
    ajv.addSchema({ ...assertions, ...shared }, `shape${ids.size - 1}`);
  }
  const checks = asked.map(([name, assertions]) => [name, ids.get(JSON.stringify(assertions))]);
  const code = standalone.default(ajv, { ...Object.fromEntries(checks), '': 'across' });
  await mkdir(dirname(fileURLToPath(outFile)), { recursive: true });
  await writeFile(outFile, code.replace(untold, ''));
}

/** What may be asked of an object or list of whose children nothing is said by name: nothing that looks at them. */
const aboutItself = ['type', 'minItems', 'maxItems'];

/**
 * A member's checks by name: of a list, one of itself and one of each item, so that an edit inside an item re-checks that
 * one. Throws where that would miss something.
 */
function splitByItems(name, member) {
  const { items, additionalProperties = {}, ...own } = member;
  if (own.properties || own.patternProperties) return [[name, member]];
  const hasChildren = [own.type].flat().some((type) => type === 'object' || type === 'array');
  const isSplit = !hasChildren || Object.keys(own).every((keyword) => aboutItself.includes(keyword));
  if (!isSplit || Object.keys(additionalProperties).length > 0)
    throw new Error(`${name}: its children are validated separately, so this keyword would be missed.`);
  return items
    ? [
        [name, own],
        [`${name}[]`, items],
      ]
    : [[name, own]];
}

/** A schema's assertions alone. Under the keywords that hold schemas by name, a name is a name and never an annotation. */
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
