import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { secretChoices } from '#client/commands/shared/secretPicker';
import { agentSchema } from '#support/language/agents';

const retell = {
  assistant_provider: 'retell',
  retell_api_key: '${secret:RETELL}',
  livekit_data: { api_secret: 'FAKE-secret-do-not-use' },
  vapi_api_key: '${env:VAPI_KEY}',
};

describe('secrets that can be set', () => {
  const choices = secretChoices(agentSchema, retell);
  const pointers = choices.map(({ pointer }) => pointer);

  it('start with those in the file, with what the file contains', () => {
    assert.deepEqual(
      choices.slice(0, 2).map(({ pointer, current }) => [pointer, current]),
      [
        ['/retell_api_key', { kind: 'reference', reference: { source: 'secret', name: 'RETELL' } }],
        ['/livekit_data/api_secret', { kind: 'literal' }],
      ],
    );
  });

  it("distinguish values from masks and null, which can't be moved to secret storage", () => {
    for (const nonSecret of [null, '', '****a1b2', '${ENV:KEY}', '<vapi_api_key>', 12]) {
      const [first] = secretChoices(agentSchema, { vapi_api_key: nonSecret });
      assert.deepEqual(
        [first?.pointer, first?.current],
        ['/vapi_api_key', { kind: 'other' }],
        String(nonSecret),
      );
    }
  });

  it('are grouped: those of the agent and its provider come before those of others', () => {
    const relevant = choices.filter(({ isRelevant }) => isRelevant).map(({ pointer }) => pointer);
    assert.deepEqual(relevant.slice(0, 2), ['/retell_api_key', '/livekit_data/api_secret']);
    assert.deepEqual(pointers.slice(0, relevant.length), relevant);
    assert.ok(!relevant.includes('/trillet_api_key'));
  });

  it('exclude those from the environment', () => assert.ok(!pointers.includes('/vapi_api_key')));

  it('include every other secret of the schema once', () => {
    assert.equal(new Set(pointers).size, pointers.length);
    for (const pointer of ['/bland_api_key', '/sip_auth/password', '/bland_data/encrypted_key']) {
      assert.ok(pointers.includes(pointer), pointer);
    }
  });

  it('have those of the selected provider before the others', () => {
    const [first] = secretChoices(agentSchema, { assistant_provider: 'bland' });
    assert.equal(first?.pointer, '/bland_api_key');
  });

  it('never contain values', () => assert.doesNotMatch(JSON.stringify(choices), /FAKE-secret/));
});
