import Ajv, { type ValidateFunction } from 'ajv';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Json, type JsonObject, isJsonObject, propertyOf } from '#language/syntax/json';
import schemaSource from '#schemas/agent.schema.json';

const root = join(__dirname, '../../..');
const reference = join(root, '../shared/reference');

/** The schema file, as other editors read it. */
export const schema: JsonObject = schemaSource;

/** A validator for the published schema, independent of the extension's own code. */
export const plainValidator: ValidateFunction = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
}).compile(schema);

/** A property or item of the schema, and its path. */
export interface SchemaAtPath {
  /** Its path in an agent: `livekit_data/url`, `outbound_numbers/*`. */
  readonly path: string;
  readonly name: string;
  readonly schema: JsonObject;
  /** The schema of the object or array around it. */
  readonly parent: JsonObject;
}

/** Every property of the schema at any depth, by name or pattern, and array items. */
export function everyProperty(parent: JsonObject = schema, place = ''): SchemaAtPath[] {
  const named = [...entriesAt(parent, 'properties'), ...entriesAt(parent, 'patternProperties')];
  const others = ['items', 'additionalProperties'].flatMap((keyword): [string, Json][] => {
    const child = propertyOf(parent, keyword);
    return child === undefined ? [] : [['*', child]];
  });
  return [...named, ...others].flatMap(([name, child]) => {
    if (!isJsonObject(child)) return [];
    const propertyPath = place === '' ? name : `${place}/${name}`;
    return [{ path: propertyPath, name, schema: child, parent }, ...everyProperty(child, propertyPath)];
  });
}

function entriesAt(parent: JsonObject, keyword: string): [string, Json][] {
  const children = propertyOf(parent, keyword);
  return isJsonObject(children) ? Object.entries(children) : [];
}

/** A string keyword of a schema; '' if it has none. */
export function textOf(described: JsonObject, keyword: string): string {
  const value = propertyOf(described, keyword);
  return typeof value === 'string' ? value : '';
}

/** The strings of an array keyword; none if the schema doesn't have it. */
export function textsOf(described: JsonObject, keyword: string): string[] {
  const value = propertyOf(described, keyword);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The JSON files of a folder of the project, by name without the extension. */
export function jsonFiles(folder: string): Map<string, JsonObject> {
  return readFolder(join(root, folder));
}

/** The API's own examples, if they are next to the project folder; otherwise empty. */
export const referenceExamples = readFolder(join(reference, 'examples'));

/** The API's own descriptions, oldest first, if they are next to the project folder; otherwise empty. */
export const referenceDescriptions: readonly string[] = [
  join(reference, 'cekura-aiagents-v1.openapi.json'),
  join(reference, 'cekura-aiagents-v1.2026-08-21.openapi.json'),
].filter((file) => existsSync(file));

function readFolder(folder: string): Map<string, JsonObject> {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  return new Map(files.map((file) => [basename(file).split('.')[0] ?? file, readJson(join(folder, file))]));
}

/** Throws if the file does not contain a JSON object. */
export function readJson(file: string): JsonObject {
  const value = JSON.parse(readFileSync(file, 'utf8')) as Json;
  if (!isJsonObject(value)) throw new Error(`${file} does not contain a JSON object.`);
  return value;
}
