import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { annotatedNodeAt, topLevelProperty } from '#language/annotate';
import {
  assistantProvider,
  hasValueOrIsStored,
  allowedValues,
  selectedProviders,
} from '#language/agentValues';
import { agentSchema, annotated, atCursor } from '#support/language/agents';

describe('annotating a document', () => {
  it('assigns schemas to nested properties, array items and header names', () => {
    const agent = annotated(
      '{"livekit_data": {"url": "wss://x"}, "outbound_numbers": ["+1"], "websocket_headers": {"x-api-key": "k"}}',
    );
    const titles = agent.nodes.map(({ path, schema }) => [path.join('.'), schema?.title]);
    assert.deepEqual(titles, [
      ['', agentSchema.root.title],
      ['livekit_data', agentSchema.atPointer('/livekit_data').title],
      ['livekit_data.url', agentSchema.atPointer('/livekit_data/url').title],
      ['outbound_numbers', agentSchema.atPointer('/outbound_numbers').title],
      ['outbound_numbers.0', agentSchema.at(['outbound_numbers', 0])?.title],
      ['websocket_headers', agentSchema.atPointer('/websocket_headers').title],
      ['websocket_headers.x-api-key', agentSchema.atPointer('/websocket_headers/x-api-key').title],
    ]);
    assert.equal(agent.nodes.at(-1)?.schema?.secret, true);
  });

  it('assigns no schema to unknown properties, even those named like prototype properties', () => {
    for (const name of ['agent_nam', '__proto__', 'constructor', 'toString']) {
      assert.equal(topLevelProperty(annotated(`{"${name}": {"a": 1}}`), name)?.schema, undefined);
    }
  });

  it('finds the innermost node at an offset, on its name or value', () => {
    const cases: [marked: string, path: string][] = [
      ['{"lan▮guage": "en"}', 'language'],
      ['{"language": "e▮n"}', 'language'],
      ['{"livekit_data": {"url▮": "wss://x"}}', 'livekit_data.url'],
      ['{ ▮ }', ''],
    ];
    for (const [marked, path] of cases) {
      const { text, offset } = atCursor(marked);
      assert.equal(annotatedNodeAt(annotated(text), offset)?.path.join('.'), path, marked);
    }
  });

  it('determines the selected providers', () => {
    const agent = annotated('{"assistant_provider": "vapi", "transcript_provider": "chirp"}');
    assert.equal(assistantProvider(agent), 'vapi');
    assert.deepEqual(selectedProviders(agent), ['vapi', 'chirp']);
    assert.deepEqual(
      selectedProviders(annotated('{"assistant_provider": "", "transcript_provider": 7}')),
      [],
    );
  });

  it('counts a secret as set if the file has it or its flag is true', () => {
    const cases: [text: string, pointer: string, isSet: boolean][] = [
      ['{}', '/vapi_api_key', false],
      ['{"vapi_api_key": ""}', '/vapi_api_key', false],
      ['{"vapi_api_key": null}', '/vapi_api_key', false],
      ['{"vapi_api_key": "${secret:VAPI}"}', '/vapi_api_key', true],
      ['{"vapi_api_key_configured": true}', '/vapi_api_key', true],
      ['{"vapi_api_key_configured": false}', '/vapi_api_key', false],
      ['{"livekit_data": {"api_secret_configured": true}}', '/livekit_data/api_secret', true],
    ];
    for (const [text, pointer, isSet] of cases)
      assert.equal(hasValueOrIsStored(annotated(text), pointer), isSet, text);
  });

  it('adds the values of the settings to those of the schema', () => {
    const provider = agentSchema.atPointer('/assistant_provider');
    const values = allowedValues(provider, { additionalValues: { assistant_provider: ['acme', 'vapi'] } });
    assert.equal(values.length, provider.enumValues.length + 1);
    assert.equal(values.at(-1)?.value, 'acme');
  });
});
