import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { commandIds } from '#client/commands/shared/ids';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { Answer, Shown } from '#support/vscode/stubbedUi';
import type { FakeDocument } from '#support/vscode/fake/workspace';

const agent = {
  id: 2114,
  project: 1378,
  agent_name: 'Acme Support Line',
  inbound: true,
  language: 'en',
  description: 'You answer questions.',
};
const unlinked = { ...agent, id: undefined, agent_name: 'Night Line' };

/** How VS Code runs a command: from the Command Palette or a keyboard shortcut, a menu, a code lens, a view item, or a button. */
const entryPoints: Readonly<Record<string, (document: FakeDocument) => unknown>> = {
  'the palette': () => undefined,
  'a menu': ({ uri }) => uri,
  'a code lens': ({ uri }) => uri.toString(),
  'the source control view': ({ uri }) => ({ resourceUri: uri }),
  'a quick fix or a button': ({ uri }) => ({
    uri: uri.toString(),
    pointer: '/language',
    property: 'language',
  }),
};

let editor: FakeEditor;
/** The number of requests before the project was protected. */
let seen = 0;
before(async () => {
  editor = await startFakeEditor();
  await editor.services.credentials.removeKey(editor.api.origin, { kind: 'default' });
});
after(() => editor.close());
beforeEach(() => {
  fake.reset();
  fake.workspace.settings.set('agentJson.api.baseUrl', editor.api.origin);
  editor.api.reset();
  seen = 0;
});

/** Whether a message is a modal dialog; other messages have no detail. */
const isDialog = ({ kind, details = [] }: Shown) =>
  (kind === 'warning' || kind === 'information') && details.length > 0;

/** Confirms everything except dialogs, including a limited number of notification buttons. */
const exceptInDialogs: () => Answer = () => {
  let count = 0;
  return (shown) => {
    count += 1;
    return isDialog(shown) || count > 8 ? undefined : confirmButton(shown);
  };
};

/** Confirms everything including dialogs, but presses no notification buttons. */
const inDialogs: Answer = (shown) => {
  const isNotification = ['information', 'warning', 'error'].includes(shown.kind) && !isDialog(shown);
  return isNotification ? undefined : confirmButton(shown);
};

function confirmButton(shown: Shown): string | undefined {
  if (shown.kind === 'input') return 'sandbox-production-key';
  if (shown.message.startsWith('Push All')) return shown.buttons[0];
  const labels = /^(Push|Create|Send|Use|Keep|Save|Try Again|Undo|Roll Back)\b/;
  const first = shown.kind === 'pick' ? shown.buttons[0] : undefined;
  return shown.buttons.find((label) => labels.test(label)) ?? first;
}

/** An edited file, with an agent that can be rolled back or without an agent. Its project is protected afterwards. */
async function openProtected(content: object): Promise<FakeDocument> {
  // An earlier test has excluded the file with *Ignore This File*.
  fake.workspace.settings.delete('agentJson.files.exclude');
  editor.answer(({ kind }) => (kind === 'input' ? 'sandbox-production-key' : undefined));
  await editor.run('agentJson.setApiKey');
  const document = await editor.open('support', content);
  if ('id' in content && content.id !== undefined) {
    document.setText(document.getText().replace('questions', 'all questions'));
    editor.answer(inDialogs);
    await editor.run('agentJson.push', document.uri);
    assert.ok(writes().length > 0);
  }
  document.setText(document.getText().replace('"en"', '"de"'));
  await document.save();
  fake.workspace.settings.set('agentJson.protectedProjects', ['Acme Production']);
  seen = editor.api.requests.length;
  return document;
}

const writes = () => editor.api.requests.slice(seen).filter(({ method }) => method !== 'GET');

describe('nothing is sent to a protected project without a dialog that names it', () => {
  for (const id of commandIds)
    for (const [entryPoint, argument] of Object.entries(entryPoints))
      for (const content of [agent, unlinked])
        it(`${id} from ${entryPoint}, ${content === agent ? 'linked' : 'not linked'}`, async () => {
          const document = await openProtected(content);
          editor.answer(exceptInDialogs());
          await editor.run(id, argument(document));
          await editor.settled();
          assert.deepEqual(writes(), []);
        });
});

describe('a protected project is written to once the dialog is answered', () => {
  for (const id of ['agentJson.push', 'agentJson.pushAll', 'agentJson.rollBack', 'agentJson.create'] as const)
    it(id, async () => {
      const document = await openProtected(id === 'agentJson.create' ? unlinked : agent);
      editor.answer(inDialogs);
      await editor.run(id, document.uri);
      await editor.settled();
      const dialogs = editor.shown.filter(isDialog);
      assert.match(dialogs[0]?.message ?? '', /Acme Production/, JSON.stringify(editor.shown));
      assert.ok(writes().length > 0, JSON.stringify(editor.shown));
    });
});
