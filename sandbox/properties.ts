import { LosslessNumber } from 'lossless-json';
import type { Json } from './json';
import {
  anyType,
  arrayType,
  booleanType,
  emptyValueOf,
  enumType,
  integerType,
  numberType,
  objectType,
  stringType,
  type ValueType,
} from './valueTypes';
import { assistantProviders, languages, llmModels, transcriptProviders, type OnlyIn } from './enums';

/**
 * Who may read or write a property:
 * - `read-write`: sent and returned;
 * - `secret`: sent, never returned; `<name>_configured` shows whether a value is stored;
 * - `write-only`: sent, never returned, and there is no flag;
 * - `create-only`: sent by POST alone;
 * - `read-only`: returned, never stored from a request.
 */
type Access = 'read-write' | 'secret' | 'write-only' | 'create-only' | 'read-only';

export interface Property {
  readonly name: string;
  readonly type: ValueType;
  readonly access: Access;
  /** The default value in new agents. */
  readonly initial: Json;
  /** Whether POST and PUT require it; `create-only` properties are only required by POST. */
  readonly required: boolean;
  /** The only API version that has it. */
  readonly onlyIn?: Exclude<OnlyIn, undefined>;
}

function property(
  name: string,
  type: ValueType,
  options: Partial<Omit<Property, 'name' | 'type'>> = {},
): Property {
  return {
    name,
    type,
    access: 'read-write',
    initial: emptyValueOf(type) ?? null,
    required: false,
    ...options,
  };
}

const required = (name: string, type: ValueType): Property => property(name, type, { required: true });
const secret = (name: string): Property => property(name, stringType(), { access: 'secret' });
const older = (source: Property): Property => ({ ...source, onlyIn: '2026-05-26' });
const newer = (source: Property): Property => ({ ...source, onlyIn: '2026-08-21' });
const readOnly = (name: string, initial: Json = null): Property =>
  property(name, anyType(), { access: 'read-only', initial });

const providerId = { minLength: 10, maxLength: 255 };
const hookUrl = stringType({ startsWith: ['http://', 'https://'] });
const socketUrl = stringType({ startsWith: ['ws://', 'wss://'] });

/** All documented properties of an agent, in the order of responses, without `id`, which the server assigns. */
export const agentProperties: readonly Property[] = [
  property('project', integerType(), { access: 'create-only', required: true }),
  property('organization', integerType(), { access: 'create-only' }),
  required('agent_name', stringType({ maxLength: 255, rejectsBlank: true })),
  property('contact_number', stringType({ minLength: 8, maxLength: 30 })),
  required('inbound', booleanType()),
  required('description', stringType()),
  property('language', enumType(languages), { initial: 'en' }),
  property('assistant_id', stringType({ ...providerId, nullable: true })),
  property('chat_assistant_id', stringType(providerId)),
  property('websocket_url', stringType({ nullable: true })),
  property('websocket_headers', objectType()),
  property('llm_system_prompt', stringType()),
  property('llm_model', enumType(llmModels), { initial: 'gpt-4o' }),
  property('llm_temperature', numberType(0, 2), { initial: new LosslessNumber('0.0') }),
  property('llm_max_tokens', integerType(), { initial: 4096 }),
  property('outbound_auto_call', booleanType()),
  property('outbound_numbers', arrayType(stringType())),
  property('sip_endpoint', stringType({ maxLength: 255, nullable: true })),
  property('sip_auth', objectType({ username: stringType(), password: stringType() }, true)),
  newer(property('websocket_voice_url', stringType({ maxLength: 255, nullable: true }))),
  newer(property('websocket_auth', objectType({ username: stringType(), password: stringType() }, true))),
  property('predefined_metrics', anyType(), { access: 'write-only' }),
  readOnly('knowledge_base_files', []),
  property('transcript_provider', enumType(transcriptProviders('union'))),
  property('assistant_provider', enumType(assistantProviders('union'))),
  secret('vapi_api_key'),
  property('vapi_data', objectType({ public_key: stringType(), trigger_url: hookUrl })),
  secret('retell_api_key'),
  property('retell_data', objectType({ trigger_url: hookUrl })),
  secret('elevenlabs_api_key'),
  property('elevenlabs_data', objectType({ trigger_url: hookUrl })),
  secret('bland_api_key'),
  property('bland_data', objectType({ encrypted_key: stringType() })),
  secret('livekit_api_key'),
  property(
    'livekit_data',
    objectType({
      api_secret: stringType(),
      url: stringType(),
      config: objectType(),
      agent_name: stringType(),
    }),
  ),
  secret('pipecat_api_key'),
  property('pipecat_data', objectType({ config: objectType(), webhook_url: hookUrl })),
  secret('koreai_client_secret'),
  property(
    'koreai_data',
    objectType({
      api_secret: stringType(),
      client_id: stringType(),
      bot_id: stringType(),
      host: stringType(),
    }),
  ),
  secret('genesys_client_secret'),
  property('genesys_data', objectType({ client_id: stringType(), region: stringType() })),
  secret('agentforce_client_secret'),
  property(
    'agentforce_data',
    objectType({ client_id: stringType(), domain: stringType(), agent_id: stringType() }),
  ),
  newer(secret('sierra_agent_token')),
  newer(property('sierra_data', objectType({ host: stringType(), api_secret: stringType() }))),
  newer(secret('amazon_connect_security_token')),
  newer(
    property(
      'amazon_connect_data',
      objectType({ snippet_id: stringType(), connect_host: stringType(), region: stringType() }),
    ),
  ),
  newer(property('agora_api_key', stringType(), { access: 'write-only' })),
  newer(
    property(
      'agora_data',
      objectType({
        session_endpoint_url: hookUrl,
        client_id: stringType(),
        auth_header_name: stringType(),
        request_method: enumType(['GET', 'POST']),
      }),
    ),
  ),
  newer(secret('telnyx_api_key')),
  secret('custom_provider_api_key'),
  property('custom_provider_data', objectType()),
  older(secret('trillet_api_key')),
  older(property('trillet_data', objectType({ workspace_id: stringType() }))),
  older(
    property(
      'chirp_data',
      objectType({
        chirp_websocket_url: socketUrl,
        chirp_basic_auth_username: stringType(),
        chirp_basic_auth_password: stringType(),
      }),
    ),
  ),
  secret('synthflow_api_key'),
  property('synthflow_data', objectType({ synthflow_base_url_override: stringType() })),
  readOnly('enabled_personalities', []),
  property('dropoff_nodes', objectType()),
  property('topic_nodes', objectType()),
  property('pronunciation_words', arrayType(arrayType(stringType()), true)),
  property('spelling_word_types', arrayType(stringType(), true)),
  property('auto_update_dropoff_nodes', booleanType()),
  property('auto_update_topic_nodes', booleanType()),
  property('hallucination_metric_kb_files', arrayType(integerType(true))),
  readOnly('created_at'),
  readOnly('updated_at'),
  property('auto_fetch_calls_enabled', booleanType()),
  property('auto_sync_prompt_enabled', booleanType()),
  property('agent_gives_first_message', booleanType(true)),
  newer(property('webhook_url', hookUrl)),
  newer(secret('webhook_secret')),
  newer(property('email_id', stringType({ maxLength: 254, nullable: true, isEmail: true }))),
];
