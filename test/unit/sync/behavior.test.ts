import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Json, type JsonObject } from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import { readAddress } from '#api/baseUrl';
import { fileStateOf } from '#client/editor/fileState';
import { summaryOfState } from '#client/views/statusText';
import { type RemoteModes, allModes } from '#support/sync/fakeRemote';
import { SyncFixture } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';

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

type Options = ConstructorParameters<typeof SyncFixture>[0];

async function createSynced(modes: RemoteModes, options: Partial<Options> = {}): Promise<SyncFixture> {
  return SyncFixture.synced({ file: agent, agent, modes, ...options });
}

async function createEdited(
  modes: RemoteModes,
  options: Partial<Options> = {},
  properties: JsonObject = { llm_temperature: 0.9 },
): Promise<SyncFixture> {
  const fixture = await createSynced(modes, options);
  fixture.edit((file) => ({ ...file, ...properties }));
  return fixture;
}

function fresh(modes: RemoteModes, file: JsonObject | string): Promise<SyncFixture> {
  return Promise.resolve(new SyncFixture({ file, agent, modes }));
}

async function bothChanged(modes: RemoteModes, local: JsonObject, remote: JsonObject): Promise<SyncFixture> {
  const fixture = await createEdited(modes, {}, local);
  fixture.remote.edit((stored) => ({ ...stored, ...remote }));
  return fixture;
}

async function resolvedWithLocal(modes: RemoteModes): Promise<SyncFixture> {
  const fixture = await bothChanged(modes, { language: 'de' }, { language: 'fr' });
  await fixture.pull();
  fixture.keepLocal('/language');
  return fixture;
}

async function pushedBefore(modes: RemoteModes): Promise<SyncFixture> {
  const fixture = await createEdited(modes);
  await fixture.push();
  fixture.remote.writes.length = 0;
  return fixture;
}

/** A fixture in which `change` happens while a question is open. */
async function changedMeanwhile(
  modes: RemoteModes,
  change: (fixture: SyncFixture) => void,
): Promise<SyncFixture> {
  const fixture = await fresh(modes, { id: 12, language: 'de' });
  fixture.onConfirm = () => change(fixture);
  return fixture;
}

async function withFault(modes: RemoteModes, failure: typeof lost, applied: boolean): Promise<SyncFixture> {
  const fixture = await createEdited(modes);
  fixture.remote.fault = { failure, applied };
  return fixture;
}

/** A fixture whose agent can't be read after a write. */
async function unreadableAfterwards(fixture: SyncFixture): Promise<SyncFixture> {
  fixture.remote.beforeRead = () => {
    if (fixture.remote.writes.length > 0) fixture.remote.readFaults.push(down);
  };
  return Promise.resolve(fixture);
}

function nestedArray(levels: number): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

/** A fixture whose file has a reference to a secret that was sent, and another change. */
async function sentBefore(modes: RemoteModes): Promise<SyncFixture> {
  const fixture = await createEdited(
    modes,
    { references: { '${env:KEY}': 'FAKE-k' } },
    { vapi_api_key: '${env:KEY}' },
  );
  await fixture.push();
  fixture.shownPlans.length = 0;
  fixture.remote.writes.length = 0;
  fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
  if (fixture.baseline) fixture.baseline = { ...fixture.baseline, beforePush: undefined };
  return fixture;
}

/** A fixture whose server partially masks a URL. */
async function maskedUrl(modes: RemoteModes): Promise<SyncFixture> {
  const stored = { ...agent, websocket_url: 'wss://h.example.com/FAKE' };
  const fixture = new SyncFixture({ file: agent, agent: stored, modes });
  fixture.remote.rewriteResponse = (answer) => ({ ...answer, websocket_url: 'wss://h.example.com/****' });
  await fixture.pull();
  fixture.shownPlans.length = 0;
  fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
  fixture.answer = () => ({ kind: 'patch' });
  return fixture;
}

const keeping = (modes: RemoteModes): RemoteModes => ({ ...modes, put: 'keep' });

const states: Record<string, (modes: RemoteModes) => Promise<SyncFixture>> = {
  'the file is not valid JSON': (modes) => fresh(modes, '{ "id": 12, '),
  'the file is not linked (no `id`)': (modes) => fresh(modes, { language: 'de' }),
  'the agent does not exist': (modes) => fresh(modes, { ...agent, id: 13 }),
  'never synced, identical': (modes) => fresh(modes, agent),
  'never synced, different': (modes) => fresh(modes, { id: 12, language: 'de' }),
  'never synced, an object is empty in the file': (modes) =>
    Promise.resolve(
      new SyncFixture({
        file: { ...agent, topic_nodes: {} },
        agent: { ...agent, topic_nodes: { a: 'One' } },
        modes,
      }),
    ),
  'in sync': (modes) => createSynced(modes),
  'only the file changed': (modes) => createEdited(modes),
  'only the file changed: a property was removed': async (modes) => {
    const fixture = await createSynced(modes);
    fixture.edit((file) => withoutProperties(file, 'language'));
    return fixture;
  },
  'only the file changed: an empty value for a property that it did not have': async (modes) => {
    const fixture = new SyncFixture({
      file: { ...agent, language: 'de' },
      agent: { ...agent, llm_system_prompt: 'Polite.' },
      modes,
    });
    await fixture.push();
    fixture.shownPlans.length = 0;
    fixture.remote.writes.length = 0;
    fixture.edit((file) => ({ ...file, llm_system_prompt: '' }));
    return fixture;
  },
  'only the agent changed': (modes) => bothChanged(modes, {}, { language: 'de' }),
  'only the agent changed, after a push': async (modes) => {
    const fixture = await bothChanged(modes, {}, { language: 'de' });
    await fixture.push();
    return fixture;
  },
  'both changed different properties': (modes) =>
    bothChanged(modes, { llm_temperature: 1 }, { language: 'de' }),
  'both changed a property to the same value': (modes) =>
    bothChanged(modes, { language: 'de' }, { language: 'de' }),
  'conflict: both changed the same property': (modes) =>
    bothChanged(modes, { language: 'de' }, { language: 'fr' }),
  'conflict, *Keep Local Value*': resolvedWithLocal,
  'conflict, *Keep Local Value*, then the agent changed again': async (modes) => {
    const fixture = await resolvedWithLocal(modes);
    fixture.remote.edit((stored) => ({ ...stored, language: 'es' }));
    return fixture;
  },
  'conflict with credentials on Cekura, *Use Remote Value*': async (modes) => {
    const url = { websocket_url: 'wss://h.example.com' };
    const fixture = await createSynced(modes, { file: { ...agent, ...url }, agent: { ...agent, ...url } });
    fixture.edit((file) => ({ ...file, websocket_url: 'wss://local.example.com' }));
    fixture.remote.edit((stored) => ({ ...stored, websocket_url: 'wss://u:FAKE-password@h.example.com' }));
    await fixture.pull();
    fixture.useRemote('/websocket_url');
    return fixture;
  },
  'conflict, *Use Remote Value*': async (modes) => {
    const fixture = await bothChanged(modes, { language: 'de' }, { language: 'fr' });
    await fixture.pull();
    fixture.useRemote('/language');
    return fixture;
  },
  'after a push': pushedBefore,
  'after a push, then the agent changed': async (modes) => {
    const fixture = await pushedBefore(modes);
    fixture.remote.edit((stored) => ({ ...stored, language: 'de' }));
    return fixture;
  },
  'the file contains a placeholder': (modes) =>
    createEdited(modes, {}, { chat_assistant_id: '<chat_assistant_id>' }),
  'a secret is masked': (modes) => createEdited(modes, {}, { vapi_api_key: '****' }),
  'a secret reference is not set': (modes) => createEdited(modes, {}, { vapi_api_key: '${env:NOT_SET}' }),
  'a secret is set by a reference': (modes) =>
    createEdited(modes, { references: { '${env:KEY}': 'FAKE-k' } }, { vapi_api_key: '${env:KEY}' }),
  'a secret was saved with *Set Secret…* and the agent does not have it': async (modes) => {
    const fixture = await createSynced(modes);
    fixture.setSecret('/vapi_api_key', 'FAKE-v');
    return fixture;
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
    changedMeanwhile(modes, (fixture) => void (fixture.text += ' ')),
  'the agent changes during the confirmation': (modes) =>
    changedMeanwhile(modes, (fixture) => fixture.remote.edit((stored) => ({ ...stored, inbound: false }))),
  'the user cancels': async (modes) => {
    const fixture = await fresh(modes, { id: 12, language: 'de' });
    fixture.answer = () => ({ kind: 'cancel' });
    fixture.confirmsPull = false;
    return fixture;
  },
  'the server rejects the values': async (modes) => {
    const fixture = await createEdited(modes);
    fixture.remote.fault = { failure: { kind: 'rejected', body: { language: ['No.'] } }, applied: false };
    return fixture;
  },
  'the response is lost, the write was applied': (modes) => withFault(modes, lost, true),
  'the response is lost, the write was not applied': (modes) => withFault(modes, lost, false),
  "the response is lost, the agent can't be read": async (modes) =>
    unreadableAfterwards(await withFault(modes, lost, true)),
  "the write was applied, the agent can't be read": async (modes) =>
    unreadableAfterwards(await createEdited(modes)),
  'the server ignored a value of the last push': async (modes) => {
    const fixture = await createEdited(modes);
    fixture.remote.rewrite = (body) => ({ ...body, llm_temperature: 0.3 });
    await fixture.push();
    fixture.remote.writes.length = 0;
    return fixture;
  },
  'the server trimmed and rounded the values of the last push': async (modes) => {
    const fixture = await createEdited(modes, {}, { description: 'Books. ', llm_temperature: 0.12345 });
    fixture.remote.rewrite = (body) => ({ ...body, description: 'Books.', llm_temperature: 0.12 });
    await fixture.push();
    fixture.remote.rewrite = (body) => body;
    fixture.remote.writes.length = 0;
    return fixture;
  },
  'Cekura overwrote a value of the last push': async (modes) => {
    const auto = { ...agent, auto_sync_prompt_enabled: true };
    const fixture = await createSynced(modes, { file: auto, agent: auto });
    fixture.edit((file) => ({ ...file, description: 'Books.' }));
    fixture.remote.rewrite = (body) => ({ ...body, description: 'From the provider.' });
    await fixture.push();
    fixture.remote.rewrite = (body) => body;
    fixture.remote.writes.length = 0;
    fixture.shownPlans.length = 0;
    return fixture;
  },
  'only the file changed: an array was emptied': (modes) => {
    const full = { ...agent, outbound_numbers: ['+14155550123'] };
    return createEdited(modes, { file: full, agent: full }, { outbound_numbers: [] });
  },
  'a property is missing from the response': async (modes) => {
    const fixture = await createSynced(modes);
    fixture.remote.rewriteResponse = (response) => withoutProperties(response, 'language');
    return fixture;
  },
  'only the agent changed: an entry was removed': async (modes) => {
    const full = { ...agent, topic_nodes: { a: 'One', b: 'Two' } };
    const fixture = await createSynced(modes, { file: full, agent: full });
    fixture.remote.edit((stored) => ({ ...stored, topic_nodes: { b: 'Two' } }));
    return fixture;
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
  "a prompt is in a file: only the agent changed, to a prompt that a file can't contain": (modes) =>
    withPromptFile(modes, ({ remote }) =>
      remote.edit((stored) => ({ ...stored, description: 'Hi \uD83D.' })),
    ),
  'a prompt is in a file: it is missing': (modes) =>
    withPromptFile(modes, ({ files }) => files.prompts.clear()),
  'a property that is not a prompt contains a reference to a file': (modes) =>
    createEdited(modes, {}, { agent_name: '${file:./name.md}' }),
  'both changed the same line, which one side has duplicated': async (modes) => {
    const text = 'You answer the phone.\nYou book appointments.';
    const fixture = await createSynced(modes, {
      file: { ...agent, description: text },
      agent: { ...agent, description: text },
    });
    fixture.edit((file) => ({ ...file, description: text.replace('book', 'cancel') }));
    fixture.remote.edit((stored) => ({ ...stored, description: `${text}\n${text}` }));
    return fixture;
  },
};

/** A fixture in which the prompt of a synced file is in a file of its own. */
async function withPromptFile(
  modes: RemoteModes,
  change: (fixture: SyncFixture) => void,
): Promise<SyncFixture> {
  const fixture = await createSynced(modes);
  fixture.files.movePromptToFile('description', './desk.prompt.md', 'a\r\n');
  change(fixture);
  return fixture;
}

const commands: Record<string, (fixture: SyncFixture) => Promise<{ readonly kind: string }>> = {
  Push: (fixture) => fixture.push(),
  Pull: (fixture) => fixture.pull(),
  'Roll Back': (fixture) => fixture.undo(),
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
        const fixture = await states[state]!(modes);
        const outcome = await commands[command]!(fixture);
        const mode = JSON.stringify(modes);
        assert.equal(outcome.kind, kind, mode);
        assert.equal(fixture.shownPlans.length, asksFirst ? 1 : 0, mode);
        assert.equal(
          fixture.remote.writes.length,
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
async function statusOf({ text, files, ports }: SyncFixture): Promise<string> {
  const read = readAddress(ports.agents.origin);
  assert.ok(read.ok);
  const { sign } = summaryOfState(
    await fileStateOf(readAgentText(text), read.address, ports.baselines, undefined, files.unresolved),
  );
  return `\`${Object.entries(icons).reduce((all, [icon, symbol]) => all.replace(icon, symbol), sign)}\``;
}

/** The status bar icons as text. */
const icons = { '$(check)': '✓', '$(question)': '?', '$(circle-outline)': '○', '$(warning)': '⚠' };
