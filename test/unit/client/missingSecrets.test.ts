import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { Answer } from '#support/vscode/stubbedUi';

const draft = {
  agent_name: 'New',
  description: 'You answer.',
  inbound: true,
  language: 'en',
  vapi_api_key: '${secret:VAPI}',
  retell_api_key: '${secret:RETELL}',
};
const value = 'FAKE-entered-do-not-use';

describe('secrets without a value', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({
      seed: [{ ...draft, id: 7600, project: 1376, vapi_api_key: null, retell_api_key: null }],
    });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
  });
  const entering: Answer = ({ kind, buttons }) => {
    if (kind === 'input') return value;
    if (kind === 'pick') return buttons.find((label) => /^(Push|project)/.test(label));
    return buttons.find((label) => /^(Create$|Push \d|Set Secrets|Review)/.test(label));
  };

  it('push: the button asks for all of them and continues the push', async () => {
    const document = await editor.open('push', { ...draft, id: 7600 });
    editor.answer(entering);
    await editor.run('agentJson.push', document.uri);
    for (let attempt = 0; attempt < 200 && !isPushed(); attempt++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(steps(), ['1 of 2', '2 of 2']);
    assert.ok(isPushed(), JSON.stringify(editor.shown));
    assert.equal(editor.api.agent(7600)['vapi_api_key'], value);
  });

  it('create: asks for all of them first, then for the project, once', async () => {
    const fresh = {
      ...draft,
      agent_name: 'Newer',
      vapi_api_key: '${secret:VAPI_2}',
      retell_api_key: '${secret:RETELL_2}',
    };
    const document = await editor.open('create', fresh);
    editor.answer(entering);
    await editor.run('agentJson.create', document.uri);
    assert.deepEqual(steps(), ['1 of 2', '2 of 2']);
    assert.deepEqual(
      editor.shown.map(({ kind }) => kind),
      ['input', 'input', 'pick', 'information', 'information'],
      JSON.stringify(editor.shown),
    );
    const created = editor.api.agents.find(({ agent_name: name }) => name === 'Newer');
    assert.equal(created?.['vapi_api_key'], value);
    assert.ok(!JSON.stringify(editor.shown).includes(value));
  });

  it('create: offers the last chosen project first', async () => {
    await editor.services.projects.remember(editor.api.origin, 1377);
    editor.api.edit(7600, { project: 1377 });
    const document = await editor.open('again', { ...draft, vapi_api_key: null, retell_api_key: null });
    editor.answer(() => undefined);
    await editor.run('agentJson.create', document.uri);
    assert.equal(editor.shown.find(({ kind }) => kind === 'pick')?.buttons[0], 'project 1377');
  });

  it('create: describes an error in the file for creating', async () => {
    const document = await editor.open('error', { ...draft, language: 7 });
    editor.answer(() => undefined);
    await editor.run('agentJson.create', document.uri);
    assert.match(editor.shown.at(-1)?.message ?? '', /^Not created: /);
  });

  it('create: saves no secret if canceled in between', async () => {
    const document = await editor.open('stop', {
      ...draft,
      vapi_api_key: '${secret:V3}',
      retell_api_key: '${secret:R3}',
    });
    let inputs = 0;
    editor.answer(({ kind }) => (kind === 'input' && ++inputs === 1 ? value : undefined));
    await editor.run('agentJson.create', document.uri);
    assert.deepEqual(
      editor.services.secrets.names(editor.api.origin).filter((name) => /3$/.test(name)),
      [],
    );
    assert.match(editor.shown.at(-1)?.message ?? '', /Canceled\. No secret was saved\./);
  });

  it('Show in File in the question about a reference is not an error', async () => {
    const stored = {
      ...draft,
      id: 7600,
      project: 1376,
      vapi_api_key: '${secret:STORED}',
      retell_api_key: null,
    };
    await editor.services.secrets.storeNamed(editor.api.origin, 'STORED', value);
    const document = await editor.open('show', stored);
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Show in File'));
    await editor.run('agentJson.push', document.uri);
    const message = editor.shown.at(-1);
    assert.equal(message?.kind, 'information');
    assert.deepEqual(message.buttons, ['Try Again']);
    assert.equal(fake.window.active?.document, document);
  });

  function isPushed(): boolean {
    return editor.shown.some(({ message }) => message.includes('Pushed'));
  }

  function steps(): (string | undefined)[] {
    return editor.shown.filter(({ kind }) => kind === 'input').map(({ step }) => step);
  }
});
