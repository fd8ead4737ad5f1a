import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storableCredentials, freeName, referenceEdits } from '#sync/secrets/storableCredentials';
import { applyEdits } from '#language/syntax/edit';
import { SyncFixture, agentSchema } from '#support/sync/syncFixture';

const agent = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.',
  inbound: true,
  sip_auth: { username: 'desk', password: 'FAKE-sip-do-not-use' },
  websocket_headers: { Authorization: 'Bearer FAKE-header-do-not-use', 'X-Masked': '********' },
};

describe('plain-text credentials returned by the server', () => {
  const names = (usedNames: readonly string[]) =>
    storableCredentials(
      agentSchema,
      {
        remote: agent,
        omittedSecrets: [
          '/sip_auth/password',
          '/websocket_headers/Authorization',
          '/websocket_headers/X-Masked',
        ],
      },
      usedNames,
    );

  it('are saved with unique names, unlike masks', () => {
    const kept = names([]);
    assert.deepEqual(
      kept.map(({ pointer, value }) => [pointer, value]),
      [
        ['/sip_auth/password', 'FAKE-sip-do-not-use'],
        ['/websocket_headers/Authorization', 'Bearer FAKE-header-do-not-use'],
      ],
    );
    const free = kept.map(({ reference }) => reference.name);
    assert.equal(new Set(free).size, 2);
    for (const { reference } of names(free)) assert.ok(!free.includes(reference.name));
  });

  it('become references in the pulled file, which then has nothing to push', async () => {
    const fixture = new SyncFixture({ file: { id: 12 }, agent });
    const pulled = await fixture.pull();
    assert.ok(pulled.kind === 'pulled');
    assert.doesNotMatch(fixture.text, /FAKE/);
    const { omittedSecrets, basedOn } = pulled.plan;
    const kept = storableCredentials(agentSchema, { remote: basedOn.remote, omittedSecrets }, []);
    fixture.text = applyEdits(fixture.text, referenceEdits(fixture.text, kept));
    assert.match(fixture.text, /"password": "\$\{secret:\w+\}"/);
    assert.doesNotMatch(fixture.text, /FAKE/);
    fixture.references = Object.fromEntries(
      kept.map(({ reference, value }) => [`\${secret:${reference.name}}`, value]),
    );
    fixture.shownPlans.length = 0;
    assert.equal((await fixture.push()).kind, 'in-sync');
    assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
    assert.deepEqual([fixture.shownPlans, fixture.remote.writes], [[], []]);
  });
});

describe('an unused name', () => {
  for (const [suggestion, usedNames, name] of [
    ['KEY', [], 'KEY'],
    ['KEY', ['KEY'], 'KEY_2'],
    ['KEY', ['KEY', 'KEY_2'], 'KEY_3'],
  ] as const)
    it(`${suggestion} with [${usedNames.join()}] is ${name}`, () =>
      assert.equal(freeName(suggestion, new Set(usedNames)), name));
});
