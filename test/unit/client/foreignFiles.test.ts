import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeEditor, fake, startFakeEditor } from '#support/vscode/fakeEditor';
import type { FakeDocument } from '#support/vscode/fake/workspace';
import { accept } from '#support/vscode/stubbedUi';
import { agentFiles } from '#client/editor/workspaceAgents';

const folder = join(__dirname, '../../fixtures/foreign');
const names = readdirSync(folder).map((file) => file.replace('.agent.json', ''));
const ours = { id: 7900, agent_name: 'Desk', description: 'You answer.', inbound: true };
const setting = 'agentJson.files.exclude';

describe('files of other formats', () => {
  let editor: FakeEditor;
  const foreign = new Map<string, FakeDocument>();
  before(async () => {
    editor = await startFakeEditor({ seed: [ours] });
  });
  after(() => editor.close());
  beforeEach(async () => {
    fake.reset();
    fake.workspace.settings.delete(setting);
    editor.api.reset();
    editor.answer(() => undefined);
    const document = await editor.open('ours', ours);
    await editor.run('agentJson.pull', document.uri);
    for (const name of names) {
      const content = JSON.parse(readFileSync(join(folder, `${name}.agent.json`), 'utf8')) as object;
      foreign.set(name, await editor.open(name, content));
    }
  });

  it('are not listed with the agents', async () => {
    assert.ok(names.length >= 30);
    await editor.services.states.refresh();
    assert.deepEqual(
      editor.services.states.files.map(({ uri }) => uri.path),
      ['/workspace/ours.agent.json'],
    );
  });

  it('are never pushed or pulled by Push All and Pull All', async () => {
    editor.answer(({ kind }) => (kind === 'pick' ? accept : undefined));
    const asked = editor.api.requests.length;
    for (const id of ['agentJson.pushAll', 'agentJson.pullAll'] as const) {
      await editor.run(id);
      assert.ok(!JSON.stringify(editor.shown).includes('vapi'), JSON.stringify(editor.shown));
    }
    const requests = editor.api.requests.slice(asked);
    assert.deepEqual(
      requests.filter(({ path }) => /aiagents\/\d/.test(path) && !path.includes('7900')),
      [],
    );
  });

  it('are refused by a push with the same message, without a request', async () => {
    const asked = editor.api.requests.length;
    await editor.run('agentJson.push', foreign.get('retell-agent')!.uri);
    assert.match(editor.shown.at(-1)?.message ?? '', /This looks like a Retell agent, not a Cekura agent\./);
    assert.equal(editor.api.requests.length, asked);
  });

  it('are excluded by Ignore This File, one after the other', async () => {
    for (const name of ['vapi-assistant', 'openapi'])
      await editor.run('agentJson.ignoreFile', { uri: foreign.get(name)!.uri.toString() });
    assert.deepEqual(fake.workspace.settings.get(setting), {
      'vapi-assistant.agent.json': true,
      'openapi.agent.json': true,
    });
    const remaining = (await agentFiles()).map(({ uri }) => uri.path);
    assert.equal(remaining.length, names.length + 1 - 2);
    assert.ok(!remaining.some((path) => /vapi-assistant\.agent|openapi/.test(path)));
  });
});
