import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acceptIn, labelsIn, passesFilter, completionsIn } from '#support/language/completions';

const references = { secrets: ['RETELL_API_KEY', 'SPARE'], env: ['CI_KEY'] };

describe('reference completion', () => {
  it('offers the existing references, and nothing else', () => {
    const existing = ['${secret:RETELL_API_KEY}', '${secret:SPARE}', '${env:CI_KEY}'];
    for (const marked of [
      '{"retell_api_key": ▮}',
      '{"retell_api_key": "▮"}',
      '{"retell_api_key": "FAKE-▮do-not-use"}',
      '{"retell_api_key": "${▮}"}',
    ])
      assert.deepEqual(labelsIn(marked, { references }), existing, marked);
  });

  it('offers the name that fits the property first, whether or not it is set', () => {
    const asking = { references: { secrets: ['SPARE'], env: ['CI_KEY'] } };
    const [proposed, stored, inEnvironment] = completionsIn('{"retell_api_key": "▮"}', asking);
    assert.equal(proposed?.label, '${secret:RETELL_API_KEY}');
    assert.equal(stored?.label, '${secret:SPARE}');
    assert.match(proposed.detail, /not set/);
    assert.equal(inEnvironment?.label, '${env:CI_KEY}');
  });

  it('offers the one that fits first, even if another is set: livekit', () => {
    const asking = {
      references: { secrets: ['RETELL_API_KEY', 'LIVEKIT_API_KEY'], env: ['LIVEKIT_API_KEY'] },
    };
    assert.deepEqual(labelsIn('{"livekit_api_key": ▮}', asking), [
      '${secret:LIVEKIT_API_KEY}',
      '${env:LIVEKIT_API_KEY}',
      '${secret:RETELL_API_KEY}',
    ]);
  });

  it('replaces the whole value including the dollar sign', () => {
    for (const piece of ['▮', '"▮"', '"${sec▮', '"${secret:SP▮}"', '$▮', '"FAKE-▮do-not-use"'])
      assert.equal(
        acceptIn(`{"retell_api_key": ${piece}\n}`, '${secret:SPARE}', { references }),
        '{"retell_api_key": "${secret:SPARE}"\n}',
        piece,
      );
  });

  it('works in every secret: nested, in headers, and in properties whose names look secret', () => {
    for (const marked of [
      '{"sip_auth": {"password": "▮"}}',
      '{"websocket_headers": {"x-api-key": "▮"}}',
      '{"custom_provider_data": {"client_secret": "▮"}}',
      '{"never_heard_of_token": "▮"}',
    ])
      assert.ok(labelsIn(marked, { references }).includes('${secret:SPARE}'), marked);
    assert.deepEqual(labelsIn('{"agent_name": "▮"}', { references }), []);
  });

  it('never shows a value, typed or stored', () => {
    const items = JSON.stringify(completionsIn('{"vapi_api_key": "FAKE-key▮-do-not-use"}', { references }));
    assert.doesNotMatch(items, /FAKE/);
  });

  it('filters by the name only', () => {
    const marked = '{"retell_api_key": "SPA▮"}';
    const completion = completionsIn(marked, { references }).find(({ label }) => label.includes('SPARE'));
    assert.ok(completion && passesFilter(marked, completion));
  });

  it('skips invalid names', () => {
    const unusual = { secrets: ['two words', '}', ''], env: [] };
    assert.deepEqual(labelsIn('{"never_heard_of_token": "▮"}', { references: unusual }), [
      '${secret:NEVER_HEARD_OF_TOKEN}',
    ]);
  });
});

describe('variable completion', () => {
  const prompts = '"description": "Hi {{caller}}, this is {{clinic.name}}. {{caller}}?"';

  it('offers each used variable once after two braces', () => {
    const marked = `{${prompts}, "llm_system_prompt": "Say {{▮"}`;
    assert.deepEqual(labelsIn(marked), ['caller', 'clinic.name']);
    assert.equal(acceptIn(marked, 'caller'), `{${prompts}, "llm_system_prompt": "Say {{caller}}"}`);
  });

  it('replaces existing braces and name', () => {
    for (const piece of ['{{▮}}', '{{cal▮}}', '{{c▮lin}}', '{{▮clinic }}'])
      assert.equal(
        acceptIn(`{${prompts}, "llm_system_prompt": "Say ${piece} now"}`, 'caller'),
        `{${prompts}, "llm_system_prompt": "Say {{caller}} now"}`,
        piece,
      );
  });

  it('does not offer the one that is being typed', () => {
    assert.deepEqual(labelsIn('{"description": "{{cal▮}} {{other}}"}'), ['other']);
  });

  it('works within strings only', () => {
    assert.deepEqual(labelsIn(`{${prompts}, "llm_system_prompt": "Say ▮"}`), []);
    assert.deepEqual(labelsIn(`{${prompts}, "llm_system_prompt": "{{caller}} ▮"}`), []);
    const inSecret = completionsIn(`{${prompts}, "vapi_api_key": "{{▮"}`);
    assert.ok(inSecret.every(({ kind }) => kind === 'reference'));
  });
});
