import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePullOutcome, describePushOutcome } from '#sync/messages/describe';
import { describePull } from '#sync/messages/describeQuestion';
import { type JsonObject } from '#language/syntax/json';
import { SyncFixture } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.',
  inbound: true,
  language: 'de',
  topic_nodes: { a: 'One', b: 'Two' },
  vapi_data: { trigger_url: 'https://a.example.com' },
  brand_new: 1,
};

async function createSynced(): Promise<SyncFixture> {
  return SyncFixture.synced({ file: agent, agent });
}

describe('a property that is missing from a response', () => {
  const missing: [string, (response: JsonObject) => JsonObject, string][] = [
    ['a known one', (response) => withoutProperties(response, 'language'), 'language'],
    ['a required one', (response) => withoutProperties(response, 'description'), 'description'],
    ['an object', (response) => withoutProperties(response, 'topic_nodes'), 'topic_nodes'],
    ['a known one inside an object', (response) => ({ ...response, vapi_data: {} }), 'vapi_data.trigger_url'],
    ['an unknown one', (response) => withoutProperties(response, 'brand_new'), 'brand_new'],
  ];
  for (const [name, answerWith, property] of missing) {
    it(`${name}: stays in the file and in the body, and is reported`, async () => {
      const fixture = await createSynced();
      const { text } = fixture;
      fixture.remote.rewriteResponse = answerWith;
      const sentence = `Not returned by Cekura, kept in the file: ${property}.`;
      const pulled = await fixture.pull();
      assert.equal(pulled.kind, 'nothing-to-pull');
      assert.equal(describePullOutcome(pulled, () => '').text, `Nothing to pull. ${sentence}`);
      const pushed = await fixture.push();
      assert.equal(pushed.kind, 'in-sync');
      assert.equal(describePushOutcome(pushed, () => '').text, `Nothing to push. ${sentence}`);
      assert.equal(fixture.text, text);
      fixture.remote.rewriteResponse = (response) => response;
      fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
      assert.equal((await fixture.push()).kind, 'pushed');
      assert.deepEqual(fixture.remote.stored, { ...agent, agent_name: 'Reception' });
    });
  }

  it('is sent with its last known value if the file does not have it and a PUT would reset it', async () => {
    const modes = { put: 'clear', nested: 'replace', clearText: true } as const;
    const fixture = new SyncFixture({ file: withoutProperties(agent, 'language'), agent, modes });
    await fixture.pull();
    fixture.edit((file) => ({ ...withoutProperties(file, 'language'), agent_name: 'Reception' }));
    assert.ok(fixture.baseline);
    fixture.baseline = { ...fixture.baseline, file: withoutProperties(fixture.baseline.file, 'language') };
    fixture.remote.rewriteResponse = (response) => withoutProperties(response, 'language');
    await fixture.push();
    assert.equal(fixture.remote.stored['language'], 'de');
  });

  it('is not a conflict when it returns, although the file changed it', async () => {
    const fixture = await createSynced();
    fixture.remote.rewriteResponse = (response) => withoutProperties(response, 'language');
    await fixture.pull();
    fixture.edit((file) => ({ ...file, language: 'fr' }));
    fixture.remote.rewriteResponse = (response) => response;
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.remote.stored['language'], 'fr');
  });

  it('is removed from both sides once the file removes it', async () => {
    const fixture = await createSynced();
    fixture.remote.edit((stored) => withoutProperties(stored, 'brand_new'));
    await fixture.pull();
    fixture.edit((file) => withoutProperties(file, 'brand_new'));
    assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
    assert.ok(!Object.hasOwn(fixture.file, 'brand_new'));
  });
});

describe('a property that was removed on Cekura', () => {
  it('is removed from the file after a question that names it', async () => {
    const fixture = await createSynced();
    fixture.remote.edit((stored) => ({ ...stored, topic_nodes: { b: 'Two' } }));
    fixture.confirmsPull = false;
    assert.equal((await fixture.pull()).kind, 'canceled');
    const [asked] = fixture.shownPlans;
    assert.ok(asked?.kind === 'pull');
    assert.deepEqual(describePull(asked).details, ['Removes from the file: topic_nodes.a.']);
    fixture.confirmsPull = true;
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.deepEqual(fixture.file['topic_nodes'], { b: 'Two' });
  });

  it('by null or an empty value: is an ordinary change', async () => {
    const fixture = await createSynced();
    fixture.remote.edit((stored) => ({ ...stored, language: '' }));
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.deepEqual(fixture.shownPlans, []);
  });
});
