import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAgentLanguage } from '#language/index';
import { type AnnotatedAgent, annotate } from '#language/annotate';
import { rules } from '#language/diagnostics/index';
import { findCredential, redactCredentialsIn } from '#language/secrets/credentialPatterns';
import { isMask, looksLikeReference, redactUrl } from '#language/secrets/secrets';
import { agentSchema } from '#support/language/agents';

const language = createAgentLanguage(agentSchema);

/** Prefixes for patterns that match the start of a text. */
const prefixes = ['', 'https://', 'https://x/@', 'sip:', '${', '{{', '[', 'token='];
/** Units that, repeated, match the character classes of patterns but not whole patterns. */
const units = [
  'a',
  'A',
  '0',
  ':',
  'a:',
  '@',
  'a@',
  '/',
  '?',
  '=',
  '&',
  '?a=',
  ';',
  '#',
  '.',
  'a.',
  '-',
  '_',
  '+',
  '~',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '{',
  '{{',
  '}',
  '{{a',
  '$',
  '${',
  '[',
  ']',
  '(',
  '<',
  '*',
  '•',
  "'",
  '`',
  '\\',
  '"',
  'sk-',
  'eyJ',
  'eyJaaaaaaaa.',
  'key ',
  'key=',
  'token:',
  'secret',
  '-----BEGIN ',
  'ä',
  '😀',
  '```\n',
  '//',
  '/*',
];

/** An agent with the text in every property that rules check. */
function agentText(value: string): string {
  const string = JSON.stringify(value);
  return `{
  "agent_name": ${string}, "description": ${string}, "contact_number": ${string}, "websocket_url": ${string},
  "assistant_provider": ${string}, "language": ${string}, "vapi_api_key": ${string}, "llm_temperature": ${string},
  "livekit_data": {"url": ${string}, "trigger_url": ${string}}, "sip_endpoint": ${string}, "outbound_numbers": [${string}],
  "websocket_headers": {"Authorization": ${string}}, "retell_data": {"trigger_url": ${string}}, "topic_nodes": ${string}
}`;
}

/** All functions that process strings. */
const subjects: readonly (readonly [name: string, run: (agent: AnnotatedAgent, value: string) => unknown])[] =
  [
    ...rules.map((rule) => [rule.id, (agent: AnnotatedAgent) => [...rule.check(agent)]] as const),
    ['links', (agent) => language.documentLinks(agent)],
    ['hover', (agent) => agent.strings.map(({ span }) => language.hover(agent, span.offset + 1))],
    ['symbols', (agent) => language.documentSymbols(agent)],
    ['tokens', (agent) => language.semanticTokens(agent)],
    ['redactUrl', (_, value) => redactUrl(value)],
    ['findKey', (_, value) => findCredential(value)],
    ['withoutKeys', (_, value) => redactCredentialsIn(value)],
    ['isMask', (_, value) => isMask(value)],
    ['looksLikeReference', (_, value) => looksLikeReference(value)],
  ];

const small = 1000;
const factor = 16;
/** CPU milliseconds below which the result is mostly overhead. */
const overhead = 10;

/** CPU time, because wall-clock time depends on the load of the machine. */
function cpuTime(run: () => unknown): number {
  const { user, system } = process.cpuUsage();
  run();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1000;
}

/** The shortest of three runs, each with a new agent without cached results. */
function cost(run: (agent: AnnotatedAgent, value: string) => unknown, value: string): number {
  const text = agentText(value);
  const runs = [1, 2, 3].map(() => {
    const agent = annotate(language.parse(text), agentSchema);
    return cpuTime(() => run(agent, value));
  });
  return Math.min(...runs);
}

describe('linear time for any text', () => {
  const repeated = (prefix: string, unit: string, length: number) =>
    prefix + unit.repeat(Math.ceil(length / unit.length));
  for (const unit of units) {
    it(`repeated ${JSON.stringify(unit)}`, () => {
      for (const prefix of prefixes) {
        const value = repeated(prefix, unit, small * factor);
        const agent = annotate(language.parse(agentText(value)), agentSchema);
        const slow = subjects.filter(([, run]) => cpuTime(() => run(agent, value)) > overhead);
        for (const [name, run] of slow) {
          const large = cost(run, value);
          const ratio = large / Math.max(cost(run, repeated(prefix, unit, small)), overhead / factor);
          // Linear time gives at most 16, quadratic 256.
          assert.ok(
            large < overhead || ratio < 5 * factor,
            `${name}, ${prefix}${unit}…: ${ratio.toFixed(1)} times as long`,
          );
        }
      }
    });
  }
});
