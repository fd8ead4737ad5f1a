import { disguised, mask } from './disguise';
import { isObject, without, type Json, type JsonObject } from './json';
import { memberNames, members, type Member } from './members';
import type { Agent } from './store';
import type { Switches } from './switches';

/** An agent as a response shows it: write-only members gone, flags in their place, members in the documented order. */
export function maskedAgent(agent: Agent, switches: Switches): JsonObject {
  const shown = members.flatMap((member) => entriesOf(member, agent.members));
  const undocumented = Object.entries(agent.members).filter(([name]) => !memberNames.has(name));
  const response = Object.fromEntries([['id', agent.id], ...shown, ...undocumented]);
  const answer = switches.clearText === 'on' ? response : withoutClearText(response);
  return disguised(answer, agent.members, switches);
}

function entriesOf({ name, access }: Member, stored: JsonObject): [string, Json][] {
  const value = stored[name] ?? null;
  if (name === 'organization' || access === 'sent') return [];
  if (access === 'secret') return [[`${name}_configured`, isStored(value)]];
  if (name === 'livekit_data') return [[name, livekitShown(value)]];
  if (name === 'vapi_data') return vapiShown(value);
  return [[name, value]];
}

/** `api_secret` goes; a flag takes its place when there was one, and is left out when there was none. */
function livekitShown(data: Json): Json {
  if (!isObject(data)) return data;
  const shown = without(data, 'api_secret', 'api_secret_configured');
  return isStored(data['api_secret']) ? { ...shown, api_secret_configured: true } : shown;
}

/** `public_key` goes; its flag stands at the top level. */
function vapiShown(data: Json): [string, Json][] {
  const key = isObject(data) ? data['public_key'] : undefined;
  return [
    ['vapi_public_key_configured', isStored(key)],
    ['vapi_data', isObject(data) ? without(data, 'public_key') : data],
  ];
}

function isStored(secret: Json | undefined): boolean {
  return secret !== undefined && secret !== null && secret !== '';
}

const secretHeader = /authorization|cookie|token|secret|key|password/i;

/** Secrets that no flag covers: nothing documented says that they are masked, so this happens only when asked for. */
function withoutClearText(agent: JsonObject): JsonObject {
  return {
    ...agent,
    ...maskedIn(agent, 'sip_auth', /^password$/),
    ...maskedIn(agent, 'websocket_headers', secretHeader),
    ...maskedIn(agent, 'bland_data', /^encrypted_key$/),
    ...maskedIn(agent, 'chirp_data', /^chirp_basic_auth_password$/),
  };
}

function maskedIn(agent: JsonObject, member: string, secrets: RegExp): JsonObject {
  const object = agent[member];
  if (!isObject(object)) return {};
  const hidden = Object.entries(object).map(([name, value]): [string, Json] => [
    name,
    secrets.test(name) && isStored(value) ? mask : value,
  ]);
  return { [member]: Object.fromEntries(hidden) };
}
