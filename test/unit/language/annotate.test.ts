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

describe('document × schema', () => {
  it('pairs nested members, list items and header names with their description', () => {
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

  it('leaves members that the schema does not know without one, even those named like a prototype', () => {
    for (const name of ['agent_nam', '__proto__', 'constructor', 'toString']) {
      assert.equal(topLevelProperty(annotated(`{"${name}": {"a": 1}}`), name)?.schema, undefined);
    }
  });

  it('finds the place under the cursor: on the name, on the value, and innermost', () => {
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

  it('knows which providers an agent uses', () => {
    const agent = annotated('{"assistant_provider": "vapi", "transcript_provider": "chirp"}');
    assert.equal(assistantProvider(agent), 'vapi');
    assert.deepEqual(selectedProviders(agent), ['vapi', 'chirp']);
    assert.deepEqual(
      selectedProviders(annotated('{"assistant_provider": "", "transcript_provider": 7}')),
      [],
    );
  });

  it('counts a secret as supplied when it stands in the file or its flag says that Cekura has it', () => {
    const cases: [text: string, pointer: string, supplied: boolean][] = [
      ['{}', '/vapi_api_key', false],
      ['{"vapi_api_key": ""}', '/vapi_api_key', false],
      ['{"vapi_api_key": null}', '/vapi_api_key', false],
      ['{"vapi_api_key": "${secret:VAPI}"}', '/vapi_api_key', true],
      ['{"vapi_api_key_configured": true}', '/vapi_api_key', true],
      ['{"vapi_api_key_configured": false}', '/vapi_api_key', false],
      ['{"livekit_data": {"api_secret_configured": true}}', '/livekit_data/api_secret', true],
    ];
    for (const [text, pointer, supplied] of cases)
      assert.equal(hasValueOrIsStored(annotated(text), pointer), supplied, text);
  });

  it("adds the settings' own values to the schema's", () => {
    const provider = agentSchema.atPointer('/assistant_provider');
    const values = allowedValues(provider, { additionalValues: { assistant_provider: ['acme', 'vapi'] } });
    assert.equal(values.length, provider.enumValues.length + 1);
    assert.equal(values.at(-1)?.value, 'acme');
  });
});
