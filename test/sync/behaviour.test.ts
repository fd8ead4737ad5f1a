import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type JsonObject, objectOf } from '../../server/src/language/json';
import { SyncWorld } from '../support/syncWorld';

/** docs/sync-behaviour.md is the specification: each cell of its table is run as it stands there. */
const page = readFileSync(join(__dirname, '../../docs/sync-behaviour.md'), 'utf8');

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.',
  inbound: true,
  language: 'nl',
  llm_temperature: 0.3,
};
const withKey = { ...agent, vapi_api_key: 'FAKE-v' };
const lost = { kind: 'timedOut', sent: true } as const;
const down = { kind: 'serverError', status: 503 } as const;

type World = SyncWorld;
type Options = ConstructorParameters<typeof SyncWorld>[0];

async function synced(options: Partial<Options> = {}): Promise<World> {
  const world = new SyncWorld({ file: agent, agent, ...options });
  await world.pull();
  world.asked.length = 0;
  return world;
}

async function edited(
  options: Partial<Options> = {},
  members: JsonObject = { llm_temperature: 0.9 },
): Promise<World> {
  const world = await synced(options);
  world.edit((file) => ({ ...file, ...members }));
  return world;
}

function fresh(file: JsonObject | string): Promise<World> {
  return Promise.resolve(new SyncWorld({ file, agent }));
}

async function bothChanged(mine: JsonObject, theirs: JsonObject): Promise<World> {
  const world = await edited({}, mine);
  world.remote.edit((stored) => ({ ...stored, ...theirs }));
  return world;
}

async function mineKept(): Promise<World> {
  const world = await bothChanged({ language: 'de' }, { language: 'fr' });
  await world.pull();
  world.keepMine('/language');
  return world;
}

async function pushedBefore(): Promise<World> {
  const world = await edited();
  await world.push();
  world.remote.writes.length = 0;
  return world;
}

/** A world in which something happens while a question is open. */
async function disturbed(happens: (world: World) => void): Promise<World> {
  const world = await fresh({ id: 12, language: 'de' });
  world.whileAsked = () => happens(world);
  return world;
}

async function withFault(failure: typeof lost, applied: boolean): Promise<World> {
  const world = await edited();
  world.remote.fault = { failure, applied };
  return world;
}

/** A world whose agent can't be read once it was written. */
async function unreadableAfterwards(world: World): Promise<World> {
  world.remote.beforeRead = () => {
    if (world.remote.writes.length > 0) world.remote.readFaults.push(down);
  };
  return Promise.resolve(world);
}

const states: Record<string, () => Promise<World>> = {
  'the file is no valid JSON': () => fresh('{ "id": 12, '),
  'the file has no id': () => fresh({ language: 'de' }),
  'no such agent': () => fresh({ ...agent, id: 13 }),
  'never synced, the same': () => fresh(agent),
  'never synced, different': () => fresh({ id: 12, language: 'de' }),
  'in sync': () => synced(),
  'only the file changed': () => edited(),
  'only the file changed: a deletion': async () => {
    const world = await synced();
    world.edit((file) => objectOf(Object.entries(file).filter(([name]) => name !== 'language')));
    return world;
  },
  'only the agent changed': () => bothChanged({}, { language: 'de' }),
  'both changed, apart': () => bothChanged({ llm_temperature: 1 }, { language: 'de' }),
  'both changed the same member alike': () => bothChanged({ language: 'de' }, { language: 'de' }),
  'both changed one member': () => bothChanged({ language: 'de' }, { language: 'fr' }),
  'both changed one member, *Keep Mine*': mineKept,
  'both changed one member, *Keep Mine*, then the agent changed again': async () => {
    const world = await mineKept();
    world.remote.edit((stored) => ({ ...stored, language: 'es' }));
    return world;
  },
  'both changed one member, *Take Theirs*': async () => {
    const world = await bothChanged({ language: 'de' }, { language: 'fr' });
    await world.pull();
    world.takeTheirs('/language');
    return world;
  },
  'pushed before': pushedBefore,
  'pushed before, then the agent changed': async () => {
    const world = await pushedBefore();
    world.remote.edit((stored) => ({ ...stored, language: 'de' }));
    return world;
  },
  'a placeholder that is not filled in': () => edited({}, { chat_assistant_id: '<chat_assistant_id>' }),
  'a mask in a secret': () => edited({}, { vapi_api_key: '****' }),
  'a reference that has no value': () => edited({}, { vapi_api_key: '${env:NOT_SET}' }),
  'a secret set by a reference': () =>
    edited({ references: { '${env:KEY}': 'FAKE-k' } }, { vapi_api_key: '${env:KEY}' }),
  "a secret stored by *Set Secret…* that the agent doesn't have": async () => {
    const world = await synced();
    world.setSecret('/vapi_api_key', 'FAKE-v');
    return world;
  },
  'a secret cleared by null': () => edited({ agent: withKey }, { vapi_api_key: null }),
  'a stored secret the file leaves out, the server seen to keep it': () =>
    edited({ agent: withKey, evidence: { topLevel: 'keeps', nested: 'unknown' } }),
  'a stored secret the file leaves out, no proof': () => edited({ agent: withKey }),
  'a stored secret the file leaves out, and the server loses it': () =>
    edited({ agent: withKey, modes: { put: 'clear', nested: 'merge', clearText: true } }),
  'the file moves while the question is open': () => disturbed((world) => void (world.text += ' ')),
  'the agent moves while the question is open': () =>
    disturbed((world) => world.remote.edit((stored) => ({ ...stored, inbound: false }))),
  'the user says no': async () => {
    const world = await fresh({ id: 12, language: 'de' });
    world.answer = () => ({ kind: 'cancel' });
    world.answerToPull = false;
    return world;
  },
  'the server refuses the values': async () => {
    const world = await edited();
    world.remote.fault = { failure: { kind: 'rejected', body: { language: ['No.'] } }, applied: false };
    return world;
  },
  'the answer is lost, the write happened': () => withFault(lost, true),
  'the answer is lost, the write did not happen': () => withFault(lost, false),
  "the answer is lost, and the agent can't be read": async () =>
    unreadableAfterwards(await withFault(lost, true)),
  "written, and the agent can't be read back": async () => unreadableAfterwards(await edited()),
};

const commands: Record<string, (world: World) => Promise<{ readonly kind: string }>> = {
  Push: (world) => world.push(),
  Pull: (world) => world.pull(),
  'Undo Push': (world) => world.undo(),
};

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const columns = rows[0]?.slice(1) ?? [];
const cells = rows
  .slice(2)
  .flatMap(([state = '', ...row]) =>
    row.map((cell, index) => ({ state, command: columns[index] ?? '', cell })),
  );
const wrote = ['pushed', 'pushed-differently', 'not-applied', 'unclear', 'unverified', 'rejected'];

describe('docs/sync-behaviour.md', () => {
  it('has a row for every state, and no other', () =>
    assert.deepEqual(
      rows.slice(2).map(([state]) => state),
      Object.keys(states),
    ));

  for (const { state, command, cell } of cells) {
    it(`${state}: ${command} ${cell}`, async () => {
      const [, asks, kind] = /^(asks, )?`([a-z-]+)`$/.exec(cell) ?? [];
      assert.ok(kind, `not a cell: ${cell}`);
      const world = await states[state]!();
      const outcome = await commands[command]!(world);
      assert.equal(outcome.kind, kind);
      assert.equal(world.asked.length, asks ? 1 : 0);
      assert.equal(world.remote.writes.length, command !== 'Pull' && wrote.includes(kind) ? 1 : 0);
    });
  }
});
