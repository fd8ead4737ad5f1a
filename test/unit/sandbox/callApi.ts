import { isObject, printJson, parseJson, type Json, type JsonObject } from '#sandbox/json';
import type { Sandbox } from '#sandbox/server';

/** A response. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed text; throws a SyntaxError if it is not valid JSON. */
  readonly body: Json;
  /** The parsed text; throws if it is not a JSON object. */
  readonly object: JsonObject;
}

export const agentsPath = '/test_framework/v1/aiagents/';

/** Sends a request with the sandbox key. Objects are sent as JSON, strings unchanged. Redirects are not followed. */
export async function call(
  sandbox: Pick<Sandbox, 'origin' | 'key'>,
  method: string,
  path: string,
  body?: Json,
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await fetch(sandbox.origin + path, {
    method,
    redirect: 'manual',
    headers: { 'X-CEKURA-API-KEY': sandbox.key, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : printJson(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get body() {
      return parseJson(text);
    },
    get object() {
      const value = parseJson(text);
      if (!isObject(value)) throw new TypeError(`expected an object: ${text}`);
      return value;
    },
  };
}

/** The properties that a PUT requires. */
export const minimalAgent: JsonObject = {
  agent_name: 'Night Desk',
  description: 'Takes calls.',
  inbound: true,
};

/** An agent with values for properties with defaults, secrets and nested objects. */
export const fullAgent: JsonObject = {
  ...minimalAgent,
  id: 2142,
  project: 1376,
  organization: 412,
  contact_number: '+14155550100',
  language: 'sv',
  llm_model: 'gpt-4.1',
  llm_max_tokens: 2048,
  assistant_provider: 'livekit',
  outbound_numbers: ['+14155550101'],
  sip_auth: { username: 'tester', password: 'FAKE-sip-password-do-not-use' },
  websocket_headers: { Authorization: 'Bearer FAKE-token-do-not-use', 'X-Environment': 'staging' },
  vapi_api_key: 'FAKE-vapi-key-do-not-use',
  vapi_data: { public_key: 'FAKE-public-key-do-not-use', trigger_url: 'https://hooks.example.com/call' },
  livekit_api_key: 'FAKE-livekit-key-do-not-use',
  livekit_data: {
    api_secret: 'FAKE-livekit-secret-do-not-use',
    url: 'wss://demo.example.com',
    config: { a: 1 },
  },
  bland_data: { encrypted_key: 'FAKE-bundle-do-not-use' },
  chirp_data: {
    chirp_websocket_url: 'wss://voice.example.com',
    chirp_basic_auth_password: 'FAKE-chirp-password-do-not-use',
  },
  predefined_metrics: [3, 5],
  topic_nodes: { booking: 'new_booking' },
  agent_gives_first_message: true,
};

export const fullAgentPath = `${agentsPath}2142/`;
