// What a schema says about one member, in words that two schemas can be compared by. Our JSON Schema and OpenAPI's schemas
// (3.0 and 3.1) share the keywords, so one reader serves both.
import { isObject, listAt, objectAt } from './json.mjs';

/** @typedef {import('./json.mjs').JsonObject} JsonObject */

/**
 * @typedef {object} Facts
 * @property {string} type `string`, `array of integer or null`; `anything` where nothing is said
 * @property {string[] | undefined} enumValues undefined where any value goes
 * @property {Map<string, string>} labels enum value → label, where one is given
 * @property {Map<string, string>} aliases another name of an enum value, in lower case → the value
 * @property {unknown} default
 * @property {unknown} minLength
 * @property {unknown} maxLength
 * @property {unknown} pattern
 * @property {unknown} minimum
 * @property {unknown} maximum
 * @property {boolean} readOnly
 * @property {boolean} writeOnly
 * @property {boolean} required
 * @property {string | undefined} since when the API added it, where that is known
 * @property {string | undefined} removed when the API removed it
 * @property {Map<string, string>} valueSince enum value → when the API added it
 * @property {Map<string, string>} valueRemoved enum value → when the API removed it
 */

/**
 * @param {unknown} schema a member's schema
 * @param {unknown} document what its references point into
 * @param {boolean} required
 * @returns {Facts}
 */
export function factsOf(schema, document, required) {
  const whole = resolved(schema, document);
  const choices = choicesOf(whole, document);
  // Our limits that spare the empty text stand in the else branch of `if: {const: ""}`.
  const limits = { ...choices[0], ...whole, ...objectAt(whole, 'else') };
  return {
    type: typeName(choices, document),
    enumValues: enumValuesOf(choices),
    labels: labelsOf(whole, choices),
    aliases: stringsIn(whole, 'x-valueAliases'),
    default: whole['default'],
    minLength: limits['minLength'],
    maxLength: limits['maxLength'],
    pattern: limits['pattern'],
    minimum: limits['minimum'],
    maximum: limits['maximum'],
    readOnly: whole['readOnly'] === true,
    writeOnly: whole['writeOnly'] === true,
    required,
    since: dateAt(whole, 'x-since'),
    removed: dateAt(whole, 'x-removed'),
    valueSince: stringsIn(whole, 'x-valueSince'),
    valueRemoved: stringsIn(whole, 'x-valueRemoved'),
  };
}

/** @param {JsonObject} schema @param {string} keyword */
function dateAt(schema, keyword) {
  const date = schema[keyword];
  return typeof date === 'string' ? date : undefined;
}

/**
 * A schema with its references followed and its `allOf` parts laid together; what stands beside them counts more.
 * @param {unknown} schema
 * @param {unknown} document
 * @param {readonly string[]} [followed] the references on the way here, so that a circle ends
 * @returns {JsonObject}
 */
export function resolved(schema, document, followed = []) {
  if (!isObject(schema)) return {};
  const { $ref, allOf, ...own } = schema;
  const parts = listAt(schema, 'allOf').map((part) => resolved(part, document, followed));
  if (typeof $ref === 'string' && !followed.includes($ref)) {
    parts.unshift(resolved(referred($ref, document), document, [...followed, $ref]));
  }
  return parts.reduceRight((rest, part) => mergedSchema(part, rest), own);
}

/**
 * Members and required names add up; of everything else, what `own` says replaces `base`.
 * @param {JsonObject} base
 * @param {JsonObject} own
 */
function mergedSchema(base, own) {
  const merged = { ...base, ...own };
  if (isObject(base['properties']) && isObject(own['properties'])) {
    merged['properties'] = { ...base['properties'], ...own['properties'] };
  }
  if (Array.isArray(base['required']) && Array.isArray(own['required'])) {
    merged['required'] = [...new Set([...base['required'], ...own['required']])];
  }
  return merged;
}

/** @param {string} reference `#/components/schemas/AIAgent` @param {unknown} document */
function referred(reference, document) {
  const steps = reference.replace(/^#\//, '').split('/');
  return steps
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((/** @type {unknown} */ value, step) => (isObject(value) ? value[step] : undefined), document);
}

/**
 * The alternatives of a schema, itself where it has none. drf-spectacular writes an enum that may be blank as two of them.
 * @param {JsonObject} schema
 * @param {unknown} document
 * @returns {JsonObject[]}
 */
function choicesOf(schema, document) {
  const alternatives = [...listAt(schema, 'oneOf'), ...listAt(schema, 'anyOf')];
  if (alternatives.length === 0) return [schema];
  return alternatives.map((alternative) => resolved(alternative, document));
}

/** A list in a list in a list says enough; a schema that contains itself ends here. */
const deepestList = 3;

/**
 * @param {JsonObject[]} choices
 * @param {unknown} document
 * @param {number} depth in how many lists this stands
 * @returns {string}
 */
function typeName(choices, document, depth = 0) {
  const names = choices.flatMap((choice) => typeNames(choice, document, depth));
  if (names.includes('anything')) return 'anything';
  const [nulls, others] = [names.filter((name) => name === 'null'), names.filter((name) => name !== 'null')];
  return [...new Set([...others.sort(), ...nulls])].join(' or ');
}

/**
 * @param {JsonObject} schema
 * @param {unknown} document
 * @param {number} depth
 * @returns {string[]}
 */
function typeNames(schema, document, depth) {
  const { type, nullable } = schema;
  const types = Array.isArray(type)
    ? type.map(String)
    : typeof type === 'string'
      ? [type]
      : typesOfEnum(schema);
  if (types.length === 0) return ['anything'];
  const withNull = nullable === true ? [...types, 'null'] : types;
  return withNull.map((name) => (name === 'array' ? listName(schema, document, depth) : name));
}

/** @param {JsonObject} schema */
function typesOfEnum(schema) {
  return listAt(schema, 'enum').map((value) => (value === null ? 'null' : typeof value));
}

/**
 * @param {JsonObject} schema
 * @param {unknown} document
 * @param {number} depth
 */
function listName(schema, document, depth) {
  if (!isObject(schema['items']) || depth === deepestList) return 'array';
  const item = typeName(choicesOf(resolved(schema['items'], document), document), document, depth + 1);
  return item === 'anything' ? 'array' : `array of ${item.includes(' or ') ? `(${item})` : item}`;
}

/** @param {JsonObject[]} choices */
function enumValuesOf(choices) {
  const closed = choices.every((choice) => Array.isArray(choice['enum']) || choice['type'] === 'null');
  const values = choices
    .flatMap((choice) => listAt(choice, 'enum'))
    .filter((value) => typeof value === 'string');
  return closed && values.length > 0 ? [...new Set(values)] : undefined;
}

/**
 * Ours stand in `enumDescriptions`; the API's in the description, as lines like "* `en` - English".
 * @param {JsonObject} schema
 * @param {JsonObject[]} choices
 */
function labelsOf(schema, choices) {
  const values = listAt(schema, 'enum').map(String);
  const own = listAt(schema, 'enumDescriptions').map((label, index) => pair(values[index], label));
  const prose = [schema, ...choices]
    .map((part) => part['description'])
    .filter((text) => typeof text === 'string');
  const listed = [...prose.join('\n').matchAll(/^\s*\* `([^`]*)` - (.+?)\s*$/gm)].map(([, value, label]) =>
    pair(value, label),
  );
  return new Map(own.length > 0 ? own : listed);
}

/** @param {JsonObject} schema @param {string} keyword a keyword whose value is an object of strings */
function stringsIn(schema, keyword) {
  return new Map(Object.entries(objectAt(schema, keyword)).map(([name, value]) => pair(name, value)));
}

/** @param {unknown} value @param {unknown} label @returns {[string, string]} */
function pair(value, label) {
  return [String(value), String(label)];
}
