import { type Json, type JsonObject, isJsonObject, objectAt, propertyOf, stringAt } from '../syntax/json';
import { type Facts, type FactsByProperty, factsOf, resolveSchema, stringsAt } from './facts';

/** The properties of an agent in the schema or in an API description, by name. */
export interface AgentDescription {
  readonly source: string;
  readonly properties: FactsByProperty;
}

/** The properties of the schema, without those that are only used in the file (`x-editorOnly`). */
export function agentInSchema(schema: JsonObject): AgentDescription {
  const shared = Object.entries(objectAt(schema, 'properties')).filter(
    ([, property]) => propertyOf(property, 'x-editorOnly') !== true,
  );
  return {
    source: 'schemas/agent.schema.json',
    properties: factsOfProperties({ ...schema, properties: Object.fromEntries(shared) }, schema),
  };
}

/**
 * The agent in an OpenAPI description: the body of PUT, properties that only PATCH accepts, and those that only the response has, which are
 * read-only. Throws an Error with a message for users if there is no agent.
 */
export function agentInDescription(description: Json | undefined): AgentDescription {
  if (!isJsonObject(description) || stringAt(description, 'openapi') === undefined) {
    throw new Error('Not an OpenAPI description: "openapi" is missing.');
  }
  const { source, put, patch, response } = findOperations(description) ?? findComponents(description);
  const [body, patched, returned] = [put, patch, response].map((schema) =>
    factsOfProperties(resolveSchema(schema, description), description),
  ) as [Map<string, Facts>, Map<string, Facts>, Map<string, Facts>];
  const writable = new Map([...body, ...[...patched].filter(([name]) => !body.has(name))]);
  if (writable.size === 0) {
    throw new Error(
      `${source} has no properties: the description refers to a schema that it does not contain.`,
    );
  }
  const readOnly = [...returned]
    .filter(([name]) => !writable.has(name))
    .map(([name, facts]) => [name, { ...facts, readOnly: true, required: false }] as const);
  return { source, properties: new Map([...writable, ...readOnly]) };
}

interface Operations {
  readonly source: string;
  readonly put: Json | undefined;
  readonly patch: Json | undefined;
  readonly response: Json | undefined;
}

/** PUT and PATCH of an agent: those of v1 if they exist, because later versions nest their properties. */
function findOperations(description: JsonObject): Operations | undefined {
  const agentPaths = Object.entries(objectAt(description, 'paths')).filter(
    ([path, item]) =>
      /\/aiagents\/\{[^/}]+\}\/?$/.test(path) &&
      isJsonObject(propertyOf(propertyOf(item, 'put'), 'requestBody')),
  );
  const [path, item] = agentPaths.find(([path]) => path.includes('/v1/')) ?? agentPaths[0] ?? [];
  if (path === undefined) return undefined;
  const put = objectAt(item, 'put');
  return {
    source: `PUT ${path}`,
    put: contentSchema(propertyOf(put, 'requestBody'), description),
    patch: contentSchema(propertyOf(objectAt(item, 'patch'), 'requestBody'), description),
    response: contentSchema(propertyOf(objectAt(put, 'responses'), '200'), description),
  };
}

function findComponents(description: JsonObject): Operations {
  const schemas = objectAt(objectAt(description, 'components'), 'schemas');
  const put = propertyOf(schemas, 'SchemaUpdateAIAgentExternal');
  if (put === undefined) {
    throw new Error(
      'The description contains neither PUT …/aiagents/{id}/ nor the component SchemaUpdateAIAgentExternal.',
    );
  }
  const patch = propertyOf(schemas, 'PatchedSchemaUpdateAIAgentExternal');
  return { source: 'SchemaUpdateAIAgentExternal', put, patch, response: propertyOf(schemas, 'AIAgent') };
}

/** The JSON schema of a request body or a response. */
function contentSchema(container: Json | undefined, description: JsonObject): Json | undefined {
  const content = propertyOf(resolveSchema(container, description), 'content');
  return propertyOf(propertyOf(content, 'application/json'), 'schema');
}

function factsOfProperties(schema: JsonObject, document: JsonObject): Map<string, Facts> {
  const required = new Set(stringsAt(schema, 'required'));
  const entries = Object.entries(objectAt(schema, 'properties'));
  return new Map(entries.map(([name, property]) => [name, factsOf(property, document, required.has(name))]));
}
