import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesMeantBy, valuesMeantBy } from '../../server/src/language/problems/candidates';
import { similarTo } from '../../server/src/language/similar';
import { agentSchema, annotated } from '../support/agents';

const root = agentSchema.root;
const members = [...root.properties.values()];

/** The members an unknown name may have meant, in an agent that has nothing else but these. */
function names(typed: string, others = ''): string[] {
  const agent = annotated(`{${others}${JSON.stringify(typed)}: 1}`);
  return namesMeantBy(
    agent,
    agent.places.findLast(({ key }) => key !== undefined)!,
  );
}

function values(pointer: string, typed: string): string[] {
  return valuesMeantBy(annotated('{}'), agentSchema.atPointer(pointer), typed);
}

/** Every way in which one finger slips: a letter dropped, doubled, swapped with the next, replaced. */
function slipsOf(word: string): string[] {
  const slips = Array.from(word, (letter, i) => [
    word.slice(0, i) + word.slice(i + 1),
    word.slice(0, i) + letter + word.slice(i),
    word.slice(0, i) + (word[i + 1] ?? '') + letter + word.slice(i + 2),
    word.slice(0, i) + (letter === 'x' ? 'y' : 'x') + word.slice(i + 1),
  ]);
  return [...new Set(slips.flat())].filter((slip) => slip !== word);
}

interface Tally {
  right: number;
  all: number;
}

/** How many slips of these words lead back to the word they came from. */
function tally(words: ReadonlySet<string>, guess: (typed: string) => string[]): Tally {
  const result = { right: 0, all: 0 };
  for (const word of [...words].filter((one) => one.length >= 5)) {
    for (const slip of slipsOf(word).filter((one) => !words.has(one))) {
      const guesses = guess(slip);
      assert.ok(guesses.length <= 3);
      result.all++;
      if (guesses[0] === word) result.right++;
    }
  }
  return result;
}

/** What people type for members, and what they mean. */
const aliases: [typed: string, meant: string][] = [
  ...([
    ['phone', 'contact_number'],
    ['phoneNumber', 'contact_number'],
    ['telephone', 'contact_number'],
    ['prompt', 'description'],
    ['system_prompt', 'description'],
    ['systemPrompt', 'description'],
    ['instructions', 'description'],
    ['name', 'agent_name'],
    ['agentName', 'agent_name'],
    ['Agent name', 'agent_name'],
    ['provider', 'assistant_provider'],
    ['platform', 'assistant_provider'],
    ['assistantId', 'assistant_id'],
    ['assistant-id', 'assistant_id'],
    ['Assistant ID', 'assistant_id'],
    ['agent_id', 'assistant_id'],
    ['pathway_id', 'chat_assistant_id'],
    ['lang', 'language'],
    ['locale', 'language'],
    ['model', 'llm_model'],
    ['temperature', 'llm_temperature'],
    ['temp', 'llm_temperature'],
    ['max_tokens', 'llm_max_tokens'],
    ['maxTokens', 'llm_max_tokens'],
    ['websocket', 'websocket_url'],
    ['ws_url', 'websocket_url'],
    ['headers', 'websocket_headers'],
    ['sip', 'sip_endpoint'],
    ['sipUri', 'sip_endpoint'],
    ['auto_sync', 'auto_sync_prompt_enabled'],
    ['auto_fetch', 'auto_fetch_calls_enabled'],
    ['retell_key', 'retell_api_key'],
    ['xi_api_key', 'elevenlabs_api_key'],
    ['transcriber', 'transcript_provider'],
    ['firstMessage', 'agent_gives_first_message'],
    ['is_inbound', 'inbound'],
    ['Caller model', 'llm_model'],
  ] as [string, string][]),
];

/** What people type for values, and what they mean. */
const valueAliases: [pointer: string, typed: string, meant: string][] = [
  ['/assistant_provider', '11labs', 'elevenlabs'],
  ['/assistant_provider', 'ElevenLabs', 'elevenlabs'],
  ['/assistant_provider', 'eleven_labs', 'elevenlabs'],
  ['/assistant_provider', 'Retell AI', 'retell'],
  ['/assistant_provider', 'self-hosted', 'self_hosted'],
  ['/assistant_provider', 'Self Hosted', 'self_hosted'],
  ['/assistant_provider', 'phone', 'self_hosted'],
  ['/assistant_provider', 'salesforce', 'agentforce'],
  ['/assistant_provider', 'LiveKit', 'livekit'],
  ['/assistant_provider', 'none', ''],
  ['/transcript_provider', 'Kore.ai', 'koreai'],
  ['/transcript_provider', '11labs', 'elevenlabs'],
  ['/language', 'English', 'en'],
  ['/language', 'en-US', 'en'],
  ['/language', 'pt-BR', 'pt'],
  ['/language', 'zh_CN', 'zh'],
  ['/language', 'EN', 'en'],
  ['/language', 'mandarin', 'zh'],
  ['/language', 'jp', 'ja'],
  ['/language', 'Multilingual', 'multi'],
  ['/llm_model', 'claude-sonnet-4-5', 'claude-sonnet-4-5-20250929'],
  ['/llm_model', 'Claude Sonnet 4.5', 'claude-sonnet-4-5-20250929'],
  ['/llm_model', 'gpt4o', 'gpt-4o'],
  ['/llm_model', 'GPT-4.1 mini', 'gpt-4.1-mini'],
];

describe('did you mean', () => {
  it('finds the member behind every slip of one letter, at least 99 times of 100', () => {
    const { right, all } = tally(new Set(members.map(({ name }) => name)), (typed) => names(typed));
    assert.ok(right / all >= 0.99, `${right} of ${all}`);
  });

  it('finds the value behind every slip of one letter, at least 99 times of 100', () => {
    const tallies = members.map(({ name, enumValues }) =>
      tally(new Set(enumValues.map(({ value }) => value)), (typed) => values(`/${name}`, typed)),
    );
    const right = tallies.reduce((sum, one) => sum + one.right, 0);
    const all = tallies.reduce((sum, one) => sum + one.all, 0);
    assert.ok(right / all >= 0.99, `${right} of ${all}`);
  });

  it('finds nested members too', () => {
    const agent = annotated('{"livekit_data": {"apiSecret": 1, "ulr": 2}}');
    assert.deepEqual(
      agent.places.slice(2).map((place) => namesMeantBy(agent, place)[0]),
      ['api_secret', 'url'],
    );
  });

  it('knows what people really type', () => {
    for (const [typed, meant] of aliases) assert.equal(names(typed)[0], meant, typed);
    for (const [pointer, typed, meant] of valueAliases) assert.equal(values(pointer, typed)[0], meant, typed);
    assert.ok(aliases.length + valueAliases.length >= 40);
  });

  it("reads a key without a provider's name as the chosen provider's", () => {
    assert.equal(names('apiKey', '"assistant_provider": "bland", ')[0], 'bland_api_key');
    assert.equal(names('data', '"assistant_provider": "livekit", ')[0], 'livekit_data');
  });

  it('offers nothing where nothing is near, and never what stands there already', () => {
    for (const typed of ['weather', 'x', '', 'zzzzzzzzzz', '__proto__', 'constructor', 'a'.repeat(100_000)]) {
      assert.deepEqual(names(typed), [], typed.slice(0, 20));
    }
    assert.deepEqual(names('agent_nam', '"agent_name": "Desk", '), []);
    assert.deepEqual(values('/language', 'klingon'), []);
  });

  it('puts the nearest first, then the longest shared beginning, then the most used', () => {
    const candidates = ['retell', 'resell', 'recall'].map((text) => ({ text }));
    assert.deepEqual(similarTo('reteil', candidates), ['retell', 'resell']);
    assert.deepEqual(similarTo('rexell', candidates), ['retell', 'resell', 'recall']);
  });
});
