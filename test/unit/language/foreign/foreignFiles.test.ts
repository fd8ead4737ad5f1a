import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { fixesFor } from '#language/codeActions/index';
import { codeLensesOf } from '#language/features/codeLenses';
import { applyEdits } from '#language/syntax/edit';
import { matchesGlob } from '#language/text/glob';
import { describeBlock } from '#sync/messages/describeBlock';
import { readAgentText } from '#sync/content/agentText';
import { annotated } from '#support/language/agents';
import { agentWith, problemsOf, describeProblems } from '#support/language/problems';

const folder = join(__dirname, '../../../fixtures/foreign');
const files = readdirSync(folder).map((name) => ({
  name: basename(name, '.agent.json'),
  text: readFileSync(join(folder, name), 'utf8'),
}));

/** File → the number of agents that a fix converts it to; 0 if the mapping would be ambiguous. */
const conversions: Readonly<Record<string, number>> = {
  'vapi-assistant': 1,
  'vapi-assistant-minimal': 1,
  'vapi-assistant-system-prompt': 1,
  'retell-agent': 1,
  'retell-flow': 1,
  'retell-llm': 1,
  'retell-agent-with-llm': 1,
  'elevenlabs-agent': 1,
  'elevenlabs-agent-other-language': 1,
  'elevenlabs-agent-empty': 1,
  'bland-call': 1,
  'bland-call-pathway': 1,
  'cekura-v2': 1,
  'cekura-v2-custom': 1,
  'cekura-v2-livekit': 1,
  'cekura-list-page': 2,
  'cekura-list-page-v2': 1,
  'cekura-wrapped': 1,
};

function convert(text: string): string[] {
  const agent = annotated(text);
  const [problem] = problemsOf(text);
  assert.ok(problem);
  return fixesFor(agent, problem)
    .filter(({ edits }) => edits.length > 0)
    .map(({ edits }) => applyEdits(text, edits));
}

describe('a file of another format', () => {
  for (const { name, text } of files) {
    it(`has one information on its first line and no code lens: ${name}`, () => {
      const problems = problemsOf(text);
      assert.deepEqual(
        problems.map(({ severity, rule, span }) => [severity, rule, span.offset]),
        [['info', 'foreign-file', 0]],
      );
      const commands = new Set(['agentJson.push', 'agentJson.create', 'agentJson.editPrompt']);
      assert.deepEqual(codeLensesOf(annotated(text), commands), []);
    });

    it(`is rejected by every command with the same message: ${name}`, () => {
      const read = readAgentText(text);
      assert.ok(!read.ok);
      assert.equal(describeBlock(read.cause), problemsOf(text)[0]?.message);
    });

    it(`can be converted to ${conversions[name] ?? 0} agents without errors: ${name}`, () => {
      const agents = convert(text);
      assert.equal(agents.length, conversions[name] ?? 0);
      for (const agent of agents)
        assert.deepEqual(
          problemsOf(agent).filter(({ severity, rule }) => severity === 'error' || rule === 'foreign-file'),
          [],
          describeProblems(agent).join('\n'),
        );
    });
  }

  it('has one of at least 30 known formats', () => assert.ok(files.length >= 30));

  it('is checked for syntax errors', () => {
    const text = '{"type": "TinyPerson", "persona": {},}';
    assert.deepEqual(
      problemsOf(text).map(({ rule }) => rule),
      ['foreign-file', 'syntax'],
    );
  });

  it('can be ignored if its format is unknown', () => {
    const text = files.find(({ name }) => name === 'unknown-tool')?.text ?? '';
    const [problem] = problemsOf(text);
    assert.equal(problem?.message, "This doesn't look like a Cekura agent.");
    const [fix] = fixesFor(annotated(text), problem);
    assert.deepEqual([fix?.title, fix?.command?.name], ['Ignore this file', 'agentJson.ignoreFile']);
  });

  it('keeps its plain values in a conversion and lists the others', () => {
    const text = files.find(({ name }) => name === 'vapi-assistant')?.text ?? '';
    assert.deepEqual(JSON.parse(convert(text)[0] ?? ''), {
      agent_name: 'Mia',
      description: 'You are Pat, a calm receptionist. Ask one thing at a time. {{caller_name}}',
      inbound: true,
      language: 'en',
      assistant_id: '00000000-1111-2222-3333-444444444444',
      agent_gives_first_message: true,
      assistant_provider: 'vapi',
      transcript_provider: 'vapi',
    });
    assert.deepEqual(
      problemsOf(text)[0]?.related?.map(({ message }) => message),
      ['"orgId" is not converted.', '"voice" is not converted.'],
    );
  });

  it('keeps number, direction and provider of an agent of API version 2', () => {
    const text = files.find(({ name }) => name === 'cekura-v2')?.text ?? '';
    const agent = JSON.parse(convert(text)[0] ?? '') as Record<string, unknown>;
    assert.deepEqual(
      [agent['id'], agent['inbound'], agent['contact_number'], agent['assistant_provider']],
      [2142, false, '+14155550123', 'retell'],
    );
    assert.deepEqual(agent['retell_data'], { trigger_url: 'https://hooks.example.com/x' });
    assert.equal(agent['chat_assistant_id'], 'agent_9876543210');
  });
});

describe('an agent', () => {
  for (const [name, text] of [
    ['with all that is required, whatever else it has', agentWith('"mcpServers": {}, "persona": {}, "a": 1')],
    ['that is just begun', '{"name": "x", "prompt": "y"}'],
    ['in which a name is misspelled', '{"agnet_name": "x", "b": 1, "c": 2, "d": 3}'],
    ['in camelCase', '{"agentName": "x", "contactNumber": "+14155550123", "isInbound": true, "b": 1}'],
    ['that names our schema', '{"$schema": "./node_modules/x/agent.schema.json", "name": "x"}'],
    ['that is empty', '{}'],
  ] as const) {
    it(`is not detected as a file of another format: ${name}`, () => {
      assert.ok(!problemsOf(text).some(({ rule }) => rule === 'foreign-file'));
    });
  }
});

describe('globs of excluded files', () => {
  for (const [glob, path, matches] of [
    ['**/personas/**', '/repo/personas/a.agent.json', true],
    ['personas', '/repo/personas/a.agent.json', true],
    ['tools/*.agent.json', '/repo/tools/a.agent.json', true],
    ['tools/*.agent.json', '/repo/tools/deep/a.agent.json', false],
    ['**/{a,b}.agent.json', '/repo/b.agent.json', true],
    ['a?.agent.json', '/repo/ab.agent.json', true],
    ['a.agent.json', '/repo/aXagent.json', false],
    ['', '/repo/a.agent.json', false],
  ] as const) {
    it(`${glob || '(empty)'} ${matches ? 'matches' : "doesn't match"} ${path}`, () =>
      assert.equal(matchesGlob(path, glob), matches));
  }
});
