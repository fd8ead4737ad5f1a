import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const dist = join(__dirname, '../../dist');

/** File → how many bytes it may have. What an editor loads before its first answer is waited for. */
const limits = {
  'server.js': 350_000,
  // Two thirds of it are vscode-languageclient and what that needs: see docs/performance.md.
  'extension.js': 680_000,
};

describe('what is shipped stays small', () => {
  for (const [file, limit] of Object.entries(limits)) {
    it(`${file}: at most ${limit / 1000} KB`, () => {
      const { size } = statSync(join(dist, file));
      assert.ok(
        size <= limit,
        `${file} has grown to ${size} bytes; see what was added, or what is loaded needlessly`,
      );
    });
  }

  it('the server starts without compiling a schema', () => {
    const start = `require(${JSON.stringify(join(dist, 'server.js'))})`;
    const { status, stderr } = spawnSync(process.execPath, [
      '--disallow-code-generation-from-strings',
      '-e',
      start,
    ]);
    // Without a way to talk it says how it is started; it has loaded all it needs by then.
    assert.match(stderr.toString(), /Start it with --stdio/);
    assert.equal(status, 2);
  });
});
