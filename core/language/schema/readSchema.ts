import {
  type Json,
  type JsonObject,
  type JsonType,
  type Path,
  fromPointer,
  isJsonObject,
  propertyOf,
} from '../syntax/json';
import { readForeignFormats } from './foreignFormats';
import { updatedKeyword, valueUpdatedKeyword } from './schemaUpdate';
import {
  type AgentSchema,
  type EnumValue,
  type PropertySchema,
  type Provider,
  type Requirement,
  type SoftFormat,
  propertySchema,
} from './schema';

/** Reads a JSON Schema. Throws if it is inconsistent. */
export function readSchema(source: JsonObject): AgentSchema {
  const root = readProperty('', source, source);
  const at = (path: Path) => path.reduce<PropertySchema | undefined>(stepInto, root);
  return {
    root,
    providers: readProviders(propertyOf(source, 'x-providers')),
    docs: stringKeyword(source, 'x-docs') ?? '',
    asOf: stringKeyword(source, 'x-asOf') ?? '',
    genericNames: new Set(stringsKeyword(source, 'x-genericNames')),
    foreignFormats: readForeignFormats(propertyOf(source, 'x-foreignFormats')),
    at,
    atPointer(pointer) {
      const property = at(fromPointer(pointer));
      if (!property) throw new Error(`The schema refers to ${pointer}, which is not defined.`);
      return property;
    },
  };
}

function stepInto(property: PropertySchema | undefined, step: string | number): PropertySchema | undefined {
  return typeof step === 'number' ? property?.items : property && propertySchema(property, step);
}

function readProperty(name: string, source: JsonObject, root: JsonObject): PropertySchema {
  const schema = resolveSchemaReference(source, root);
  const types = arrayKeyword(schema, 'type').filter((type): type is JsonType => typeof type === 'string');
  return {
    name,
    title: stringKeyword(schema, 'title') ?? name,
    description: stringKeyword(schema, 'description') ?? '',
    types,
    nullable: types.includes('null') || types.length === 0,
    enumValues: readEnum(schema),
    defaultValue: keyword(schema, 'default'),
    clearValue: keyword(schema, 'x-clearValue'),
    examples: arrayKeyword(schema, 'examples'),
    ...readLimits(schema),
    readOnly: keyword(schema, 'readOnly') === true,
    writeOnly: keyword(schema, 'writeOnly') === true,
    editorOnly: keyword(schema, 'x-editorOnly') === true,
    createOnly: keyword(schema, 'x-createOnly') === true,
    environment: keyword(schema, 'x-environment') === true,
    emptyMeansUnset: isEmptyUnset(schema),
    secret: keyword(schema, 'x-secret') === true,
    secretContainer: keyword(schema, 'x-secretContainer') === true,
    removed: stringKeyword(schema, 'x-removed'),
    updated: stringKeyword(schema, updatedKeyword),
    replacedBy: readStrings(schema, 'x-replacedBy'),
    configuredFlag: stringKeyword(schema, 'x-configuredFlag'),
    provider: stringKeyword(schema, 'x-provider'),
    sharedBy: stringsKeyword(schema, 'x-sharedBy'),
    overwrittenWhen: stringKeyword(schema, 'x-overwrittenWhen'),
    multiline: keyword(schema, 'x-multiline') === true,
    format: readFormat(stringKeyword(schema, 'x-format')),
    aliases: stringsKeyword(schema, 'x-aliases'),
    valueAliases: readStrings(schema, 'x-valueAliases'),
    required: stringsKeyword(schema, 'required'),
    properties: new Map(
      keywordEntries(schema, 'properties').map(([key, child]) => [
        key,
        readProperty(key, asObject(child), root),
      ]),
    ),
    patternProperties: keywordEntries(schema, 'patternProperties').map(
      ([pattern, child]) => [new RegExp(pattern, 'u'), readProperty('', asObject(child), root)] as const,
    ),
    additional: optionalProperty(schema, 'additionalProperties', root),
    items: optionalProperty(schema, 'items', root),
  };
}

function readLimits(schema: JsonObject) {
  // Limits that don't apply to the empty string are in the else branch of `if: {const: ""}`.
  const nonEmpty = keyword(schema, 'else');
  const limits = isJsonObject(nonEmpty) ? { ...schema, ...nonEmpty } : schema;
  return {
    minLength: numberKeyword(limits, 'minLength'),
    maxLength: numberKeyword(limits, 'maxLength'),
    minItems: numberKeyword(schema, 'minItems'),
    maxItems: numberKeyword(schema, 'maxItems'),
    pattern: stringKeyword(limits, 'pattern'),
    minimum: numberKeyword(limits, 'minimum'),
    maximum: numberKeyword(limits, 'maximum'),
  };
}

/** The empty string means "not set" if limits don't apply to it, if it is an enum value or the default, or if it can't match the format. */
function isEmptyUnset(schema: JsonObject): boolean {
  const condition = propertyOf(schema, 'if');
  return (
    propertyOf(condition, 'const') === '' ||
    keyword(schema, 'default') === '' ||
    arrayKeyword(schema, 'enum').includes('') ||
    stringKeyword(schema, 'x-format') !== undefined
  );
}

function optionalProperty(schema: JsonObject, name: string, root: JsonObject): PropertySchema | undefined {
  const child = keyword(schema, name);
  return isJsonObject(child) ? readProperty('', child, root) : undefined;
}

function resolveSchemaReference(schema: JsonObject, root: JsonObject): JsonObject {
  const reference = stringKeyword(schema, '$ref');
  if (reference === undefined) return schema;
  const target = fromPointer(reference.replace(/^#/, '')).reduce<Json | undefined>(propertyOf, root);
  if (!isJsonObject(target)) throw new Error(`The schema refers to ${reference}, which is not defined.`);
  return { ...resolveSchemaReference(target, root), ...schema };
}

function readEnum(schema: JsonObject): EnumValue[] {
  const labels = stringsKeyword(schema, 'enumDescriptions');
  const removals = readStrings(schema, 'x-valueRemoved');
  const updates = readStrings(schema, valueUpdatedKeyword);
  return arrayKeyword(schema, 'enum')
    .filter((value) => typeof value === 'string')
    .map((value, index) => {
      const [removed, updated] = [removals.get(value), updates.get(value)];
      return {
        value,
        label: labels[index] ?? value,
        ...(removed !== undefined && { removed }),
        ...(updated !== undefined && { updated }),
      };
    });
}

/** A keyword whose value is an object of strings. */
function readStrings(schema: JsonObject, name: string): ReadonlyMap<string, string> {
  const entries = keywordEntries(schema, name);
  return new Map(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function readFormat(format: string | undefined): SoftFormat | undefined {
  switch (format) {
    case 'phone':
    case 'ws-url':
    case 'http-url':
    case 'trigger-url':
    case 'sip-uri':
    case undefined:
      return format;
    default:
      throw new Error(`The schema uses the unknown format ${format}.`);
  }
}

function readProviders(source: Json | undefined): ReadonlyMap<string, Provider> {
  const providers = isJsonObject(source) ? Object.entries(source) : [];
  return new Map(
    providers.map(([id, provider]) => {
      const facts = asObject(provider);
      return [
        id,
        {
          id,
          label: stringKeyword(facts, 'label') ?? id,
          requires: arrayKeyword(facts, 'requires').map((requirement) =>
            readRequirement(asObject(requirement)),
          ),
          supports: stringsKeyword(facts, 'supports'),
        },
      ];
    }),
  );
}

function readRequirement(source: JsonObject): Requirement {
  return {
    any: stringsKeyword(source, 'any'),
    severity: readSeverity(stringKeyword(source, 'severity')),
    reason: stringKeyword(source, 'reason') ?? '',
  };
}

function readSeverity(severity: string | undefined): Requirement['severity'] {
  return severity === 'error' || severity === 'info' ? severity : 'warning';
}

/** Called thousands of times at startup, so it must be fast. */
function keyword(schema: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(schema, name) ? schema[name] : undefined;
}

function stringKeyword(schema: JsonObject, name: string): string | undefined {
  const value = keyword(schema, name);
  return typeof value === 'string' ? value : undefined;
}

function numberKeyword(schema: JsonObject, name: string): number | undefined {
  const value = keyword(schema, name);
  return typeof value === 'number' ? value : undefined;
}

/** A single value counts as an array of one, as for `type`. */
function arrayKeyword(schema: JsonObject, name: string): readonly Json[] {
  const value = keyword(schema, name);
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function stringsKeyword(schema: JsonObject, name: string): string[] {
  return arrayKeyword(schema, name).filter((value) => typeof value === 'string');
}

function keywordEntries(schema: JsonObject, name: string): [string, Json][] {
  const value = keyword(schema, name);
  return isJsonObject(value) ? Object.entries(value) : [];
}

function asObject(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new Error('The schema contains another value where an object is expected.');
  return value;
}
