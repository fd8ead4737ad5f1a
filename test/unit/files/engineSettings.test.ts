import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { engineFlags } from '#files/engineSettings';

describe('engine settings', () => {
  for (const setting of ['start', 'short', 'long'] as const)
    it(`the V8 of this Node.js accepts the flags for "${setting}", and prints nothing`, () => {
      const flags = engineFlags(process.versions.v8, setting);
      const { status, stderr } = spawnSync(process.execPath, [...flags, '--eval', '0'], { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      assert.equal(stderr, '');
    });

  it('a version of V8 that was not measured gets no flags', () => {
    assert.deepEqual(engineFlags('99.1.2.3-node.4', 'short'), []);
  });
});
