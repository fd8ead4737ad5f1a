import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BatchResultKind, batchResultOf, batchSummary } from '#client/commands/shared/summary';
import { inGerman } from '#support/german';

const results = (...all: BatchResultKind[]) =>
  all.map((result, index) => ({ name: `a${index}.agent.json`, result, reason: `Reason ${index}.` }));

describe('the summary of several agents', () => {
  it('counts results by kind', () => {
    assert.deepEqual(batchSummary('push', results('done', 'unchanged', 'done')), {
      level: 'info',
      text: '3 agents: 2 pushed, 1 unchanged.',
    });
  });

  it('uses the singular for one agent', () => {
    const all: BatchResultKind[] = ['done', 'unchanged', 'skipped', 'needs-attention', 'failed'];
    const texts = () => all.map((result) => batchSummary('pull', results(result)).text);
    assert.deepEqual(texts(), [
      '1 agent pulled.',
      '1 agent unchanged.',
      '1 agent skipped. a0.agent.json: Reason 0.',
      '1 agent needs attention. a0.agent.json: Reason 0.',
      '1 agent failed. a0.agent.json: Reason 0.',
    ]);
    for (const text of inGerman(texts)) assert.match(text, /^1 Agent /);
  });

  it('gives the reason of each failed file, and warns of failures', () => {
    assert.deepEqual(batchSummary('push', results('failed', 'done', 'skipped')), {
      level: 'warning',
      text: '3 agents: 1 pushed, 1 skipped, 1 failed. a0.agent.json: Reason 0. a2.agent.json: Reason 2.',
    });
  });

  it('is no warning if the user skipped some', () => {
    assert.equal(batchSummary('push', results('done', 'skipped')).level, 'info');
  });

  it('counts conflicts as requiring attention', () => {
    const conflicts = [{ path: ['language'], base: 'en', local: 'de', remote: 'fr' }];
    const nothing = {
      kind: 'nothing-to-pull',
      agentName: 'A',
      missingProperties: [],
      omittedCredentials: [],
    } as const;
    assert.equal(batchResultOf({ ...nothing, conflicts: [] }), 'unchanged');
    assert.equal(batchResultOf({ ...nothing, conflicts }), 'needs-attention');
  });

  it('is short if many fail', () => {
    const { text } = batchSummary(
      'pull',
      results(...Array.from({ length: 50 }, (): BatchResultKind => 'failed')),
    );
    assert.match(text, /^50 agents: 50 failed\. a0.* a2\.agent\.json: Reason 2\. And 47 more\.$/);
  });
});
