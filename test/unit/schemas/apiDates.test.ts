import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { propertyOf } from '#language/syntax/json';
import { agentSchema } from '#support/language/agents';
import { textsOf } from '#support/language/schemaFiles';
import { properties, hasKeyword } from './schemaProperties';

describe('API dates', () => {
  const datesOf = (keyword: string) =>
    properties
      .filter((property) => hasKeyword(property, keyword))
      .map(({ path, schema: described }) => [path, described[keyword]]);

  it('are those of properties added after 2026-05-26: 17 properties and 11 enum values', () => {
    assert.equal(datesOf('x-since').length, 17);
    const values = datesOf('x-valueSince').flatMap(([, since]) => Object.keys(since ?? {}));
    assert.equal(values.length, 11);
  });

  it('mark removed properties, which stay as deprecated', () => {
    assert.deepEqual(Object.fromEntries(datesOf('x-removed')), {
      trillet_api_key: '2026-06-06',
      trillet_data: '2026-06-06',
      chirp_data: '2026-06-08',
      trillet_api_key_configured: '2026-06-06',
    });
    assert.deepEqual(
      datesOf('x-removed').map(([place]) => place),
      datesOf('deprecated').map(([place]) => place),
    );
    assert.deepEqual(Object.fromEntries(datesOf('x-valueRemoved')), {
      assistant_provider: { trillet: '2026-06-06' },
      transcript_provider: { trillet: '2026-06-06', chirp: '2026-06-08' },
    });
  });

  it('belong to enum values, and are not later than the newest description', () => {
    for (const { path, schema: described } of properties)
      for (const keyword of ['x-valueSince', 'x-valueRemoved'])
        for (const [value, date] of Object.entries(propertyOf(described, keyword) ?? {})) {
          assert.ok(textsOf(described, 'enum').includes(value), `${path}: ${value}`);
          assert.ok(typeof date === 'string' && date > '2026-05-26' && date <= agentSchema.asOf);
        }
  });

  it('have the properties that replace a removed one', () => {
    const { replacedBy, properties } = agentSchema.atPointer('/chirp_data');
    assert.deepEqual(
      [...replacedBy.keys()],
      [...properties.keys()].map((name) => `/${name}`),
    );
    for (const target of replacedBy.values()) assert.doesNotThrow(() => agentSchema.atPointer(target));
  });
});
