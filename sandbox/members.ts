import { LosslessNumber } from 'lossless-json';
import type { Json } from './json';
import {
  anything,
  choice,
  decimal,
  dictionary,
  emptyValueOf,
  flag,
  integer,
  list,
  text,
  type Kind,
} from './kinds';
import { assistantProviders, languages, llmModels, transcriptProviders, type OnlyIn } from './choices';

/**
 * Who may read or write a property:
 * - `open`: sent and returned;
 * - `secret`: sent, never returned; `<name>_configured` tells whether a value is stored;
 * - `sent`: sent, never returned, and no flag for it;
 * - `create`: sent by POST alone;
 * - `server`: returned only.
 */
type Access = 'open' | 'secret' | 'sent' | 'create' | 'server';

export interface Property {
  readonly name: string;
  readonly kind: Kind;
  readonly access: Access;
  /** What an agent holds that was created without this property. */
  readonly fresh: Json;
  /** POST and PUT refuse a body without it; `create` members are asked for by POST alone. */
  readonly required: boolean;
  /** The only version of the API that has it. */
  readonly only?: Exclude<OnlyIn, undefined>;
}

function property(name: string, kind: Kind, more: Partial<Omit<Property, 'name' | 'kind'>> = {}): Property {
  return { name, kind, access: 'open', fresh: emptyValueOf(kind) ?? null, required: false, ...more };
}

const required = (name: string, kind: Kind): Property => property(name, kind, { required: true });
const secret = (name: string): Property => property(name, text(), { access: 'secret' });
const older = (given: Property): Property => ({ ...given, only: '2026-05-26' });
const newer = (given: Property): Property => ({ ...given, only: '2026-08-21' });
const server = (name: string, fresh: Json = null): Property =>
  property(name, anything(), { access: 'server', fresh });

const providerId = { min: 10, max: 255 };
const hookUrl = text({ startsWith: ['http://', 'https://'] });
const socketUrl = text({ startsWith: ['ws://', 'wss://'] });

/** Every documented property of an agent, in the order of answers. `id` is the server's and kept apart. */
export const properties: readonly Property[] = [
  property('project', integer(), { access: 'create', required: true }),
  property('organization', integer(), { access: 'create' }),
  required('agent_name', text({ max: 255, refusesBlank: true })),
  property('contact_number', text({ min: 8, max: 30 })),
  required('inbound', flag()),
  required('description', text()),
  property('language', choice(languages), { fresh: 'en' }),
  property('assistant_id', text({ ...providerId, nullable: true })),
  property('chat_assistant_id', text(providerId)),
  property('websocket_url', text({ nullable: true })),
  property('websocket_headers', dictionary()),
  property('llm_system_prompt', text()),
  property('llm_model', choice(llmModels), { fresh: 'gpt-4o' }),
  property('llm_temperature', decimal(0, 2), { fresh: new LosslessNumber('0.0') }),
  property('llm_max_tokens', integer(), { fresh: 4096 }),
  property('outbound_auto_call', flag()),
  property('outbound_numbers', list(text())),
  property('sip_endpoint', text({ max: 255, nullable: true })),
  property('sip_auth', dictionary({ username: text(), password: text() }, true)),
  newer(property('websocket_voice_url', text({ max: 255, nullable: true }))),
  newer(property('websocket_auth', dictionary({ username: text(), password: text() }, true))),
  property('predefined_metrics', anything(), { access: 'sent' }),
  server('knowledge_base_files', []),
  property('transcript_provider', choice(transcriptProviders('union'))),
  property('assistant_provider', choice(assistantProviders('union'))),
  secret('vapi_api_key'),
  property('vapi_data', dictionary({ public_key: text(), trigger_url: hookUrl })),
  secret('retell_api_key'),
  property('retell_data', dictionary({ trigger_url: hookUrl })),
  secret('elevenlabs_api_key'),
  property('elevenlabs_data', dictionary({ trigger_url: hookUrl })),
  secret('bland_api_key'),
  property('bland_data', dictionary({ encrypted_key: text() })),
  secret('livekit_api_key'),
  property(
    'livekit_data',
    dictionary({ api_secret: text(), url: text(), config: dictionary(), agent_name: text() }),
  ),
  secret('pipecat_api_key'),
  property('pipecat_data', dictionary({ config: dictionary(), webhook_url: hookUrl })),
  secret('koreai_client_secret'),
  property(
    'koreai_data',
    dictionary({ api_secret: text(), client_id: text(), bot_id: text(), host: text() }),
  ),
  secret('genesys_client_secret'),
  property('genesys_data', dictionary({ client_id: text(), region: text() })),
  secret('agentforce_client_secret'),
  property('agentforce_data', dictionary({ client_id: text(), domain: text(), agent_id: text() })),
  newer(secret('sierra_agent_token')),
  newer(property('sierra_data', dictionary({ host: text(), api_secret: text() }))),
  newer(secret('amazon_connect_security_token')),
  newer(
    property('amazon_connect_data', dictionary({ snippet_id: text(), connect_host: text(), region: text() })),
  ),
  newer(property('agora_api_key', text(), { access: 'sent' })),
  newer(
    property(
      'agora_data',
      dictionary({
        session_endpoint_url: hookUrl,
        client_id: text(),
        auth_header_name: text(),
        request_method: choice(['GET', 'POST']),
      }),
    ),
  ),
  newer(secret('telnyx_api_key')),
  secret('custom_provider_api_key'),
  property('custom_provider_data', dictionary()),
  older(secret('trillet_api_key')),
  older(property('trillet_data', dictionary({ workspace_id: text() }))),
  older(
    property(
      'chirp_data',
      dictionary({
        chirp_websocket_url: socketUrl,
        chirp_basic_auth_username: text(),
        chirp_basic_auth_password: text(),
      }),
    ),
  ),
  secret('synthflow_api_key'),
  property('synthflow_data', dictionary({ synthflow_base_url_override: text() })),
  server('enabled_personalities', []),
  property('dropoff_nodes', dictionary()),
  property('topic_nodes', dictionary()),
  property('pronunciation_words', list(list(text()), true)),
  property('spelling_word_types', list(text(), true)),
  property('auto_update_dropoff_nodes', flag()),
  property('auto_update_topic_nodes', flag()),
  property('hallucination_metric_kb_files', list(integer(true))),
  server('created_at'),
  server('updated_at'),
  property('auto_fetch_calls_enabled', flag()),
  property('auto_sync_prompt_enabled', flag()),
  property('agent_gives_first_message', flag(true)),
  newer(property('webhook_url', hookUrl)),
  newer(secret('webhook_secret')),
  newer(property('email_id', text({ max: 254, nullable: true, isEmail: true }))),
];
