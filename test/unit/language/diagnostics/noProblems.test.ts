import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { agentSchema } from '#support/language/agents';
import { describeProblems } from '#support/language/problems';

const examples = join(__dirname, '../../../../../shared/reference/examples');
const isErrorOrWarning = (line: string) => /^(error|warning) /.test(line);

describe('a valid agent', () => {
  it('has no errors and warnings as returned by Cekura, for every provider', () => {
    for (const provider of agentSchema.providers.keys()) {
      const text = JSON.stringify(pulledAgent(provider), null, 2);
      assert.deepEqual(describeProblems(text).filter(isErrorOrWarning), [], provider);
    }
  });

  it('has no errors as returned by Cekura, even without any settings of its provider', () => {
    for (const provider of agentSchema.providers.keys()) {
      const minimalProperties =
        '"id": 2142, "agent_name": "Desk", "description": "Answers.", "inbound": true';
      const lines = describeProblems(`{${minimalProperties}, "assistant_provider": "${provider}"}`);
      assert.deepEqual(
        lines.filter((line) => line.startsWith('error')),
        [],
        provider,
      );
    }
  });

  it('has none in the samples, and the expected ones in the broken sample', () => {
    const samples = join(__dirname, '../../../../samples');
    for (const file of readdirSync(samples).filter((name) => name.endsWith('.agent.json'))) {
      const lines = describeProblems(readFileSync(join(samples, file), 'utf8')).filter(isErrorOrWarning);
      if (file === 'broken.agent.json') assert.ok(lines.length >= 5);
      else assert.deepEqual(lines, [], file);
    }
  });

  it('has none if nothing is set', () => {
    const unset =
      '"contact_number": "", "chat_assistant_id": "", "assistant_provider": "", "transcript_provider": ""';
    const absent =
      '"assistant_id": null, "websocket_url": null, "sip_auth": null, "vapi_data": null, "livekit_data": {}';
    assert.deepEqual(
      describeProblems(`{"agent_name": "A", "description": "", "inbound": true, ${unset}, ${absent}}`),
      [],
    );
  });

  if (existsSync(examples)) {
    it('has only plain-text secrets if the reference examples have fake ones', () => {
      for (const file of readdirSync(examples)) {
        const lines = describeProblems(readFileSync(join(examples, file), 'utf8'));
        assert.deepEqual(
          lines.filter((line) => !/^(?:warning plaintext-secret|hint deprecated-property) at "/.test(line)),
          [],
          file,
        );
      }
    });
  }
});

/** A response to a GET: with all flags, without secrets, and with "" or null for unset values. */
function pulledAgent(provider: string): Record<string, unknown> {
  const flags = [...agentSchema.root.properties.keys()].filter((name) => name.endsWith('_configured'));
  const requires = agentSchema.providers.get(provider)?.requires ?? [];
  const needed = requires.flatMap(({ any }) => any.slice(0, 1));
  const agent: Record<string, unknown> = {
    id: 2142,
    project: 1376,
    agent_name: 'Desk',
    description: 'Answers.',
    inbound: true,
    contact_number: '+14155550123',
    language: 'en',
    assistant_id: null,
    chat_assistant_id: '',
    websocket_url: null,
    websocket_headers: {},
    sip_endpoint: null,
    sip_auth: null,
    outbound_numbers: [],
    ...Object.fromEntries(flags.map((name) => [name, name.startsWith(provider)])),
    vapi_data: null,
    retell_data: {},
    assistant_provider: provider,
    transcript_provider: '',
    created_at: '2026-05-20T17:42:11Z',
    updated_at: '2026-05-20T17:42:11.508213Z',
    knowledge_base_files: [],
    enabled_personalities: [693],
    agent_gives_first_message: null,
  };
  for (const pointer of needed) {
    const [name = '', key] = pointer.slice(1).split('/');
    const property = agentSchema.atPointer(pointer);
    if (key === undefined && !property.secret) agent[name] = 'long_enough_for_an_id';
    if (key !== undefined) {
      const value = property.secret ? [`${key}_configured`, true] : [key, property.examples[0]];
      agent[name] = { ...(agent[name] as object | undefined), [value[0] as string]: value[1] };
    }
  }
  return agent;
}
