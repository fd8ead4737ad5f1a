// Generated agents of any size, the same on every machine and in every run.

/**
 * @typedef {object} BenchDocument
 * @property {string} name its name in the tables
 * @property {string} text
 */

/** Sizes of the tables, in characters. */
export const sizes = { '2 KB': 2e3, '23 KB': 23e3, '120 KB': 120e3, '1.2 MB': 1.2e6 };

const words =
  'caller asks for an appointment at the practice in the morning or after work and wants to know the price before she agrees to anything else'.split(
    ' ',
  );

/** The start of each agent: one property of each kind. */
const kinds = {
  id: 4711,
  agent_name: 'Larkspur Vets Reception',
  inbound: true,
  language: 'en',
  assistant_provider: 'self_hosted',
  transcript_provider: 'custom',
  contact_number: '+14155550131',
  agent_gives_first_message: true,
  llm_model: 'gpt-4.1',
  llm_temperature: 0.4,
  llm_max_tokens: 2048,
  outbound_auto_call: false,
  outbound_numbers: ['+14155550145', '+14155550146'],
  websocket_headers: { Authorization: '${secret:WEBSOCKET_AUTHORIZATION}', 'X-Region': 'eu' },
  auto_update_topic_nodes: false,
  spelling_word_types: ['name', 'email'],
  hallucination_metric_kb_files: [318, 322],
};

/**
 * A typical agent: two fifths of its text are prompts, two fifths nodes, and one fifth words.
 * @param {string} name
 * @param {number} size how many characters, about
 * @returns {BenchDocument}
 */
export function mixedAgent(name, size) {
  const rest = Math.max(0, size - JSON.stringify(kinds, null, 2).length);
  return benchDocument(name, { prompt: 0.4 * rest, nodes: 0.4 * rest, words: 0.2 * rest });
}

/**
 * An agent with most of its text in one property: the worst case for incremental parsing by property.
 * @param {'prompt' | 'nodes' | 'words'} component
 * @param {number} size how many characters, about
 * @returns {BenchDocument}
 */
export function lopsidedAgent(component, size) {
  return benchDocument(`all in ${component}`, { prompt: 0, nodes: 0, words: 0, [component]: size });
}

/**
 * @param {string} name
 * @param {{ prompt: number, nodes: number, words: number }} fill how many characters of each
 * @returns {BenchDocument}
 */
function benchDocument(name, fill) {
  const agent = {
    ...kinds,
    description: `Answers for {{clinic_name}}.\n${lines(fill.prompt / 2)}`,
    llm_system_prompt: `You call about your cat.\n${lines(fill.prompt / 2)}`,
    topic_nodes: Object.fromEntries(numbered(fill.nodes / 75, node)),
    pronunciation_words: numbered(fill.words / 60, word),
    auto_sync_prompt_enabled: false,
  };
  return { name, text: `${JSON.stringify(agent, null, 2)}\n` };
}

/** @param {number} length */
function lines(length) {
  /** @type {string[]} */
  const bullets = [];
  for (let written = 0, index = 0; written < length; index++) {
    const line = `- ${phrase(index, 14)}.`;
    bullets.push(line);
    written += line.length + 2;
  }
  return bullets.join('\n');
}

/**
 * @param {number} seed
 * @param {number} count
 */
function phrase(seed, count) {
  return Array.from({ length: count }, (_, index) => words[(seed * 7 + index * 5) % words.length]).join(' ');
}

/**
 * @template Made
 * @param {number} count
 * @param {(index: number) => Made} make
 */
function numbered(count, make) {
  return Array.from({ length: Math.max(1, Math.round(count)) }, (_, index) => make(index));
}

/** @param {number} index */
function node(index) {
  return /** @type {const} */ ([
    `topic_${index}`,
    index % 8 ? phrase(index, 7) : { title: phrase(index, 5), weight: index % 10, active: true },
  ]);
}

/** @param {number} index */
function word(index) {
  return [`word${index}`, phrase(index, 3).toUpperCase()];
}
