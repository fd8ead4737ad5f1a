import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCommandArgs } from '#client/commands/shared/commandArgs';

const nothing = {
  uri: undefined,
  pointer: undefined,
  property: undefined,
  agent: undefined,
  value: undefined,
};

describe('command arguments', () => {
  it('a URI from a code lens', () => {
    assert.deepEqual(readCommandArgs('file:///a.agent.json'), { uri: 'file:///a.agent.json' });
  });

  it('an object with a URI from a quick fix', () => {
    const fix = { uri: 'file:///a.agent.json', pointer: '/retell_api_key' };
    assert.deepEqual(readCommandArgs(fix), { ...nothing, ...fix });
  });

  for (const argument of [undefined, null, 7, true]) {
    it(`${String(argument)} is ignored`, () => assert.deepEqual(readCommandArgs(argument), {}));
  }

  for (const argument of [{ uri: 7, pointer: {} }, [], { value: ['x'] }]) {
    it(`parts of other types are ignored: ${JSON.stringify(argument)}`, () =>
      assert.deepEqual(readCommandArgs(argument), nothing));
  }
});
