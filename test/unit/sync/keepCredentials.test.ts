import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storableCredentials, freeName, referenceEdits } from '#sync/secrets/storableCredentials';
import { applyEdits } from '#language/syntax/edit';
import { SyncWorld, agentSchema } from '#support/sync/syncWorld';

const agent = {
  ...{ id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true },
  sip_auth: { username: 'desk', password: 'FAKE-sip-do-not-use' },
  websocket_headers: { Authorization: 'Bearer FAKE-header-do-not-use', 'X-Masked': '********' },
};

describe('plain-text credentials returned by the server', () => {
  const names = (usedNames: readonly string[]) =>
    storableCredentials(
      agentSchema,
      {
        remote: agent,
        omitted: ['/sip_auth/password', '/websocket_headers/Authorization', '/websocket_headers/X-Masked'],
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
    const world = new SyncWorld({ file: { id: 12 }, agent });
    const pulled = await world.pull();
    assert.ok(pulled.kind === 'pulled');
    assert.doesNotMatch(world.text, /FAKE/);
    const { omitted, basedOn } = pulled.plan;
    const kept = storableCredentials(agentSchema, { remote: basedOn.remote, omitted }, []);
    world.text = applyEdits(world.text, referenceEdits(world.text, kept));
    assert.match(world.text, /"password": "\$\{secret:\w+\}"/);
    assert.doesNotMatch(world.text, /FAKE/);
    world.references = Object.fromEntries(
      kept.map(({ reference, value }) => [`\${secret:${reference.name}}`, value]),
    );
    world.shownPlans.length = 0;
    assert.equal((await world.push()).kind, 'in-sync');
    assert.equal((await world.pull()).kind, 'nothing-to-pull');
    assert.deepEqual([world.shownPlans, world.remote.writes], [[], []]);
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
