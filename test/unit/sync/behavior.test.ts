import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Json, type JsonObject, objectOf } from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import { readAddress } from '#api/baseUrl';
import { fileStateOf } from '#client/editor/fileState';
import { summaryOfState } from '#client/views/statusText';
import { type RemoteModes, allModes } from '#support/sync/fakeRemote';
import { SyncWorld } from '#support/sync/syncWorld';

/** docs/sync-behavior.md is the specification: each cell of its table is executed. */
const page = readFileSync(join(__dirname, '../../../docs/sync-behavior.md'), 'utf8');

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

type Options = ConstructorParameters<typeof SyncWorld>[0];

async function createSynced(modes: RemoteModes, options: Partial<Options> = {}): Promise<SyncWorld> {
  const world = new SyncWorld({ file: agent, agent, modes, ...options });
  await world.pull();
  world.shownPlans.length = 0;
  return world;
}

async function createEdited(
  modes: RemoteModes,
  options: Partial<Options> = {},
  properties: JsonObject = { llm_temperature: 0.9 },
): Promise<SyncWorld> {
  const world = await createSynced(modes, options);
  world.edit((file) => ({ ...file, ...properties }));
  return world;
}

function fresh(modes: RemoteModes, file: JsonObject | string): Promise<SyncWorld> {
  return Promise.resolve(new SyncWorld({ file, agent, modes }));
}

async function bothChanged(modes: RemoteModes, local: JsonObject, remote: JsonObject): Promise<SyncWorld> {
  const world = await createEdited(modes, {}, local);
  world.remote.edit((stored) => ({ ...stored, ...remote }));
  return world;
}

async function resolvedWithLocal(modes: RemoteModes): Promise<SyncWorld> {
  const world = await bothChanged(modes, { language: 'de' }, { language: 'fr' });
  await world.pull();
  world.keepLocal('/language');
  return world;
}

async function pushedBefore(modes: RemoteModes): Promise<SyncWorld> {
  const world = await createEdited(modes);
  await world.push();
  world.remote.writes.length = 0;
  return world;
}

/** A world in which `change` happens while a question is open. */
async function changedMeanwhile(modes: RemoteModes, change: (world: SyncWorld) => void): Promise<SyncWorld> {
  const world = await fresh(modes, { id: 12, language: 'de' });
  world.onConfirm = () => change(world);
  return world;
}

async function withFault(modes: RemoteModes, failure: typeof lost, applied: boolean): Promise<SyncWorld> {
  const world = await createEdited(modes);
  world.remote.fault = { failure, applied };
  return world;
}

/** A world whose agent can't be read after a write. */
async function unreadableAfterwards(world: SyncWorld): Promise<SyncWorld> {
  world.remote.beforeRead = () => {
    if (world.remote.writes.length > 0) world.remote.readFaults.push(down);
  };
  return Promise.resolve(world);
}

function nestedArray(levels: number): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

/** A world whose file has a reference to a secret that was sent, and another change. */
async function sentBefore(modes: RemoteModes): Promise<SyncWorld> {
  const world = await createEdited(
    modes,
    { references: { '${env:KEY}': 'FAKE-k' } },
    { vapi_api_key: '${env:KEY}' },
  );
  await world.push();
  world.shownPlans.length = 0;
  world.remote.writes.length = 0;
  world.edit((file) => ({ ...file, llm_temperature: 0.9 }));
  if (world.baseline) world.baseline = { ...world.baseline, beforePush: undefined };
  return world;
}

/** A world whose server partially masks a URL. */
async function maskedUrl(modes: RemoteModes): Promise<SyncWorld> {
  const stored = { ...agent, websocket_url: 'wss://h.example.com/FAKE' };
  const world = new SyncWorld({ file: agent, agent: stored, modes });
  world.remote.rewriteResponse = (answer) => ({ ...answer, websocket_url: 'wss://h.example.com/****' });
  await world.pull();
  world.shownPlans.length = 0;
  world.edit((file) => ({ ...file, llm_temperature: 0.9 }));
  world.answer = () => ({ kind: 'patch' });
  return world;
}

const keeping = (modes: RemoteModes): RemoteModes => ({ ...modes, put: 'keep' });

const states: Record<string, (modes: RemoteModes) => Promise<SyncWorld>> = {
  'the file is not valid JSON': (modes) => fresh(modes, '{ "id": 12, '),
  'the file is not linked (no `id`)': (modes) => fresh(modes, { language: 'de' }),
  'the agent does not exist': (modes) => fresh(modes, { ...agent, id: 13 }),
  'never synced, identical': (modes) => fresh(modes, agent),
  'never synced, different': (modes) => fresh(modes, { id: 12, language: 'de' }),
  'never synced, an object is empty in the file': (modes) =>
    Promise.resolve(
      new SyncWorld({
        file: { ...agent, topic_nodes: {} },
        agent: { ...agent, topic_nodes: { a: 'One' } },
        modes,
      }),
    ),
  'in sync': (modes) => createSynced(modes),
  'only the file changed': (modes) => createEdited(modes),
  'only the file changed: a property was removed': async (modes) => {
    const world = await createSynced(modes);
    world.edit((file) => objectOf(Object.entries(file).filter(([name]) => name !== 'language')));
    return world;
  },
  'only the file changed: an empty value for a property that it did not have': async (modes) => {
    const world = new SyncWorld({
      file: { ...agent, language: 'de' },
      agent: { ...agent, llm_system_prompt: 'Polite.' },
      modes,
    });
    await world.push();
    world.shownPlans.length = 0;
    world.remote.writes.length = 0;
    world.edit((file) => ({ ...file, llm_system_prompt: '' }));
    return world;
  },
  'only the agent changed': (modes) => bothChanged(modes, {}, { language: 'de' }),
  'only the agent changed, after a push': async (modes) => {
    const world = await bothChanged(modes, {}, { language: 'de' });
    await world.push();
    return world;
  },
  'both changed different properties': (modes) =>
    bothChanged(modes, { llm_temperature: 1 }, { language: 'de' }),
  'both changed a property to the same value': (modes) =>
    bothChanged(modes, { language: 'de' }, { language: 'de' }),
  'conflict: both changed the same property': (modes) =>
    bothChanged(modes, { language: 'de' }, { language: 'fr' }),
  'conflict, *Keep Local Value*': resolvedWithLocal,
  'conflict, *Keep Local Value*, then the agent changed again': async (modes) => {
    const world = await resolvedWithLocal(modes);
    world.remote.edit((stored) => ({ ...stored, language: 'es' }));
    return world;
  },
  'conflict with credentials on Cekura, *Use Remote Value*': async (modes) => {
    const url = { websocket_url: 'wss://h.example.com' };
    const world = await createSynced(modes, { file: { ...agent, ...url }, agent: { ...agent, ...url } });
    world.edit((file) => ({ ...file, websocket_url: 'wss://local.example.com' }));
    world.remote.edit((stored) => ({ ...stored, websocket_url: 'wss://u:FAKE-password@h.example.com' }));
    await world.pull();
    world.useRemote('/websocket_url');
    return world;
  },
  'conflict, *Use Remote Value*': async (modes) => {
    const world = await bothChanged(modes, { language: 'de' }, { language: 'fr' });
    await world.pull();
    world.useRemote('/language');
    return world;
  },
  'after a push': pushedBefore,
  'after a push, then the agent changed': async (modes) => {
    const world = await pushedBefore(modes);
    world.remote.edit((stored) => ({ ...stored, language: 'de' }));
    return world;
  },
  'the file contains a placeholder': (modes) =>
    createEdited(modes, {}, { chat_assistant_id: '<chat_assistant_id>' }),
  'a secret is masked': (modes) => createEdited(modes, {}, { vapi_api_key: '****' }),
  'a secret reference is not set': (modes) => createEdited(modes, {}, { vapi_api_key: '${env:NOT_SET}' }),
  'a secret is set by a reference': (modes) =>
    createEdited(modes, { references: { '${env:KEY}': 'FAKE-k' } }, { vapi_api_key: '${env:KEY}' }),
  'a secret was saved with *Set Secret…* and the agent does not have it': async (modes) => {
    const world = await createSynced(modes);
    world.setSecret('/vapi_api_key', 'FAKE-v');
    return world;
  },
  'a secret is cleared with null': (modes) => createEdited(modes, { agent: withKey }, { vapi_api_key: null }),
  'a secret reference is not set, and the stored secret is known to be kept': (modes) =>
    createEdited(
      keeping(modes),
      { agent: withKey, retention: { topLevel: 'unknown', nested: 'unknown', writeOnly: 'kept' } },
      { vapi_api_key: '${env:NOT_SET}', llm_temperature: 0.9 },
    ),
  'a secret reference is not set, and the stored secret is not known to be kept': (modes) =>
    createEdited(
      keeping(modes),
      { agent: withKey },
      { vapi_api_key: '${env:NOT_SET}', llm_temperature: 0.9 },
    ),
  'the value of a secret reference has a line break': (modes) =>
    createEdited(modes, { references: { '${env:KEY}': 'FAKE-k\n' } }, { vapi_api_key: '${env:KEY}' }),
  'a sent secret is unchanged in the file: not known to be kept': sentBefore,
  'a property is masked in the response': maskedUrl,
  'a property is masked in the file': (modes) => createEdited(modes, {}, { assistant_id: 'asst_****' }),
  'a stored secret is not in the file: known to be kept': (modes) =>
    createEdited(keeping(modes), {
      agent: withKey,
      retention: { topLevel: 'unknown', nested: 'unknown', writeOnly: 'kept' },
    }),
  'a stored secret is not in the file: not known to be kept': (modes) =>
    createEdited(keeping(modes), { agent: withKey }),
  'a stored secret is not in the file: the server clears it': (modes) =>
    createEdited({ ...modes, put: modes.put === 'keep' ? 'clear' : modes.put }, { agent: withKey }),
  'the file changes during the confirmation': (modes) =>
    changedMeanwhile(modes, (world) => void (world.text += ' ')),
  'the agent changes during the confirmation': (modes) =>
    changedMeanwhile(modes, (world) => world.remote.edit((stored) => ({ ...stored, inbound: false }))),
  'the user cancels': async (modes) => {
    const world = await fresh(modes, { id: 12, language: 'de' });
    world.answer = () => ({ kind: 'cancel' });
    world.confirmsPull = false;
    return world;
  },
  'the server rejects the values': async (modes) => {
    const world = await createEdited(modes);
    world.remote.fault = { failure: { kind: 'rejected', body: { language: ['No.'] } }, applied: false };
    return world;
  },
  'the response is lost, the write was applied': (modes) => withFault(modes, lost, true),
  'the response is lost, the write was not applied': (modes) => withFault(modes, lost, false),
  "the response is lost, the agent can't be read": async (modes) =>
    unreadableAfterwards(await withFault(modes, lost, true)),
  "the write was applied, the agent can't be read": async (modes) =>
    unreadableAfterwards(await createEdited(modes)),
  'the server ignored a value of the last push': async (modes) => {
    const world = await createEdited(modes);
    world.remote.rewrite = (body) => ({ ...body, llm_temperature: 0.3 });
    await world.push();
    world.remote.writes.length = 0;
    return world;
  },
  'the server trimmed and rounded the values of the last push': async (modes) => {
    const world = await createEdited(modes, {}, { description: 'Books. ', llm_temperature: 0.12345 });
    world.remote.rewrite = (body) => ({ ...body, description: 'Books.', llm_temperature: 0.12 });
    await world.push();
    world.remote.rewrite = (body) => body;
    world.remote.writes.length = 0;
    return world;
  },
  'Cekura overwrote a value of the last push': async (modes) => {
    const auto = { ...agent, auto_sync_prompt_enabled: true };
    const world = await createSynced(modes, { file: auto, agent: auto });
    world.edit((file) => ({ ...file, description: 'Books.' }));
    world.remote.rewrite = (body) => ({ ...body, description: 'From the provider.' });
    await world.push();
    world.remote.rewrite = (body) => body;
    world.remote.writes.length = 0;
    world.shownPlans.length = 0;
    return world;
  },
  'only the file changed: an array was emptied': (modes) => {
    const full = { ...agent, outbound_numbers: ['+14155550123'] };
    return createEdited(modes, { file: full, agent: full }, { outbound_numbers: [] });
  },
  'a property is missing from the response': async (modes) => {
    const world = await createSynced(modes);
    world.remote.rewriteResponse = (response) =>
      objectOf(Object.entries(response).filter(([name]) => name !== 'language'));
    return world;
  },
  'only the agent changed: an entry was removed': async (modes) => {
    const full = { ...agent, topic_nodes: { a: 'One', b: 'Two' } };
    const world = await createSynced(modes, { file: full, agent: full });
    world.remote.edit((stored) => ({ ...stored, topic_nodes: { b: 'Two' } }));
    return world;
  },
  'only the agent changed: to a URL with credentials': (modes) =>
    bothChanged(modes, {}, { websocket_url: 'wss://user:FAKE-p@h.example.com' }),
  'only the agent changed: nested too deeply for a file': (modes) =>
    bothChanged(modes, {}, { brand_new: nestedArray(201) }),
  'the file is nested too deeply': (modes) => fresh(modes, { ...agent, brand_new: nestedArray(201) }),
  'a prompt is in a file': (modes) => withPromptFile(modes, () => undefined),
  'a prompt is in a file: only the prompt file changed': (modes) =>
    withPromptFile(modes, ({ files }) => files.prompts.set('./desk.prompt.md', 'Books.\n')),
  'a prompt is in a file: only the agent changed': (modes) =>
    withPromptFile(modes, ({ remote }) => remote.edit((stored) => ({ ...stored, description: 'Books.' }))),
  'a prompt is in a file: it is missing': (modes) =>
    withPromptFile(modes, ({ files }) => files.prompts.clear()),
  'a property that is not a prompt contains a reference to a file': (modes) =>
    createEdited(modes, {}, { agent_name: '${file:./name.md}' }),
  'both changed the same line, which one side has duplicated': async (modes) => {
    const text = 'You answer the phone.\nYou book appointments.';
    const world = await createSynced(modes, {
      file: { ...agent, description: text },
      agent: { ...agent, description: text },
    });
    world.edit((file) => ({ ...file, description: text.replace('book', 'cancel') }));
    world.remote.edit((stored) => ({ ...stored, description: `${text}\n${text}` }));
    return world;
  },
};

/** A world in which the prompt of a synced file is in a file of its own. */
async function withPromptFile(modes: RemoteModes, change: (world: SyncWorld) => void): Promise<SyncWorld> {
  const world = await createSynced(modes);
  world.files.moveOut('description', './desk.prompt.md', 'a\r\n');
  change(world);
  return world;
}

const commands: Record<string, (world: SyncWorld) => Promise<{ readonly kind: string }>> = {
  Push: (world) => world.push(),
  Pull: (world) => world.pull(),
  'Roll Back': (world) => world.undo(),
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
const [, statusColumn, ...columns] = rows[0] ?? [];
const cells = rows
  .slice(2)
  .flatMap(([state = '', , ...row]) =>
    row.map((cell, index) => ({ state, command: columns[index] ?? '', cell })),
  );
const writeOutcomes = ['pushed', 'verification-failed', 'not-applied', 'unknown', 'unverified', 'rejected'];

describe('docs/sync-behavior.md', () => {
  it('has a row for every state, and no other', () =>
    assert.deepEqual(
      rows.slice(2).map(([state]) => state),
      Object.keys(states),
    ));

  for (const { state, command, cell } of cells) {
    it(`${state}: ${command} ${cell}, in every mode of the server`, async () => {
      const [, asksFirst, kind] = /^(asks, )?`([a-z-]+)`$/.exec(cell) ?? [];
      assert.ok(kind, `not a cell: ${cell}`);
      for (const modes of allModes) {
        const world = await states[state]!(modes);
        const outcome = await commands[command]!(world);
        const mode = JSON.stringify(modes);
        assert.equal(outcome.kind, kind, mode);
        assert.equal(world.shownPlans.length, asksFirst ? 1 : 0, mode);
        assert.equal(
          world.remote.writes.length,
          command !== 'Pull' && writeOutcomes.includes(kind) ? 1 : 0,
          mode,
        );
      }
    });
  }

  for (const [state = '', status] of rows.slice(2)) {
    it(`${state}: ${statusColumn} ${status}`, async () => {
      for (const modes of allModes) assert.equal(await statusOf(await states[state]!(modes)), status);
    });
  }
});

/** The status bar text before any request, in the notation of the table. */
async function statusOf({ text, files, ports }: SyncWorld): Promise<string> {
  const read = readAddress(ports.agents.origin);
  assert.ok(read.ok);
  const { sign } = summaryOfState(
    await fileStateOf(readAgentText(text), read.address, ports.baselines, undefined, files.unresolved),
  );
  return `\`${Object.entries(icons).reduce((all, [icon, symbol]) => all.replace(icon, symbol), sign)}\``;
}

/** The status bar icons as text. */
const icons = { '$(check)': '✓', '$(question)': '?', '$(circle-outline)': '○', '$(warning)': '⚠' };
