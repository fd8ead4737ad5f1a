import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentSchema } from '#support/language/agents';
import {
  type CompletionOptions,
  acceptIn,
  labelsIn,
  passesFilter,
  completionsIn,
} from '#support/language/completions';

const writable = Array.from(agentSchema.root.properties.values()).filter(({ readOnly }) => !readOnly);

describe('property completion', () => {
  it('works however much of the name is typed', () => {
    const cases: [marked: string, label: string, after: string][] = [
      ['{▮}', 'language', '{"language": ""}'],
      ['{lan▮}', 'language', '{"language": ""}'],
      ['{"lan▮}', 'language', '{"language": ""}'],
      ['{"lan▮"}', 'language', '{"language": ""}'],
      ['{"lan▮guage"}', 'language', '{"language": ""}'],
      ['{"lan▮":}', 'language', '{"language": ""}'],
      ['{"lan▮":, "inbound": true}', 'language', '{"language": "", "inbound": true}'],
      ['{"lan▮": "en"}', 'language', '{"language": "en"}'],
      ['{"lan▮ "inbound": true}', 'language', '{"language": "", "inbound": true}'],
      ['{"lan▮, "inbound": true}', 'language', '{"language": "", "inbound": true}'],
      ['{"agent▮: "", "inbound": true}', 'agent_name', '{"agent_name": "", "inbound": true}'],
      ['{"lan▮" "en"}', 'language', '{"language": "en"}'],
      ['{"vapi▮" {"public_key": "k"}}', 'vapi_data', '{"vapi_data": {"public_key": "k"}}'],
    ];
    for (const [marked, label, after] of cases)
      assert.equal(normal(acceptIn(marked, label)), normal(after), marked);
  });

  it('adds missing commas, and removes extra ones', () => {
    const cases: [marked: string, after: string][] = [
      ['{"a": 1\n ▮}', '{"a": 1,\n "language": ""}'],
      ['{"a": 1\r\n "lan▮"\r\n}', '{"a": 1,\r\n "language": ""\r\n}'],
      ['{"a": {}▮}', '{"a": {}, "language": ""}'],
      ['{"a": 1,▮}', '{"a": 1, "language": ""}'],
      ['{▮"a": 1}', '{"language": "", "a": 1}'],
      ['{▮\n "a": 1}', '{"language": "",\n "a": 1}'],
      ['{"a": 1 "lan▮" "b": 2}', '{"a": 1, "language": "", "b": 2}'],
      ['{"lan▮",}', '{"language": ""}'],
      ['{"lan▮"\n,\n}', '{"language": ""\n\n}'],
      ['{"lan▮": "en" "b": 2}', '{"language": "en", "b": 2}'],
      ['{"lan▮": {"x": [1]},}', '{"language": {"x": [1]}}'],
    ];
    for (const [marked, after] of cases) assert.equal(acceptIn(marked, 'language'), after, marked);
  });

  it('inserts no value that the user has not chosen', () => {
    const cases: [name: string, snippet: string, plain: string][] = [
      ['agent_name', '"agent_name": "$1"', '"agent_name": ""'],
      ['inbound', '"inbound": ${1:null}', '"inbound": null'],
      ['language', '"language": "$1"', '"language": "en"'],
      ['llm_temperature', '"llm_temperature": ${1:null}', '"llm_temperature": 0'],
      ['sip_auth', '"sip_auth": { $1 }', '"sip_auth": {}'],
      ['outbound_numbers', '"outbound_numbers": [$1]', '"outbound_numbers": []'],
      ['$schema', '"\\$schema": "$1"', '"$schema": ""'],
    ];
    for (const [name, snippet, plain] of cases) {
      assert.equal(completionFor('{▮}', name).edit.newText, snippet);
      assert.equal(completionFor('{▮}', name, { snippets: false }).edit.newText, plain);
    }
  });

  it('opens the list of values or properties next, if there is one', () => {
    const opens = (name: string, asking?: CompletionOptions) =>
      completionFor('{▮}', name, asking).triggerSuggest;
    for (const name of ['language', 'inbound', 'retell_api_key', 'livekit_data'])
      assert.ok(opens(name), name);
    for (const name of ['agent_name', 'llm_max_tokens', 'outbound_numbers']) assert.ok(!opens(name), name);
    assert.ok(!opens('language', { snippets: false }));
    assert.ok(!completionFor('{"lan▮": "en"}', 'language').triggerSuggest);
  });

  it('offers all properties except existing and read-only ones', () => {
    assert.deepEqual(labelsIn('{▮}').sort(), writable.map(({ name }) => name).sort());
    const names = labelsIn('{"language": "en"\n ▮\n "agent_name": "Ada", "sip_auth": {"description": 1}}');
    assert.equal(names.length, writable.length - 3);
    assert.ok(!names.includes('language') && !names.includes('agent_name') && names.includes('description'));
    assert.ok(!names.includes('created_at') && !names.includes('vapi_api_key_configured'));
    assert.ok(labelsIn('{"lan▮guage": "en"}').includes('language'), 'includes the property at the cursor');
  });

  it('sorts by usefulness', () => {
    const names = labelsIn('{"agent_name": "Ada", "assistant_provider": "retell", ▮}');
    assert.deepEqual(names.slice(0, 3), ['retell_api_key', 'chat_assistant_id', 'assistant_id']);
    const at = (name: string) => names.indexOf(name);
    assert.ok(at('assistant_id') < at('retell_data'), 'missing properties before others of the provider');
    assert.ok(at('retell_data') < at('description'), 'those of the provider before common ones');
    assert.ok(
      at('description') < at('inbound') && at('inbound') < at('language'),
      'common ones in the order of the schema',
    );
    assert.ok(at('topic_nodes') < at('$schema'), 'editor-only properties after common ones');
    assert.ok(at('$schema') < at('vapi_api_key'), 'those of other providers last');
  });

  it('sorts missing provider properties first, also in incomplete text', () => {
    for (const marked of [
      '{"ret▮ "assistant_provider": "retell"}',
      '{\n ret▮\n "assistant_provider": "retell"\n}',
      '{"a": 1\n ▮\n "assistant_provider": "retell"\n}',
      '{"ret▮": "k" "assistant_provider": "retell"}',
    ])
      assert.equal(labelsIn(marked)[0], 'retell_api_key', marked);
  });

  it('does not count stored or existing properties as missing', () => {
    const text = '"assistant_provider": "retell", "chat_assistant_id": "agent_0123456789"';
    const [required] = completionsIn(`{${text}, ▮}`);
    assert.deepEqual([required?.label, required?.note], ['retell_api_key', 'required']);
    const first = completionsIn(`{${text}, "retell_api_key_configured": true, ▮}`)[0];
    assert.equal(first?.note, undefined);
  });

  it('sorts deprecated properties last and marks them, even if their provider is selected', () => {
    const offered = completionsIn('{"assistant_provider": "trillet", "transcript_provider": "chirp", ▮}');
    const last = offered.slice(-3).map(({ label }) => label);
    assert.deepEqual(last, ['trillet_api_key', 'trillet_data', 'chirp_data']);
    assert.deepEqual(
      offered.filter(({ deprecated }) => deprecated).map(({ label }) => label),
      last,
    );
  });

  it("shows the providers of properties that the selected providers don't use", () => {
    const note = (marked: string, name: string) => completionFor(marked, name).note;
    assert.equal(note('{"assistant_provider": "retell", ▮}', 'vapi_api_key'), 'not used by retell');
    assert.equal(note('{"assistant_provider": "sms", ▮}', 'auto_sync_prompt_enabled'), 'not used by sms');
    const both = '{"assistant_provider": "retell", "transcript_provider": "chirp", ▮}';
    assert.equal(note(both, 'vapi_api_key'), 'not used by retell or chirp');
    assert.equal(note(both, 'chirp_data'), 'removed from the API');
    assert.equal(note('{▮}', 'vapi_api_key'), 'used by vapi');
  });

  it('shows type and limits in the detail, and the description in the documentation', () => {
    const { detail, documentation } = completionFor('{▮}', 'agent_name');
    assert.equal(detail, 'string · 1 to 255 characters');
    assert.ok(documentation().includes(agentSchema.atPointer('/agent_name').description));
    assert.ok(!documentation().includes('255'), 'the documentation does not repeat the detail');
    assert.match(completionFor('{▮}', 'vapi_api_key').detail, /secret/);
    for (const suggestion of completionsIn('{▮}')) {
      assert.notEqual(suggestion.documentation(), '', suggestion.label);
      assert.doesNotMatch(suggestion.detail, /[`\n]/, suggestion.label);
    }
  });

  it('works in nested objects, and for header names', () => {
    const cases: [marked: string, names: string[]][] = [
      ['{"sip_auth": {▮}}', ['username', 'password']],
      ['{"sip_auth": {"username": "u"\n ▮}}', ['password']],
      ['{"websocket_headers": {"Au▮"}}', ['Authorization', 'X-VOCERA-SECRET']],
      ['{"agent_name": "x", "dropoff_nodes": {▮}}', ['Node']],
    ];
    for (const [marked, names] of cases) assert.deepEqual(labelsIn(marked), names, marked);
    const livekit = labelsIn('{"assistant_provider": "livekit", "livekit_data": {▮}}');
    assert.deepEqual(livekit.slice(0, 2).sort(), ['api_secret', 'url']);
    assert.ok(!livekit.includes('api_secret_configured'));
  });

  it('works in every object that the schema describes', () => {
    for (const { name, properties } of writable.filter((property) => property.properties.size > 0)) {
      const nested = Array.from(properties.values()).filter(({ readOnly }) => !readOnly);
      const offered = labelsIn(`{"${name}": {▮}}`).sort();
      assert.deepEqual(offered, nested.map((property) => property.name).sort(), name);
    }
  });

  it('has tab stops for name and value in free-form objects', () => {
    for (const [name, label] of [
      ['dropoff_nodes', 'Node'],
      ['topic_nodes', 'Topic'],
      ['custom_provider_data', 'Setting'],
    ]) {
      const [node, ...others] = completionsIn(`{"${name ?? ''}": {▮}}`);
      assert.deepEqual(others, []);
      assert.deepEqual([node?.label, node?.edit.newText], [label, '"$1": "$2"']);
    }
    assert.equal(acceptIn('{"topic_nodes": {"a": "b" ▮}}', 'Topic'), '{"topic_nodes": {"a": "b", "": ""}}');
  });

  it('offers first the phone number that a rule requires for an outbound agent', () => {
    const outbound = '{"inbound": false, "assistant_provider": "vapi", "vapi_api_key_configured": true, ▮}';
    assert.equal(labelsIn(outbound)[0], 'contact_number');
    assert.notEqual(labelsIn(outbound.replace('false', 'true'))[0], 'contact_number');
    const withWebSocket = outbound.replace('▮', '"websocket_url": "wss://x.example", ▮');
    assert.notEqual(labelsIn(withWebSocket)[0], 'contact_number');
  });

  it('filters by any part of the name, with and without quotes', () => {
    for (const { name } of writable)
      for (const typed of [name.slice(0, 1), name.slice(0, 3), name])
        for (const piece of [`${typed}▮`, `"${typed}▮`, `"${typed}▮"`]) {
          const marked = `{"inbound_": true, ${piece}}`;
          assert.ok(passesFilter(marked, completionFor(marked, name)), `${name} in ${marked}`);
        }
  });

  it('filters by alias', () => {
    for (const [typed, name] of [
      ['phone', 'contact_number'],
      ['prompt', 'description'],
      ['temp', 'llm_temperature'],
    ]) {
      const marked = `{"${typed!}▮"}`;
      assert.ok(passesFilter(marked, completionFor(marked, name!)), typed);
    }
  });

  it('offers nothing where no property is allowed', () => {
    for (const marked of ['{} ▮', '{"a" ▮}', '{"a": "b ▮"}', '["a", ▮]', '// ▮\n{}', '{"a": 1 /* ▮ */}']) {
      const properties = completionsIn(marked).filter(({ kind }) => kind === 'property');
      assert.deepEqual(properties, [], marked);
    }
  });
});

function completionFor(marked: string, name: string, asking?: CompletionOptions) {
  const found = completionsIn(marked, asking).find(({ label }) => label === name);
  assert.ok(found, `${name} is offered in: ${marked}`);
  return found;
}

/** Ignores whitespace, which these cases don't test. */
function normal(text: string): string {
  return JSON.stringify(JSON.parse(text));
}
