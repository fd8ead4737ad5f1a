import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { JsonObject } from '#language/syntax/json';

const agent = {
  id: 7801,
  agent_name: 'Front desk',
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
  websocket_url: 'wss://calls.example.com/agent',
};
const withCredentials = 'wss://user:FAKE-password-do-not-use@calls.example.com/agent';

describe('credentials in what Cekura returns', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
  });

  describe('Use Remote Value', () => {
    it('names them, keeps the conflict and offers to keep the local value', async () => {
      const document = await conflict();
      const outcome = await editor.run('agentJson.useRemote', argumentFor(document.uri));
      const last = editor.shown.at(-1);
      assert.equal(last?.kind, 'warning');
      assert.match(last.message, /not resolved.*credentials in websocket_url/);
      assert.deepEqual(last.buttons, ['Keep Local Value']);
      assert.equal(outcome.kind, 'notification');
      assert.match(document.getText(), /wss:\/\/local\.example\.com/);
      assert.doesNotMatch(last.message, /FAKE/);
    });

    it('is resolved by the button', async () => {
      const document = await conflict();
      editor.answer(({ buttons }) => buttons.find((label) => label === 'Keep Local Value'));
      await editor.run('agentJson.useRemote', argumentFor(document.uri));
      await new Promise((resolve) => setTimeout(resolve));
      const messages = editor.shown.map(({ message }) => message).join('\n');
      assert.match(messages, /The next push will overwrite websocket_url on Cekura/);
    });
  });

  describe('Pull from List', () => {
    const omittedCases: readonly [string, JsonObject][] = [
      ['websocket_url', { websocket_url: withCredentials }],
      ['description', { description: 'Use the key sk-proj-FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake12.' }],
      ['sip_auth.password', { sip_auth: { username: 'desk', password: 'FAKE-password-do-not-use' } }],
    ];
    for (const [name, changes] of omittedCases) {
      it(`names the credentials that a new file does not contain: ${name}`, async () => {
        editor.api.edit(7801, changes);
        editor.answer(({ kind, buttons }) => (kind === 'pick' ? buttons[0] : undefined));
        await editor.run('agentJson.pullFromList');
        const summary = editor.shown.at(-1)?.message ?? '';
        assert.match(summary, /1 agent pulled\. Not written to the file: credentials in /);
        assert.ok(summary.includes(`credentials in ${name}.`), summary);
      });
    }

    it('has no such sentence if nothing was omitted', async () => {
      editor.answer(({ kind, buttons }) => (kind === 'pick' ? buttons[0] : undefined));
      await editor.run('agentJson.pullFromList');
      assert.match(editor.shown.at(-1)?.message ?? '', /1 agent pulled\. Host: /);
    });
  });

  /** A property that was changed in the file and on the agent, there to a URL with a password. */
  async function conflict() {
    editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
    const document = await editor.open('desk', agent);
    await editor.run('agentJson.pull', document.uri);
    document.setText(document.getText().replace('calls.example.com/agent', 'local.example.com'));
    await document.save();
    editor.api.edit(7801, { websocket_url: withCredentials });
    editor.answer(() => undefined);
    await editor.run('agentJson.push', document.uri);
    editor.answer(() => undefined);
    return document;
  }

  function argumentFor(uri: { toString(): string }) {
    return { uri: uri.toString(), pointer: '/websocket_url' };
  }
});

describe('the record of how a server handles secrets', () => {
  it('is cleared when the API key is set again', async () => {
    const editor = await startFakeEditor({ seed: [agent] });
    try {
      const { secretRetention } = editor.services;
      await secretRetention.put(editor.api.origin, { topLevel: 'lost', nested: 'kept', writeOnly: 'lost' });
      editor.answer(({ kind }) => (kind === 'input' ? editor.api.key : undefined));
      await editor.run('agentJson.setApiKey');
      assert.deepEqual(await secretRetention.get(editor.api.origin), {
        topLevel: 'unknown',
        nested: 'unknown',
        writeOnly: 'unknown',
      });
    } finally {
      await editor.close();
    }
  });
});
