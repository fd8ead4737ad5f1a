import { applyVisibility, mask } from './visibility';
import { isObject, omit, type Json, type JsonObject } from './json';
import { isDocumented, modelOf, type AgentModel } from './agentModel';
import type { Property } from './properties';
import type { Agent } from './store';
import type { Switches } from './switches';

/** An agent in a response: flags in place of write-only properties, in the documented order. */
export function agentResponse(agent: Agent, switches: Switches): JsonObject {
  const model = modelOf(switches.api);
  const entries = model.properties.flatMap((property) => responseEntries(property, agent.properties, model));
  const undocumented = Object.entries(agent.properties).filter(([name]) => !isDocumented(name));
  const plain = Object.fromEntries([['id', agent.id], ...entries, ...undocumented]);
  const response = switches.clearText === 'on' ? plain : withoutClearText(plain);
  return applyVisibility(response, agent.properties, switches);
}

function responseEntries(
  { name, access }: Property,
  stored: JsonObject,
  { version }: AgentModel,
): [string, Json][] {
  const value = stored[name] ?? null;
  if (name === 'organization' || access === 'write-only') return [];
  if (access === 'secret') return [[`${name}_configured`, isStored(value)]];
  if (name === 'livekit_data') return [[name, withNestedFlag(value)]];
  if (name === 'vapi_data') return withTopLevelFlag(name, value, 'public_key', 'vapi_public_key_configured');
  if (name === 'koreai_data' && version !== '2026-05-26')
    return withTopLevelFlag(name, value, 'api_secret', 'koreai_api_key_configured');
  return [[name, value]];
}

/** Replaces `api_secret` with a flag if it is stored. */
function withNestedFlag(data: Json): Json {
  if (!isObject(data)) return data;
  const rest = omit(data, 'api_secret', 'api_secret_configured');
  return isStored(data['api_secret']) ? { ...rest, api_secret_configured: true } : rest;
}

/** Removes the secret from the object and adds a flag at the top level. */
function withTopLevelFlag(name: string, data: Json, secret: string, flag: string): [string, Json][] {
  const value = isObject(data) ? data[secret] : undefined;
  return [
    [flag, isStored(value)],
    [name, isObject(data) ? omit(data, secret) : data],
  ];
}

function isStored(secret: Json | undefined): boolean {
  return secret !== undefined && secret !== null && secret !== '';
}

const secretHeader = /authorization|cookie|token|secret|key|password/i;

/** Masks secrets without a flag. The API documentation doesn't specify whether they are masked, so a switch decides. */
function withoutClearText(agent: JsonObject): JsonObject {
  return {
    ...agent,
    ...maskedIn(agent, 'sip_auth', /^password$/),
    ...maskedIn(agent, 'websocket_headers', secretHeader),
    ...maskedIn(agent, 'bland_data', /^encrypted_key$/),
    ...maskedIn(agent, 'websocket_auth', /^password$/),
    ...maskedIn(agent, 'sierra_data', /^api_secret$/),
    ...maskedIn(agent, 'chirp_data', /^chirp_basic_auth_password$/),
  };
}

function maskedIn(agent: JsonObject, property: string, secrets: RegExp): JsonObject {
  const object = agent[property];
  if (!isObject(object)) return {};
  const masked = Object.entries(object).map(([name, value]): [string, Json] => [
    name,
    secrets.test(name) && isStored(value) ? mask : value,
  ]);
  return { [property]: Object.fromEntries(masked) };
}
