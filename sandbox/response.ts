import { applyVisibility, mask } from './visibility';
import { isObject, without, type Json, type JsonObject } from './json';
import { isDocumented, modelOf, type AgentModel } from './agentModel';
import type { Property } from './properties';
import type { Agent } from './store';
import type { Switches } from './switches';

/** An agent as an answer shows it: no write-only properties, flags in their place, in the documented order. */
export function agentResponse(agent: Agent, switches: Switches): JsonObject {
  const model = modelOf(switches.api);
  const shown = model.properties.flatMap((property) => responseEntries(property, agent.properties, model));
  const undocumented = Object.entries(agent.properties).filter(([name]) => !isDocumented(name));
  const response = Object.fromEntries([['id', agent.id], ...shown, ...undocumented]);
  const answer = switches.clearText === 'on' ? response : withoutClearText(response);
  return applyVisibility(answer, agent.properties, switches);
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

/** `api_secret` goes; a flag takes its place when there was one, and is left out when there was none. */
function withNestedFlag(data: Json): Json {
  if (!isObject(data)) return data;
  const shown = without(data, 'api_secret', 'api_secret_configured');
  return isStored(data['api_secret']) ? { ...shown, api_secret_configured: true } : shown;
}

/** The secret inside the object goes; its flag is at the top level. */
function withTopLevelFlag(name: string, data: Json, secret: string, flag: string): [string, Json][] {
  const value = isObject(data) ? data[secret] : undefined;
  return [
    [flag, isStored(value)],
    [name, isObject(data) ? without(data, secret) : data],
  ];
}

function isStored(secret: Json | undefined): boolean {
  return secret !== undefined && secret !== null && secret !== '';
}

const secretHeader = /authorization|cookie|token|secret|key|password/i;

/** Secrets without a flag: whether they are masked is not documented, so they are masked only if the switch is set. */
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
  const hidden = Object.entries(object).map(([name, value]): [string, Json] => [
    name,
    secrets.test(name) && isStored(value) ? mask : value,
  ]);
  return { [property]: Object.fromEntries(hidden) };
}
