import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newAgents } from '#language/completion/templates';
import { agentSchema } from '#support/language/agents';
import { acceptIn, labelsIn, passesFilter, completionsIn } from '#support/language/completions';

describe('value completion', () => {
  it('offers all values with their labels', () => {
    for (const name of ['language', 'llm_model', 'assistant_provider', 'transcript_provider']) {
      const offered = completionsIn(`{"${name}": ▮}`);
      assert.ok(offered.length > 0, name);
      const { enumValues } = agentSchema.atPointer(`/${name}`);
      assert.equal(offered.length, enumValues.length);
      const documentation = offered
        .map((suggestion) => suggestion.documentation().replaceAll('\\', ''))
        .join('\n');
      for (const { label } of enumValues) assert.ok(documentation.includes(label), label);
      const removed = enumValues.filter((value) => value.removed !== undefined).length;
      const deprecated = offered.map((suggestion) => suggestion.deprecated);
      assert.deepEqual(deprecated.indexOf(true), removed > 0 ? enumValues.length - removed : -1);
    }
    const french = completionsIn('{"language": ▮}').find(({ label }) => label === 'fr');
    assert.equal(french?.note, 'French');
    const [retell] = completionsIn('{"assistant_provider": ▮}').filter(({ label }) => label === 'retell');
    assert.ok(retell && retell.note === undefined, 'no note if the label only repeats the value');
    assert.match(french.documentation(), /French/);
  });

  it('sorts the default first, then by usage', () => {
    for (const marked of ['{"language": "▮"}', '{"language": ▮}', '{"language": "▮fr"}'])
      assert.deepEqual(labelsIn(marked).slice(0, 4), ['en', 'es', 'multi', 'fr'], marked);
    assert.equal(labelsIn('{"llm_model": "▮"}')[0], 'gpt-4o');
    assert.notEqual(labelsIn('{"transcript_provider": "▮"}')[0], '""');
  });

  it('offers known words in an array of those', () => {
    const words = ['name', 'email', 'postcode', 'phone_number', 'address'];
    assert.deepEqual(labelsIn('{"spelling_word_types": ["▮"]}'), words);
    assert.deepEqual(labelsIn('{"spelling_word_types": [▮]}'), [...words, '""']);
    assert.equal(
      acceptIn('{"spelling_word_types": ["name" ▮]}', 'email'),
      '{"spelling_word_types": ["name", "email"]}',
    );
    assert.deepEqual(labelsIn('{"outbound_numbers": [▮]}'), ['""']);
  });

  it('inserts a pair where a pair is expected, with a tab stop for each', () => {
    const [pair] = completionsIn('{"pronunciation_words": [▮]}');
    assert.deepEqual([pair?.label, pair?.edit.newText], ['["", ""]', '["$1", "$2"]']);
    const [inner] = completionsIn('{"pronunciation_words": [[▮]]}');
    assert.deepEqual([inner?.label, inner?.edit.newText], ['"", ""', '"$1", "$2"']);
    assert.deepEqual(labelsIn('{"pronunciation_words": [["a", ▮]]}'), ['""']);
    assert.equal(
      acceptIn('{"pronunciation_words": [["a", "b"] ▮]}', '["", ""]', { snippets: false }),
      '{"pronunciation_words": [["a", "b"], ["", ""]]}',
    );
  });

  it('replaces any existing value', () => {
    const cases: [marked: string, after: string][] = [
      ['{"language": ▮}', '{"language": "fr"}'],
      ['{"language":▮}', '{"language": "fr"}'],
      ['{"language":\n  ▮}', '{"language":\n  "fr"}'],
      ['{"language": f▮}', '{"language": "fr"}'],
      ['{"language": "f▮}', '{"language": "fr"}'],
      ['{"language": "f▮"}', '{"language": "fr"}'],
      ['{"language": "▮"}', '{"language": "fr"}'],
      ['{"language": "▮en"}', '{"language": "fr"}'],
      ['{"language": "e▮n-US"}', '{"language": "fr"}'],
      ['{"language": ▮"en"}', '{"language": "fr"}'],
      ['{"language": ▮ "en"}', '{"language": "fr"}'],
      ['{"language": null▮}', '{"language": "fr"}'],
      ['{"language": "Fren▮, "inbound": true}', '{"language": "fr", "inbound": true}'],
      ['{"language": ▮\n "inbound": true}', '{"language": "fr",\n "inbound": true}'],
      ['{"language": "f▮"\n "inbound": true}', '{"language": "fr",\n "inbound": true}'],
      ['{"language": ▮,}', '{"language": "fr"}'],
      ['{"a": 1\n "language": ▮}', '{"a": 1,\n "language": "fr"}'],
    ];
    for (const [marked, after] of cases) assert.equal(acceptIn(marked, 'fr'), after, marked);
  });

  it('filters by value and label', () => {
    for (const { value, label } of agentSchema.atPointer('/language').enumValues)
      for (const typed of [value, label.slice(0, 4), label])
        for (const piece of [`"${typed}▮`, `"${typed}▮ "`]) {
          const marked = `{"language": ${piece}\n}`;
          const found = completionsIn(marked).find((suggestion) => suggestion.label === value);
          assert.ok(found && passesFilter(marked, found), marked);
        }
  });

  it('filters out nothing if the value is null', () => {
    const marked = '{"inbound": null▮}';
    for (const suggestion of completionsIn(marked)) assert.ok(passesFilter(marked, suggestion));
    assert.equal(acceptIn(marked, 'true'), '{"inbound": true}');
  });

  it('includes values from the settings', () => {
    const additionalValues = { llm_model: ['gpt-9'] };
    const offered = completionsIn('{"llm_model": "▮"}', { additionalValues });
    assert.equal(offered.length, 6);
    assert.equal(offered.at(-1)?.label, 'gpt-9');
  });

  it('depends on the type of the property', () => {
    const cases: [marked: string, labels: string[]][] = [
      ['{"inbound": ▮}', ['true', 'false']],
      ['{"inbound": t▮}', ['true', 'false']],
      ['{"agent_gives_first_message": ▮}', ['true', 'false', 'null']],
      ['{"llm_temperature": ▮}', ['0']],
      ['{"agent_name": ▮}', ['""']],
      ['{"sip_auth": ▮}', ['{ }', 'null']],
      ['{"outbound_numbers": ▮}', ['[ ]', 'null']],
      ['{"outbound_numbers": [▮]}', ['""']],
      ['{"never_heard_of": ▮}', ['""', '{ }', '[ ]', 'true', 'false', 'null']],
      ['{"never_heard_of": t▮}', ['true', 'false', 'null']],
    ];
    for (const [marked, labels] of cases) assert.deepEqual(labelsIn(marked), labels, marked);
  });

  it('adds commas in arrays', () => {
    const cases: [marked: string, after: string][] = [
      ['["+1" ▮]', '["+1", ""]'],
      ['[▮"+1"]', '["", "+1"]'],
      ['["+1", ▮ "+2"]', '["+1", "", "+2"]'],
      ['["+1", ▮,]', '["+1", ""]'],
    ];
    for (const [marked, after] of cases)
      assert.equal(
        acceptIn(`{"outbound_numbers": ${marked}}`, '""'),
        `{"outbound_numbers": ${after}}`,
        marked,
      );
  });

  it('offers nothing in free text, complete values and objects', () => {
    for (const marked of [
      '{"agent_name": "A▮da"}',
      '{"language": "en"▮}',
      '{"sip_auth": ▮{"username": "u"}}',
      '{"language": ▮\n"en"}',
    ])
      assert.deepEqual(labelsIn(marked), [], marked);
  });
});

describe('completion in an empty file', () => {
  it('inserts a whole agent: the required properties, or those of a provider as well', () => {
    assert.deepEqual(JSON.parse(acceptIn('▮', 'New agent')), {
      agent_name: '',
      description: '',
      inbound: true,
    });
    assert.deepEqual(JSON.parse(acceptIn('▮', 'New LiveKit agent')), {
      agent_name: '',
      description: '',
      inbound: true,
      assistant_provider: 'livekit',
      livekit_api_key: '${secret:LIVEKIT_API_KEY}',
      livekit_data: { api_secret: '${secret:LIVEKIT_API_SECRET}', url: '' },
    });
    assert.match(acceptIn('▮', 'New Retell agent', { snippets: false }), /"chat_assistant_id": ""\n\}$/);
  });

  it('has a template for each provider, with a tab stop for each value', () => {
    const skeletons = completionsIn('▮').filter(({ kind }) => kind === 'template');
    assert.equal(skeletons.length, 1 + agentSchema.providers.size);
    const retell = skeletons.find(({ label }) => label === 'New Retell agent');
    assert.match(
      retell?.filterText ?? '',
      /^retell\b/,
      'before retell_api_key if the editor ranks by the earliest match',
    );
    const { edit } = skeletons.find(({ label }) => label === 'New agent')!;
    assert.equal(
      edit.newText,
      '{\n\t"agent_name": "$1",\n\t"description": "$2",\n\t"inbound": ${3|true,false|}\n}',
    );
  });

  it('has the templates of a new file, named by provider', () => {
    const templates = completionsIn('▮').filter(({ kind }) => kind === 'template');
    const agents = newAgents(agentSchema);
    assert.deepEqual(
      agents.map(({ snippet }) => snippet),
      templates.map(({ edit }) => edit.newText),
    );
    assert.deepEqual(
      agents.slice(0, 3).map(({ provider }) => provider),
      [undefined, 'Self-hosted', 'Vapi'],
    );
  });

  it('inserts any property with the braces it needs', () => {
    assert.equal(acceptIn('lan▮', 'language'), '{\n\t"language": ""\n}');
    assert.equal(acceptIn('\r\n"lan▮"', 'language'), '\r\n{\r\n\t"language": ""\r\n}');
  });
});
