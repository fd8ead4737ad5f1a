import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { flagsOf } from '#files/engineSettings';

describe('engine settings', () => {
  it('V8 accepts the flags for this version of Node.js and prints nothing', () => {
    const flags = flagsOf(process.versions.v8);
    const { status, stderr } = spawnSync(process.execPath, [...flags, '--eval', '0'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
  });

  it('a version of V8 that was not measured gets no flags', () => {
    assert.deepEqual(flagsOf('99.1.2.3-node.4'), []);
  });
});
