import {
  type Json,
  type JsonObject,
  type JsonType,
  type Path,
  fromPointer,
  isJsonObject,
  propertyOf,
} from '../syntax/json';
import { type ForeignFormat, readForeignFormats } from './foreignFormats';

/** One value that an enum allows, with the label people know it by. */
export interface EnumValue {
  readonly value: string;
  readonly label: string;
  /** When the API removed it, as an ISO date. */
  readonly removed?: string;
}

/** Soft formats: a rule warns about them, JSON Schema does not. */
export type SoftFormat = 'phone' | 'ws-url' | 'http-url' | 'trigger-url' | 'sip-uri';

/** All that the schema says about one member, at any depth, ready to be asked. */
export interface PropertySchema {
  /** The member's name; empty for the root, for what stands in a list, and where a pattern or nothing but "any other" describes it. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Allowed types; empty where any is. */
  readonly types: readonly JsonType[];
  readonly nullable: boolean;
  readonly enumValues: readonly EnumValue[];
  readonly defaultValue: Json | undefined;
  /** What a push sends to clear this member, where neither null nor the default will do. */
  readonly clearValue: Json | undefined;
  readonly examples: readonly Json[];
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly pattern: string | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Stands in the file for the editor's sake; Cekura has no such member. */
  readonly editorOnly: boolean;
  /** Read-only later, but given once when the agent is created. */
  readonly createOnly: boolean;
  /** The empty string says the same as no value at all. */
  readonly emptyMeansUnset: boolean;
  readonly secret: boolean;
  readonly secretContainer: boolean;
  /** When the API removed it, as an ISO date; undefined for properties of today's API. */
  readonly removed: string | undefined;
  /** Where its values belong now: pointer below this property → pointer from the root. */
  readonly replacedBy: ReadonlyMap<string, string>;
  /** Pointer of the flag that tells whether the platform has this secret. */
  readonly configuredFlag: string | undefined;
  /** The one provider that uses this member; undefined for members of all. */
  readonly provider: string | undefined;
  readonly sharedBy: readonly string[];
  /** Pointer of the flag under which the platform rewrites this member by itself. */
  readonly overwrittenWhen: string | undefined;
  readonly format: SoftFormat | undefined;
  readonly aliases: readonly string[];
  readonly valueAliases: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  readonly properties: ReadonlyMap<string, PropertySchema>;
  readonly patternProperties: readonly (readonly [RegExp, PropertySchema])[];
  readonly additional: PropertySchema | undefined;
  readonly items: PropertySchema | undefined;
}

/** One thing a provider needs: any of these members. */
export interface Requirement {
  readonly any: readonly string[];
  /** `info`: it can be used without, for the reason given. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly why: string;
}

export interface Provider {
  readonly id: string;
  readonly label: string;
  readonly requires: readonly Requirement[];
  /** Names of the automatic features that work with this provider. */
  readonly supports: readonly string[];
}

export interface AgentSchema {
  readonly root: PropertySchema;
  readonly providers: ReadonlyMap<string, Provider>;
  /** The API's own page about agents. */
  readonly docs: string;
  /** The date of the newest API description that the schema follows. */
  readonly asOf: string;
  /** Names that files of any format may have, so that they say nothing about the format. */
  readonly genericNames: ReadonlySet<string>;
  readonly foreignFormats: readonly ForeignFormat[];
  /** What the schema says about `path`; undefined for members it does not know. Array indexes go to the list's items. */
  at(path: Path): PropertySchema | undefined;
  /** Pointer → its member; throws where the schema names a member that it does not have. */
  atPointer(pointer: string): PropertySchema;
}

/** The bundled JSON Schema → what the features ask. Throws on a schema that contradicts itself (a build's mistake). */
export function readSchema(source: JsonObject): AgentSchema {
  const root = readProperty('', source, source);
  const at = (path: Path) => path.reduce<PropertySchema | undefined>(stepInto, root);
  return {
    root,
    providers: readProviders(propertyOf(source, 'x-providers')),
    docs: text(source, 'x-docs') ?? '',
    asOf: text(source, 'x-asOf') ?? '',
    genericNames: new Set(texts(source, 'x-genericNames')),
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

/** What a member's schema says about its child `name`: by name, by pattern, then what is said of any other. */
export function propertySchema(property: PropertySchema, name: string): PropertySchema | undefined {
  return (
    property.properties.get(name) ??
    property.patternProperties.find(([pattern]) => pattern.test(name))?.[1] ??
    property.additional
  );
}

/**
 * Whether nothing is said about what stands in an object or list, but for each item of a list by itself: then what is
 * wrong with one child depends on no other. The build sees to it that the compiled checks are split the same way.
 */
export function hasFreeFormChildren(property: PropertySchema | undefined): boolean {
  return !property || (property.properties.size === 0 && property.patternProperties.length === 0);
}

function readProperty(name: string, source: JsonObject, root: JsonObject): PropertySchema {
  const schema = resolved(source, root);
  // Limits that spare the empty string stand in the else branch of `if: {const: ""}`.
  const spared = said(schema, 'else');
  const limits = isJsonObject(spared) ? { ...schema, ...spared } : schema;
  const types = list(schema, 'type').filter((type): type is JsonType => typeof type === 'string');
  return {
    name,
    title: text(schema, 'title') ?? name,
    description: text(schema, 'description') ?? '',
    types,
    nullable: types.includes('null') || types.length === 0,
    enumValues: readEnum(schema),
    defaultValue: said(schema, 'default'),
    clearValue: said(schema, 'x-clearValue'),
    examples: list(schema, 'examples'),
    minLength: number(limits, 'minLength'),
    maxLength: number(limits, 'maxLength'),
    minItems: number(schema, 'minItems'),
    maxItems: number(schema, 'maxItems'),
    pattern: text(limits, 'pattern'),
    minimum: number(limits, 'minimum'),
    maximum: number(limits, 'maximum'),
    readOnly: said(schema, 'readOnly') === true,
    writeOnly: said(schema, 'writeOnly') === true,
    editorOnly: said(schema, 'x-editorOnly') === true,
    createOnly: said(schema, 'x-createOnly') === true,
    emptyMeansUnset: isEmptyUnset(schema),
    secret: said(schema, 'x-secret') === true,
    secretContainer: said(schema, 'x-secretContainer') === true,
    removed: text(schema, 'x-removed'),
    replacedBy: readStrings(schema, 'x-replacedBy'),
    configuredFlag: text(schema, 'x-configuredFlag'),
    provider: text(schema, 'x-provider'),
    sharedBy: texts(schema, 'x-sharedBy'),
    overwrittenWhen: text(schema, 'x-overwrittenWhen'),
    format: readFormat(text(schema, 'x-format')),
    aliases: texts(schema, 'x-aliases'),
    valueAliases: readStrings(schema, 'x-valueAliases'),
    required: texts(schema, 'required'),
    properties: new Map(
      entries(schema, 'properties').map(([key, child]) => [key, readProperty(key, asObject(child), root)]),
    ),
    patternProperties: entries(schema, 'patternProperties').map(
      ([pattern, child]) => [new RegExp(pattern, 'u'), readProperty('', asObject(child), root)] as const,
    ),
    additional: optionalProperty(schema, 'additionalProperties', root),
    items: optionalProperty(schema, 'items', root),
  };
}

/** Where limits spare the empty string, an enum or default names it, or a format could never match it, it means "unset". */
function isEmptyUnset(schema: JsonObject): boolean {
  const condition = propertyOf(schema, 'if');
  return (
    propertyOf(condition, 'const') === '' ||
    said(schema, 'default') === '' ||
    list(schema, 'enum').includes('') ||
    text(schema, 'x-format') !== undefined
  );
}

function optionalProperty(schema: JsonObject, keyword: string, root: JsonObject): PropertySchema | undefined {
  const child = said(schema, keyword);
  return isJsonObject(child) ? readProperty('', child, root) : undefined;
}

function resolved(schema: JsonObject, root: JsonObject): JsonObject {
  const reference = text(schema, '$ref');
  if (reference === undefined) return schema;
  const target = fromPointer(reference.replace(/^#/, '')).reduce<Json | undefined>(propertyOf, root);
  if (!isJsonObject(target)) throw new Error(`The schema refers to ${reference}, which is not defined.`);
  return { ...resolved(target, root), ...schema };
}

function readEnum(schema: JsonObject): EnumValue[] {
  const labels = texts(schema, 'enumDescriptions');
  const removals = readStrings(schema, 'x-valueRemoved');
  return list(schema, 'enum')
    .filter((value) => typeof value === 'string')
    .map((value, index) => {
      const removed = removals.get(value);
      return { value, label: labels[index] ?? value, ...(removed !== undefined && { removed }) };
    });
}

/** An object of strings under `keyword`, as a map. */
function readStrings(schema: JsonObject, keyword: string): ReadonlyMap<string, string> {
  const found = entries(schema, keyword);
  return new Map(found.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
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
          label: text(facts, 'label') ?? id,
          requires: list(facts, 'requires').map((requirement) => readRequirement(asObject(requirement))),
          supports: texts(facts, 'supports'),
        },
      ];
    }),
  );
}

function readRequirement(source: JsonObject): Requirement {
  return {
    any: texts(source, 'any'),
    severity: readSeverity(text(source, 'severity')),
    why: text(source, 'why') ?? '',
  };
}

function readSeverity(severity: string | undefined): Requirement['severity'] {
  return severity === 'error' || severity === 'info' ? severity : 'warning';
}

/** What a schema says under `keyword`. Asked thousands of times at start, so it looks no closer than it must. */
function said(schema: JsonObject, keyword: string): Json | undefined {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

function text(schema: JsonObject, keyword: string): string | undefined {
  const value = said(schema, keyword);
  return typeof value === 'string' ? value : undefined;
}

function number(schema: JsonObject, keyword: string): number | undefined {
  const value = said(schema, keyword);
  return typeof value === 'number' ? value : undefined;
}

/** A keyword's list; a single value counts as a list of one, as with `type`. */
function list(schema: JsonObject, keyword: string): readonly Json[] {
  const value = said(schema, keyword);
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function texts(schema: JsonObject, keyword: string): string[] {
  return list(schema, keyword).filter((value) => typeof value === 'string');
}

function entries(schema: JsonObject, keyword: string): [string, Json][] {
  const value = said(schema, keyword);
  return isJsonObject(value) ? Object.entries(value) : [];
}

function asObject(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new Error('The schema contains another value where an object is expected.');
  return value;
}
