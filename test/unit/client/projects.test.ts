import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { accept, type Answer, type Shown } from '#support/vscode/stubbedUi';
import type { Outcome } from '#client/ui/outcome';
import { defaultSlot } from '#sync/projects/keys';

const staging = { key: 'sandbox-staging-key', project: 1377, id: 2113 };
const production = { key: 'sandbox-production-key', project: 1378, id: 2114 };
const fileOf = ({ id, project }: typeof staging) => ({
  id,
  project,
  agent_name: 'Acme Support Line',
  inbound: true,
  language: 'en',
  description: 'Answers questions.',
});
const fileOfNoProject = { ...fileOf(staging), project: undefined };

let editor: FakeEditor;
before(async () => {
  editor = await startFakeEditor();
});
after(() => editor.close());
beforeEach(async () => {
  fake.reset();
  fake.workspace.settings.set('agentJson.api.baseUrl', editor.api.origin);
  editor.api.reset();
  seen = 0;
  const { credentials } = editor.services;
  for (const { slot } of await credentials.records(editor.api.origin))
    await credentials.removeKey(editor.api.origin, slot);
});

/** Sets keys as the user does, and cancels all other questions. */
async function setKeys(...keys: string[]): Promise<void> {
  for (const key of keys) {
    editor.answer(({ kind }) => (kind === 'input' ? key : undefined));
    await editor.run('agentJson.setApiKey');
  }
  forgetRequests();
}

/** Confirms everything except notifications. */
const agree: Answer = ({ kind, buttons }) => {
  if (kind === 'pick') return buttons.find((label) => /^Push \d|^Pull \d/.test(label)) ?? accept;
  return buttons.find((label) => /^(Push \d|Push Anyway)/.test(label));
};

const textOf = (outcome: Outcome) => (outcome.kind === 'notification' ? outcome.message.text : outcome.kind);
const buttonsOf = (outcome: Outcome) =>
  outcome.kind === 'notification' ? outcome.buttons.map(({ label }) => label) : [];
let seen = 0;
const forgetRequests = () => {
  seen = editor.api.requests.length;
};
const requests = () => editor.api.requests.slice(seen);
const labels = () => [...new Set(requests().map(({ keyLabel }) => keyLabel))];
const writes = () => requests().filter(({ method }) => method !== 'GET');
const modals = (shown: readonly Shown[]) => shown.filter(({ kind }) => kind === 'warning');

describe('two files of two projects with separate keys', () => {
  for (const command of ['agentJson.push', 'agentJson.pull', 'agentJson.compare'] as const)
    it(`${command} uses the key of the file's project for every request`, async () => {
      await setKeys(staging.key, production.key);
      for (const [environment, label] of [
        [staging, 'staging'],
        [production, 'production'],
      ] as const) {
        forgetRequests();
        const { uri } = await editor.open(label, fileOf(environment));
        editor.answer(agree);
        await editor.run(command, uri);
        assert.deepEqual(labels(), [label]);
      }
    });

  it('push names agent and project', async () => {
    await setKeys(staging.key, production.key);
    const { uri } = await editor.open('support', fileOf(production));
    editor.answer(agree);
    assert.match(textOf(await editor.run('agentJson.push', uri)), /Acme Support Line in Acme Production/);
  });

  it('messages start with the outcome and end with project and host', async () => {
    await setKeys(staging.key, production.key);
    const { uri } = await editor.open('support', { ...fileOf(production), language: 'de' });
    const { host } = new URL(editor.api.origin);
    editor.answer(agree);
    const pushed = textOf(await editor.run('agentJson.push', uri));
    assert.match(pushed, new RegExp(`^Pushed \\d changes to .* Host: ${host}\\.$`));
    const unchanged = textOf(await editor.run('agentJson.pull', uri));
    assert.match(unchanged, new RegExp(`^Nothing to pull\\..* Project: Acme Production · ${host}\\.$`));
    editor.api.edit(production.id, { language: 'fr' });
    const pulled = textOf(await editor.run('agentJson.pull', uri));
    assert.match(pulled, new RegExp(`^Pulled 1 change from .* in Acme Production\\. Host: ${host}\\.$`));
  });

  it('the user is asked once for the project of a file without one', async () => {
    await setKeys(staging.key, production.key);
    const { uri } = await editor.open('unknown', fileOfNoProject);
    for (const questions of [1, 0]) {
      editor.answer(({ kind, buttons }) =>
        kind === 'pick' && buttons.includes('Acme Staging') ? 'Acme Staging' : undefined,
      );
      await editor.run('agentJson.compare', uri);
      assert.equal(editor.shown.filter(({ kind }) => kind === 'pick').length, questions);
      assert.deepEqual(labels(), ['staging']);
    }
  });
});

describe('a key without access', () => {
  it('to the project of the file is explained, without an offer to create the agent', async () => {
    await setKeys(staging.key);
    for (const otherProject of ['not-found', 'forbidden'] as const) {
      editor.api.set({ otherProject });
      const { uri } = await editor.open('support', fileOf(production));
      editor.answer(agree);
      const outcome = await editor.run('agentJson.push', uri);
      assert.match(
        textOf(outcome),
        /This API key is for project "Acme Staging", but the file belongs to project 1378\./,
      );
      assert.deepEqual(buttonsOf(outcome), ['Set API Key…', 'Choose Agent…']);
    }
    assert.deepEqual(writes(), []);
  });

  it('to a project is not used for it, if there are several keys', async () => {
    await setKeys(staging.key, production.key);
    const { uri } = await editor.open('support', { ...fileOf(staging), project: 1376 });
    editor.answer(agree);
    const outcome = await editor.run('agentJson.pull', uri);
    assert.match(textOf(outcome), /No API key is set for project 1376/);
    assert.deepEqual(buttonsOf(outcome), ['Set API Key…']);
    assert.deepEqual(labels(), []);
  });

  it('to write is listed as read-only after a rejected write', async () => {
    await setKeys('sandbox-readonly-key');
    const { uri } = await editor.open('support', fileOf(staging));
    editor.answer(agree);
    assert.match(textOf(await editor.run('agentJson.push', uri)), /is read-only: it can pull, but not push/);
    editor.answer(() => undefined);
    await editor.run('agentJson.manageApiKeys');
    const [list] = editor.shown.filter(({ kind }) => kind === 'pick');
    assert.match(list?.details?.join() ?? '', /read-only/);
  });
});

describe('a protected project', () => {
  const protect = () => fake.workspace.settings.set('agentJson.protectedProjects', ['Acme Production']);

  for (const command of ['agentJson.push', 'agentJson.pushAll'] as const)
    it(`${command} asks in a dialog that names the project, and sends nothing if it is closed`, async () => {
      await setKeys(production.key);
      protect();
      const { uri } = await editor.open('support', fileOf(production));
      editor.answer(({ kind, buttons }) =>
        kind === 'pick' ? buttons.find((button) => button.includes('Acme')) : undefined,
      );
      await editor.run(command, command === 'agentJson.push' ? uri : undefined);
      assert.match(modals(editor.shown)[0]?.message ?? '', /Acme Support Line in Acme Production/);
      assert.deepEqual(writes(), []);
    });

  it('rollback asks as well', async () => {
    await setKeys(production.key);
    const { uri } = await editor.open('support', fileOf(production));
    editor.answer(agree);
    await editor.run('agentJson.push', uri);
    protect();
    forgetRequests();
    editor.answer(() => undefined);
    await editor.run('agentJson.rollBack', uri);
    assert.match(
      modals(editor.shown)[0]?.message ?? '',
      /^Roll back the last push to .* in Acme Production\?$/,
    );
    assert.equal(modals(editor.shown)[0]?.buttons.includes('Roll Back'), true);
    assert.deepEqual(writes(), []);
  });

  it('is suggested once for a project whose name contains "prod"', async () => {
    editor.api.setProjects([
      { id: 1379, name: 'Prod EU' },
      { id: 1380, name: 'Test EU' },
    ]);
    editor.answer(({ kind }) => (kind === 'input' ? 'sandbox-key' : undefined));
    await editor.run('agentJson.setApiKey');
    await editor.run('agentJson.setApiKey');
    const offers = editor.shown.filter(({ message }) => message.includes('looks like a production'));
    assert.deepEqual(
      offers.map(({ message, buttons }) => [message.replace(/ for \S+\./, '.'), buttons]),
      [
        [
          'Saved the API key. Prod EU looks like a production project. Confirm each push to it in a dialog?',
          ['Protect Project'],
        ],
      ],
    );
  });

  it('is suggested for the key of the environment as well, once it is accepted', async () => {
    await editor.services.credentials.removeKey(editor.api.origin, { kind: 'default' });
    editor.api.setProjects([{ id: 1381, name: 'Production US' }]);
    process.env['CEKURA_API_KEY'] = editor.api.key;
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Use This Key'));
    await editor.run('agentJson.fetch');
    delete process.env['CEKURA_API_KEY'];
    const offers = editor.shown.filter(({ message }) => message.includes('looks like a production'));
    assert.deepEqual(
      offers.map(({ buttons }) => buttons),
      [['Protect Project']],
    );
  });
});

describe('Create on Cekura…', () => {
  it('asks for the project by its name, and creates the agent there with its key', async () => {
    await setKeys(staging.key, production.key);
    const { uri } = await editor.open('new', { ...fileOfNoProject, id: undefined, agent_name: 'New Line' });
    editor.answer(({ kind, buttons }) =>
      buttons.find((label) => label === (kind === 'pick' ? 'Acme Production' : 'Create')),
    );
    await editor.run('agentJson.create', uri);
    const [list] = editor.shown.filter(({ kind }) => kind === 'pick');
    assert.deepEqual(list?.buttons, ['Acme Production', 'Acme Staging']);
    const [write] = writes();
    assert.deepEqual([write?.method, write?.keyLabel], ['POST', 'production']);
    assert.match(editor.shown.map(({ message }) => message).join(), /Create New Line in Acme Production\?/);
  });
});

describe('Manage API Keys…', () => {
  it('lists the keys with project, last four characters and date, and removes one', async () => {
    await setKeys(staging.key, production.key);
    editor.answer(({ kind, buttons }) =>
      kind === 'pick' ? 'Acme Staging' : buttons.find((button) => button === 'Remove'),
    );
    const outcome = await editor.run('agentJson.manageApiKeys');
    assert.match(textOf(outcome), /Removed the API key of Acme Staging/);
    const [list] = editor.shown;
    assert.deepEqual(list?.buttons.slice(0, 2), ['Acme Staging', 'Acme Production']);
    assert.match(list.details?.at(0) ?? '', /^…-key · verified /);
    const remaining = await editor.services.credentials.records(editor.api.origin);
    assert.deepEqual(
      remaining.map(({ slot }) => slot),
      [{ kind: 'project', project: '1378' }],
    );
  });
});

describe('a key stored by an earlier version', () => {
  it('is the default key', async () => {
    const { credentials } = editor.services;
    await credentials.setKey(editor.api.origin, 'sandbox-key');
    const { uri } = await editor.open('support', fileOf(staging));
    editor.answer(agree);
    await editor.run('agentJson.pull', uri);
    assert.deepEqual(labels(), ['organization']);
    const [record] = await credentials.records(editor.api.origin);
    assert.deepEqual([record?.slot, record?.verifiedAt], [defaultSlot, undefined]);
  });
});
