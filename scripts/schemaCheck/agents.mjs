// Where each side describes an agent: our schema, and whatever OpenAPI description of Cekura someone downloaded.
import { factsOf, resolved } from './facts.mjs';
import { isObject, objectAt, textsAt } from './json.mjs';

/** @typedef {import('./json.mjs').JsonObject} JsonObject */
/** @typedef {import('./facts.mjs').Facts} Facts */
/** @typedef {{ where: string, members: Map<string, Facts> }} AgentDescription */

/**
 * Our schema's members; those that only live in the file (`x-editorOnly`) are no matter of the API.
 * @param {JsonObject} schema
 * @returns {AgentDescription}
 */
export function ourAgent(schema) {
  const shared = Object.entries(objectAt(schema, 'properties')).filter(
    ([, member]) => !isObject(member) || member['x-editorOnly'] !== true,
  );
  return {
    where: 'schemas/agent.schema.json',
    members: membersOf({ ...schema, properties: Object.fromEntries(shared) }, schema),
  };
}

/**
 * The agent of an OpenAPI description: the body of PUT, and what only the response has. Members outside the body are
 * the platform's, so they count as read-only. Throws an Error with a sentence for people where there is no such thing.
 * @param {unknown} description
 * @returns {AgentDescription}
 */
export function theirAgent(description) {
  if (!isObject(description) || typeof description['openapi'] !== 'string') {
    throw new Error('Not an OpenAPI description: "openapi" is missing.');
  }
  const { where, body, response } = findOperation(description) ?? findComponents(description);
  const sent = membersOf(resolved(body, description), description);
  const returned = membersOf(resolved(response, description), description);
  if (sent.size === 0) {
    throw new Error(
      `${where} has no properties: the description refers to a schema that it does not contain.`,
    );
  }
  const onlyReturned = [...returned].filter(([name]) => !sent.has(name));
  const owned = onlyReturned.map(
    ([name, facts]) => /** @type {const} */ ([name, { ...facts, readOnly: true, required: false }]),
  );
  return { where, members: new Map([...sent, ...owned]) };
}

/** @typedef {{ where: string, body: unknown, response: unknown }} Found */

/**
 * The PUT of one agent: v1's where there is one, as later versions nest their members.
 * @param {JsonObject} description
 * @returns {Found | undefined}
 */
function findOperation(description) {
  const paths = Object.entries(objectAt(description, 'paths'));
  const ofAgents = paths.filter(
    ([path, item]) =>
      /\/aiagents\/\{[^/}]+\}\/?$/.test(path) && isObject(objectAt(item, 'put')['requestBody']),
  );
  const [path, item] = ofAgents.find(([path]) => path.includes('/v1/')) ?? ofAgents[0] ?? [];
  if (path === undefined) return undefined;
  const put = objectAt(item, 'put');
  return {
    where: `PUT ${path}`,
    body: contentSchema(put['requestBody'], description),
    response: contentSchema(objectAt(put, 'responses')['200'], description),
  };
}

/** @param {JsonObject} description @returns {Found} */
function findComponents(description) {
  const schemas = objectAt(objectAt(description, 'components'), 'schemas');
  const body = schemas['SchemaUpdateAIAgentExternal'];
  if (body === undefined) {
    throw new Error(
      'The description contains neither PUT …/aiagents/{id}/ nor the component SchemaUpdateAIAgentExternal.',
    );
  }
  return { where: 'SchemaUpdateAIAgentExternal', body, response: schemas['AIAgent'] };
}

/** @param {unknown} holder a request body or a response @param {JsonObject} description */
function contentSchema(holder, description) {
  const content = objectAt(resolved(holder, description), 'content');
  return objectAt(content['application/json'], 'schema');
}

/** @param {JsonObject} schema @param {JsonObject} document */
function membersOf(schema, document) {
  const required = new Set(textsAt(schema, 'required'));
  const entries = Object.entries(objectAt(schema, 'properties'));
  return new Map(entries.map(([name, member]) => [name, factsOf(member, document, required.has(name))]));
}
