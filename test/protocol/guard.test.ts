import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CancellationToken, CancellationTokenSource, ResponseError } from 'vscode-languageserver/node';
import { guard } from '#server/lsp/guard';

function never(): never {
  throw new Error('This must not happen.');
}

const lifecycle = { isShutDown: false };
const secret = 'FAKE-do-not-use';

describe('a guarded request handler', () => {
  it('returns the result', async () => {
    const handle = guard<{ value: number }, number>(never, lifecycle, 'any', 0, ({ value }) => value + 1);
    assert.equal(await handle({ value: 1 }, CancellationToken.None), 2);
  });
  it('returns the fallback if the handler throws, and logs the stack but no text of the file', async () => {
    const logged: string[] = [];
    const handle = guard<object, string>(
      (line) => logged.push(line),
      lifecycle,
      'any',
      'nothing',
      () => {
        throw new TypeError(`Unexpected ${secret}\n${secret}`);
      },
    );
    assert.equal(await handle({}, CancellationToken.None), 'nothing');
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /^any failed.*TypeError at .*guard\.test/);
    assert.ok(!logged[0]?.includes(secret));
  });
  it('does not run after a cancellation', async () => {
    const source = new CancellationTokenSource();
    const handle = guard<object, null>(never, lifecycle, 'any', null, never);
    const response = handle({}, source.token);
    source.cancel();
    assert.ok((await response) instanceof ResponseError);
  });
});
