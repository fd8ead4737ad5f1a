import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseJson, stringOf } from '#sandbox/json';
import { agentProperties } from '#sandbox/properties';
import { seed } from '#sandbox/seed';
import { checkBody } from '#sandbox/validate';

describe('the seed', () => {
  it('is every file of its folder: twelve agents, ids 2101 to 2112, in one project', () => {
    const files = readdirSync(join(__dirname, '../../../sandbox/seed')).filter((name) =>
      name.endsWith('.json'),
    );
    const ids = seed.map(({ id }) => Number(id)).sort();
    assert.equal(files.length, seed.length);
    assert.deepEqual(
      ids,
      Array.from({ length: 12 }, (_, index) => 2101 + index),
    );
    assert.deepEqual(new Set(seed.map(({ project }) => project)), new Set([1376]));
  });

  for (const agent of seed) {
    it(`${stringOf(agent, 'agent_name')}: has only known properties, and a PUT of it is accepted`, () => {
      const properties = new Set(['id', ...agentProperties.map(({ name }) => name)]);
      assert.deepEqual(
        Object.keys(agent).filter((name) => !properties.has(name)),
        [],
      );
      assert.ok('values' in checkBody(agent, 'PUT'));
    });
  }

  it('contains no secret that looks real', () => {
    for (const agent of seed) {
      for (const { name } of agentProperties.filter(({ access }) => access === 'secret')) {
        assert.match(stringOf(agent, name), /^$|^FAKE-.*-do-not-use$/);
      }
    }
  });
});

// Request bodies from the API documentation, if they exist next to the repository.
const examples = join(__dirname, '../../../../shared/reference/examples');
if (existsSync(examples)) {
  describe('the documented examples', () => {
    for (const file of readdirSync(examples)) {
      it(`${file} is accepted`, () => {
        assert.ok('values' in checkBody(parseJson(readFileSync(join(examples, file), 'utf8')), 'PUT'));
      });
    }
  });
}
