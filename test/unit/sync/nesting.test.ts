import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePullOutcome, describePushOutcome } from '#sync/messages/describe';
import type { Json, JsonObject } from '#language/syntax/json';
import { SyncFixture } from '#support/sync/syncFixture';

const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };

/** An agent with this number of levels, including the top level. */
function nestedAgent(levels: number, leaf: Json = 1): JsonObject {
  let value = leaf;
  for (let level = 1; level < levels; level++) value = level % 2 ? { a: value } : [value];
  return { ...agent, brand_new: value };
}

describe('a deeply nested agent', () => {
  for (const levels of [100, 199, 200]) {
    it(`${levels} levels: push reads what pull writes`, async () => {
      const fixture = new SyncFixture({ file: { id: 12 }, agent: nestedAgent(levels) });
      assert.equal((await fixture.pull()).kind, 'pulled');
      assert.equal((await fixture.push()).kind, 'in-sync');
    });
  }

  for (const levels of [201, 400]) {
    it(`${levels} levels: is not pulled, with a reason`, async () => {
      const fixture = new SyncFixture({ file: { id: 12 }, agent: nestedAgent(levels) });
      const { text } = fixture;
      const outcome = await fixture.pull();
      assert.equal(outcome.kind, 'blocked');
      assert.match(
        describePullOutcome(outcome, () => '').text,
        /^Not pulled: the agent is nested too deeply/,
      );
      assert.deepEqual([fixture.text, fixture.baseline, fixture.shownPlans], [text, undefined, []]);
    });
  }

  it('is reported as too deep, not as invalid JSON', async () => {
    const fixture = new SyncFixture({ file: nestedAgent(201), agent });
    for (const act of ['push', 'pull'] as const) {
      const outcome = await fixture[act]();
      assert.ok(outcome.kind === 'blocked');
      assert.match(describePushOutcome(outcome, () => '').text, /^The file is nested too deeply/);
    }
    assert.equal(fixture.remote.requests, 0);
  });

  it('is not detected by brackets inside strings', async () => {
    const fixture = new SyncFixture({ file: { id: 12 }, agent: nestedAgent(10, '['.repeat(300)) });
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal((await fixture.push()).kind, 'in-sync');
  });
});
