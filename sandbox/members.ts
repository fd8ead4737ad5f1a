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
import { assistantProviders, languages, llmModels, transcriptProviders } from './choices';

/**
 * Who may touch a member:
 * - `open`: sent and returned;
 * - `secret`: sent, never returned; `<name>_configured` tells whether a value is stored;
 * - `sent`: sent, never returned, and no flag for it;
 * - `create`: sent by POST alone;
 * - `server`: returned only.
 */
type Access = 'open' | 'secret' | 'sent' | 'create' | 'server';

export interface Member {
  readonly name: string;
  readonly kind: Kind;
  readonly access: Access;
  /** What an agent holds that was created without this member. */
  readonly fresh: Json;
  /** POST and PUT refuse a body without it; `create` members are asked for by POST alone. */
  readonly required: boolean;
}

function member(name: string, kind: Kind, more: Partial<Omit<Member, 'name' | 'kind'>> = {}): Member {
  return { name, kind, access: 'open', fresh: emptyValueOf(kind) ?? null, required: false, ...more };
}

const required = (name: string, kind: Kind): Member => member(name, kind, { required: true });
const secret = (name: string): Member => member(name, text(), { access: 'secret' });
const server = (name: string, fresh: Json = null): Member =>
  member(name, anything(), { access: 'server', fresh });

const providerId = { min: 10, max: 255 };
const hookUrl = text({ startsWith: ['http://', 'https://'] });
const socketUrl = text({ startsWith: ['ws://', 'wss://'] });

/** Every documented member of an agent, in the order of responses. `id` is the server's and kept apart. */
export const members: readonly Member[] = [
  member('project', integer(), { access: 'create', required: true }),
  member('organization', integer(), { access: 'create' }),
  required('agent_name', text({ max: 255, refusesBlank: true })),
  member('contact_number', text({ min: 8, max: 30 })),
  required('inbound', flag()),
  required('description', text()),
  member('language', choice(languages), { fresh: 'en' }),
  member('assistant_id', text({ ...providerId, nullable: true })),
  member('chat_assistant_id', text(providerId)),
  member('websocket_url', text({ nullable: true })),
  member('websocket_headers', dictionary()),
  member('llm_system_prompt', text()),
  member('llm_model', choice(llmModels), { fresh: 'gpt-4o' }),
  member('llm_temperature', decimal(0, 2), { fresh: new LosslessNumber('0.0') }),
  member('llm_max_tokens', integer(), { fresh: 4096 }),
  member('outbound_auto_call', flag()),
  member('outbound_numbers', list(text())),
  member('sip_endpoint', text({ max: 255, nullable: true })),
  member('sip_auth', dictionary({ username: text(), password: text() }, true)),
  member('predefined_metrics', anything(), { access: 'sent' }),
  server('knowledge_base_files', []),
  member('transcript_provider', choice(transcriptProviders)),
  member('assistant_provider', choice(assistantProviders)),
  secret('vapi_api_key'),
  member('vapi_data', dictionary({ public_key: text(), trigger_url: hookUrl })),
  secret('retell_api_key'),
  member('retell_data', dictionary({ trigger_url: hookUrl })),
  secret('elevenlabs_api_key'),
  member('elevenlabs_data', dictionary({ trigger_url: hookUrl })),
  secret('bland_api_key'),
  member('bland_data', dictionary({ encrypted_key: text() })),
  secret('livekit_api_key'),
  member(
    'livekit_data',
    dictionary({ api_secret: text(), url: text(), config: dictionary(), agent_name: text() }),
  ),
  secret('pipecat_api_key'),
  member('pipecat_data', dictionary({ config: dictionary(), webhook_url: hookUrl })),
  secret('koreai_client_secret'),
  member('koreai_data', dictionary({ client_id: text(), bot_id: text(), host: text() })),
  secret('genesys_client_secret'),
  member('genesys_data', dictionary({ client_id: text(), region: text() })),
  secret('agentforce_client_secret'),
  member('agentforce_data', dictionary({ client_id: text(), domain: text(), agent_id: text() })),
  secret('custom_provider_api_key'),
  member('custom_provider_data', dictionary()),
  secret('trillet_api_key'),
  member('trillet_data', dictionary({ workspace_id: text() })),
  member(
    'chirp_data',
    dictionary({
      chirp_websocket_url: socketUrl,
      chirp_basic_auth_username: text(),
      chirp_basic_auth_password: text(),
    }),
  ),
  secret('synthflow_api_key'),
  member('synthflow_data', dictionary({ synthflow_base_url_override: text() })),
  server('enabled_personalities', []),
  member('dropoff_nodes', dictionary()),
  member('topic_nodes', dictionary()),
  member('pronunciation_words', list(list(text()), true)),
  member('spelling_word_types', list(text(), true)),
  member('auto_update_dropoff_nodes', flag()),
  member('auto_update_topic_nodes', flag()),
  member('hallucination_metric_kb_files', list(integer(true))),
  server('created_at'),
  server('updated_at'),
  member('auto_fetch_calls_enabled', flag()),
  member('auto_sync_prompt_enabled', flag()),
  member('agent_gives_first_message', flag(true)),
];

export const memberNames: ReadonlySet<string> = new Set(members.map(({ name }) => name));

/** The members a PUT or PATCH may change; POST takes the `create` ones besides. */
export const writableMembers = members.filter(({ access }) => access !== 'server' && access !== 'create');
export const creatableMembers = members.filter(({ access }) => access !== 'server');
