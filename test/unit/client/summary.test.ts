import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Result, resultOf, summaryOf } from '#client/commands/shared/summary';
import { inGerman } from '#support/german';

const results = (...all: Result[]) => all.map((result, index) => ({ name: `a${index}.agent.json`, result }));

describe('the summary of many', () => {
  it('counts what was done and what was not', () => {
    assert.deepEqual(summaryOf('pushed', results('done', 'same', 'done', 'skipped')), {
      level: 'info',
      text: '4 agents: 2 pushed, 1 unchanged, 1 skipped.',
    });
  });

  it('counts one agent as one', () => {
    const all: Result[] = ['done', 'same', 'skipped', 'open', 'failed'];
    const texts = () => all.map((result) => summaryOf('pulled', results(result)).text);
    assert.deepEqual(texts(), [
      ...['1 agent pulled.', '1 agent unchanged.', '1 agent skipped.'],
      '1 agent needs attention. Check a0.agent.json.',
      '1 agent failed. Check a0.agent.json.',
    ]);
    for (const text of inGerman(texts)) assert.match(text, /^1 Agent /);
  });

  it('warns of failures and names where to look', () => {
    assert.deepEqual(summaryOf('pulled', results('failed', 'done')), {
      level: 'warning',
      text: '2 agents: 1 pulled, 1 failed. Check a0.agent.json.',
    });
  });

  it('sends people to what was written otherwise than planned, or waits for a decision', () => {
    const conflicts = [{ path: ['language'], base: 'en', local: 'de', remote: 'fr' }];
    const nothing = { kind: 'nothing-to-pull', agentName: 'A', missing: [], withheld: [] } as const;
    assert.equal(resultOf({ ...nothing, conflicts: [] }), 'same');
    assert.equal(resultOf({ ...nothing, conflicts }), 'open');
    assert.deepEqual(summaryOf('pulled', results('same', 'open')), {
      level: 'warning',
      text: '2 agents: 1 unchanged, 1 needing attention. Check a1.agent.json.',
    });
  });

  it('stays short when many fail', () => {
    const { text } = summaryOf('pulled', results(...Array.from({ length: 50 }, (): Result => 'failed')));
    assert.match(text, /Check a0\.agent\.json, a1\.agent\.json, a2\.agent\.json and 47 more\.$/);
  });
});
