import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCommandArgs } from '#client/commands/shared/commandArgs';

const nothing = { uri: undefined, pointer: undefined, member: undefined, value: undefined };

describe('what a command was started with', () => {
  it('is a URI from a code lens', () => {
    assert.deepEqual(readCommandArgs('file:///a.agent.json'), { uri: 'file:///a.agent.json' });
  });

  it('is a URI and more from a quick fix', () => {
    const fix = { uri: 'file:///a.agent.json', pointer: '/retell_api_key' };
    assert.deepEqual(readCommandArgs(fix), { ...nothing, ...fix });
  });

  for (const argument of [undefined, null, 7, true]) {
    it(`is nothing when it is ${String(argument)}`, () => assert.deepEqual(readCommandArgs(argument), {}));
  }

  for (const argument of [{ uri: 7, pointer: {} }, [], { value: ['x'] }]) {
    it(`is nothing when its parts are of other types: ${JSON.stringify(argument)}`, () =>
      assert.deepEqual(readCommandArgs(argument), nothing));
  }
});
