import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { fakeVSCode as fake } from '#support/vscode/fake/register';
import { Uri } from '#support/vscode/fake/workspace';
import { stubUser } from '#support/vscode/stubbedUi';
import { targetFile } from '#client/commands/shared/targetDocument';
import { watchOpenAgentFiles } from '#client/editor/openAgentFiles';

const key = 'agentJson.agentFileOpen';

describe('the agent file of a command', () => {
  beforeEach(() => fake.reset());

  it('none: shows a message, and the palette does not offer the command', async () => {
    watchOpenAgentFiles();
    assert.equal(fake.contexts.get(key), false);
    await assert.rejects(targetFile({}), /No agent file is open/);
  });

  it('is that of the active editor', async () => {
    await open('a');
    await open('b');
    assert.equal(await chosen(), 'b');
  });

  it('is the visible one if another file is active', async () => {
    watchOpenAgentFiles();
    await open('a');
    const beside = fake.window.visible;
    await open('b', '.md');
    fake.window.visible = [...beside, ...fake.window.visible];
    assert.equal(await chosen(), 'a');
    assert.equal(fake.contexts.get(key), true);
  });

  it('is the only open one if the walkthrough is active', async () => {
    watchOpenAgentFiles();
    await open('a');
    fake.window.showPage();
    assert.equal(await chosen(), 'a');
    assert.equal(fake.contexts.get(key), true);
  });

  it('is chosen by the user if several are open and none is visible', async () => {
    await open('a');
    await open('b');
    fake.window.showPage();
    const user = stubUser(({ buttons }) => buttons.find((label) => label.startsWith('a')));
    try {
      assert.equal(await chosen(), 'a');
      assert.deepEqual(user.shown[0]?.buttons, ['a.agent.json', 'b.agent.json']);
    } finally {
      user.restore();
    }
  });

  it('is that of a comparison, whichever side is active', async () => {
    const document = await open('a');
    const left = Uri.parse('agent-json-preview:/1/a.agent.json');
    await fake.workspace.write(left, new Uint8Array());
    await fake.window.diff(left, document.uri, 'a');
    fake.window.active = fake.window.visible[0];
    assert.equal(await chosen(), 'a');
  });
});

async function chosen(): Promise<string | undefined> {
  return /(\w+)\.agent\.json$/.exec((await targetFile({})).uri.path)?.[1];
}

async function open(name: string, ending = '.agent.json') {
  const uri = Uri.parse(`file:///workspace/${name}${ending}`);
  await fake.workspace.write(uri, new TextEncoder().encode('{}'));
  const document = await fake.workspace.open(uri);
  await fake.window.show(document);
  return document;
}
