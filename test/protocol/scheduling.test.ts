import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
// The timers of Node, as the server has them.
import 'vscode-languageserver/node';
import { SpareTurns, somebodyWaits } from '#server/lsp/scheduling';

/** Works for longer than anything goes on at a time. */
function workOn(): void {
  for (const end = performance.now() + 2; performance.now() < end;);
}

describe('work that nobody waits for', () => {
  it('lets what has arrived go first', async () => {
    const order: string[] = [];
    const turns = new SpareTurns();
    workOn();
    setImmediate(() => order.push('what arrived'));
    await turns.share();
    order.push('the rest');
    assert.deepEqual(order, ['what arrived', 'the rest']);
  });
  it('gets on even while messages never stop', async () => {
    const messages = setInterval(somebodyWaits).unref();
    const turns = new SpareTurns();
    for (let step = 0; step < 3; step++) {
      workOn();
      somebodyWaits();
      await turns.share();
    }
    clearInterval(messages);
  });
});
