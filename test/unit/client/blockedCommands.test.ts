import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { Shown } from '#support/vscode/stubbedUi';
import { Uri } from '#support/vscode/fake/workspace';
import type { CommandId } from '#client/commands/shared/ids';

const agent = {
  id: 7800,
  agent_name: 'Front desk',
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
};

interface BlockedCase {
  readonly command: CommandId;
  readonly arrange: (editor: FakeEditor) => Promise<unknown>;
  /** The one message that is shown. */
  readonly message: RegExp;
  readonly buttons: readonly string[];
}

const openEdited = (editor: FakeEditor) => editor.open('desk', { ...agent, language: 'de' });

const blockedCases: Readonly<Record<string, BlockedCase>> = {
  'no key': {
    command: 'agentJson.push',
    arrange: async (editor) => {
      await editor.services.credentials.removeKey(editor.api.origin, { kind: 'default' });
      return openEdited(editor);
    },
    message: /^No API key/,
    buttons: ['Set API Key…'],
  },
  'wrong key': {
    command: 'agentJson.setApiKey',
    arrange: (editor) => {
      editor.answer(({ kind }) => (kind === 'input' ? 'FAKE-wrong-key-do-not-use' : undefined));
      return openEdited(editor);
    },
    message: /^The API key was not saved: \S+ rejected it/,
    buttons: ['Set API Key…'],
  },
  'revoked key': {
    command: 'agentJson.push',
    arrange: async (editor) => {
      await editor.services.credentials.setKey(editor.api.origin, 'FAKE-revoked-key-do-not-use');
      return openEdited(editor);
    },
    message: /is invalid or was revoked/,
    buttons: ['Set API Key…'],
  },
  'no network': {
    command: 'agentJson.push',
    arrange: (editor) => {
      editor.api.fault(...Array.from({ length: 9 }, () => ({ kind: 'drop-before' }) as const));
      return openEdited(editor);
    },
    message: /Check the network/,
    buttons: ['Try Again'],
  },
  'untrusted folder': {
    command: 'agentJson.push',
    arrange: async (editor) => {
      await openEdited(editor);
      fake.workspace.isTrusted = false;
    },
    message: /trusted/,
    buttons: ['Manage Workspace Trust'],
  },
  'no folder': {
    command: 'agentJson.pullFromList',
    arrange: () => {
      fake.workspace.hasFolder = false;
      return Promise.resolve();
    },
    message: /folder/,
    buttons: ['Open Folder…'],
  },
  'read-only file': {
    command: 'agentJson.pull',
    arrange: async (editor) => {
      await editor.open('desk', { ...agent, language: 'de' });
      editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
      fake.workspace.saveFails = true;
    },
    message: /desk\.agent\.json could not be saved\./,
    buttons: ['Save File'],
  },
  'read-only file with edits': {
    command: 'agentJson.push',
    arrange: async (editor) => {
      const document = await editor.open('desk', agent);
      document.setText(document.getText().replace('"en"', '"de"'));
      fake.workspace.saveFails = true;
    },
    message: /desk\.agent\.json could not be saved\./,
    buttons: ['Save File'],
  },
  'file outside the folder': {
    command: 'agentJson.push',
    arrange: async (editor) => {
      const uri = Uri.file('/elsewhere/desk.agent.json');
      await fake.workspace.write(uri, new TextEncoder().encode(JSON.stringify({ ...agent, language: 'de' })));
      await fake.window.show(uri);
      editor.answer(({ buttons }) => buttons.find((label) => /^Push (\d|Anyway)/.test(label)));
    },
    message: /Pushed 1 change to Front desk\./,
    buttons: ['View Diff', 'Undo'],
  },
  'no open file': {
    command: 'agentJson.push',
    arrange: () => Promise.resolve(),
    message: /No agent file is open/,
    buttons: ['New Agent File', 'Pull Agent from Cekura…'],
  },
  'unsaved file': {
    command: 'agentJson.push',
    arrange: async () => {
      const draft = await fake.workspace.open({ language: 'agent-json', content: JSON.stringify(agent) });
      await fake.window.show(draft);
    },
    message: /saved/,
    buttons: [],
  },
};

describe('what prevents a command', () => {
  let editor: FakeEditor;
  before(async () => {
    // With it, an API key of the environment is offered instead.
    delete process.env['CEKURA_API_KEY'];
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(async () => {
    fake.reset();
    editor.api.reset();
    editor.answer(() => undefined);
    await editor.services.credentials.setKey(editor.api.origin, editor.api.key);
  });

  for (const [name, { command, arrange, message, buttons }] of Object.entries(blockedCases)) {
    it(`${name}: one sentence, and a button that resolves it`, async () => {
      await arrange(editor);
      await editor.run(command);
      const messages = editor.shown.filter(isMessage);
      assert.equal(messages.length, 1, JSON.stringify(editor.shown));
      assert.match(messages[0]?.message ?? '', message);
      assert.deepEqual(messages[0]?.buttons, buttons);
    });
  }
});

/** Notifications; a dialog has details. */
const isMessage = ({ kind, details = [] }: Shown) =>
  ['information', 'warning', 'error', 'status'].includes(kind) && details.length === 0;
