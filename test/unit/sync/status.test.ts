import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type SyncStatus, syncStatus } from '#sync/status';
import type { JsonObject } from '#language/syntax/json';
import { agentSchema } from '#support/language/agents';

const origin = 'https://api.example.com';
const agent: JsonObject = { id: 12, agent_name: 'Front Desk', language: 'en', inbound: true };
const content: JsonObject = { agent_name: 'Front Desk', language: 'en', inbound: true };
const base = { file: content, remote: content };
const german = { ...agent, language: 'de' };
const french = { ...agent, language: 'fr' };
const outbound = { ...agent, inbound: false };

const table: [
  string,
  Parameters<typeof syncStatus>[0]['file'],
  JsonObject | undefined,
  typeof base | undefined,
  SyncStatus,
][] = [
  ['no id', content, agent, base, { kind: 'unlinked' }],
  ['an invalid id', { ...agent, id: 'x' }, agent, base, { kind: 'unlinked' }],
  ['the agent does not exist', agent, undefined, base, { kind: 'deleted-remotely' }],
  ['never synced, and different', german, agent, undefined, { kind: 'never-synced' }],
  ['never synced, and the agent has more properties', { id: 12 }, agent, undefined, { kind: 'never-synced' }],
  ['never synced, and the same', agent, agent, undefined, { kind: 'in-sync' }],
  ['nothing changed', agent, agent, base, { kind: 'in-sync' }],
  ['the file changed', german, agent, base, { kind: 'local-ahead', outgoing: 1 }],
  ['the agent changed', agent, german, base, { kind: 'remote-ahead', incoming: 1 }],
  ['both changed to the same value', german, german, base, { kind: 'in-sync' }],
  [
    'both changed different properties',
    german,
    outbound,
    base,
    { kind: 'diverged', outgoing: 1, incoming: 1, conflicts: 0 },
  ],
  [
    'both changed the same property',
    german,
    french,
    base,
    { kind: 'diverged', outgoing: 0, incoming: 0, conflicts: 1 },
  ],
  [
    'a property was deleted from the file',
    { id: 12, inbound: true, agent_name: 'Front Desk' },
    agent,
    base,
    { kind: 'local-ahead', outgoing: 1 },
  ],
  [
    'only properties that Cekura sets changed',
    { ...agent, updated_at: 'a' },
    { ...agent, updated_at: 'b' },
    base,
    { kind: 'in-sync' },
  ],
];

describe('sync status', () => {
  for (const [name, file, remote, baseline, expected] of table) {
    it(`${name}: ${expected.kind}`, () =>
      assert.deepEqual(syncStatus({ schema: agentSchema, origin, file, remote, baseline }), expected));
  }
});
