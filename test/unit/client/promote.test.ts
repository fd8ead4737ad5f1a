import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { Answer, Shown } from '#support/vscode/stubbedUi';
import { folder } from '#support/vscode/fake/vscode';
import { Uri, type FakeDocument } from '#support/vscode/fake/workspace';
import type { Outcome } from '#client/ui/outcome';

const staging = {
  id: 2113,
  project: 1377,
  agent_name: 'Support (staging)',
  inbound: true,
  language: 'de',
  description: 'You answer quickly.',
  vapi_api_key: '${secret:VAPI_STAGING}',
};
const production = {
  id: 2114,
  project: 1378,
  agent_name: 'Support',
  inbound: true,
  language: 'en',
  description: 'You answer.',
  vapi_api_key: '${secret:VAPI}',
};

let editor: FakeEditor;
before(async () => {
  editor = await startFakeEditor();
});
after(() => editor.close());
beforeEach(() => {
  fake.reset();
  fake.workspace.settings.set('agentJson.api.baseUrl', editor.api.origin);
  editor.api.reset();
});

const textOf = (outcome: Outcome) =>
  outcome.kind === 'notification' ? outcome.message.text : 'text' in outcome ? outcome.text : outcome.kind;
const jsonOf = (document: FakeDocument) => JSON.parse(document.getText()) as unknown;
/** Quick picks and dialogs; notifications have no details. */
const isQuestion = ({ kind, details = [] }: Shown) => kind === 'pick' || details.length > 0;
const questions = (shown: readonly Shown[]) => shown.filter(isQuestion);
const detailsOf = ({ details = [] }: Shown) => details.join('\n');

/** Selects the file or project, then the first of these answers that is available. */
const choosing =
  (place: string, ...answers: string[]): Answer =>
  (shown) => {
    const { buttons } = shown;
    return isQuestion(shown)
      ? (buttons.find((label) => label.includes(place)) ??
          answers.map((answer) => buttons.find((label) => label.startsWith(answer))).find(Boolean))
      : undefined;
  };

async function openPair(): Promise<{ source: FakeDocument; target: FakeDocument }> {
  const target = await editor.open('support.production', production);
  await editor.open('other', production);
  const source = await editor.open('support.staging', staging);
  return { source, target };
}

describe('Promote to…', () => {
  it('merges the changes into the other file, keeps the values of its environment and sends nothing', async () => {
    const { source, target } = await openPair();
    editor.answer(choosing('support.production', 'Promote 2'));
    const outcome = await editor.run('agentJson.promote', source.uri);
    assert.deepEqual(jsonOf(target), { ...production, language: 'de', description: 'You answer quickly.' });
    assert.match(textOf(outcome), /Promoted 2 changes from .*staging.* to .*production.* Nothing was sent\./);
    assert.ok(!target.isDirty);
    assert.deepEqual(editor.api.requests, []);
  });

  it('offers the file of the same folder and stem first, and a new agent last', async () => {
    const { source } = await openPair();
    editor.answer(() => undefined);
    await editor.run('agentJson.promote', source.uri);
    const [list] = questions(editor.shown);
    assert.match(list?.buttons[0] ?? '', /support\.production/);
    assert.match(list?.buttons.at(-1) ?? '', /New Agent in Project/);
  });

  it('lists in its question what is kept', async () => {
    const { source } = await openPair();
    editor.answer(choosing('support.production'));
    await editor.run('agentJson.promote', source.uri);
    assert.match(
      questions(editor.shown).map(detailsOf).at(-1) ?? '',
      /Kept in the target: id, project, agent_name, vapi_api_key\./,
    );
  });

  for (const answer of ['', 'Cancel'])
    it(`changes nothing ${answer ? 'when canceled' : 'when the question is closed'}, and reports that`, async () => {
      const { source, target } = await openPair();
      const before = target.getText();
      editor.answer(choosing('support.production', ...(answer ? [answer] : [])));
      const outcome = await editor.run('agentJson.promote', source.uri);
      assert.deepEqual([outcome.kind, textOf(outcome)], ['canceled', 'Canceled. No file was changed.']);
      assert.equal(target.getText(), before);
    });

  it('merges the second time: changes of only the target are kept, changes of both are conflicts', async () => {
    const { source, target } = await openPair();
    editor.answer(choosing('support.production', 'Promote'));
    await editor.run('agentJson.promote', source.uri);
    source.setText(JSON.stringify({ ...staging, language: 'fr', llm_temperature: 1 }));
    target.setText(target.getText().replace('"de"', '"es"').replace('quickly', 'politely'));
    editor.answer(choosing('support.production', 'Use Source Values', 'Promote 2'));
    await editor.run('agentJson.promote', source.uri);
    assert.match(questions(editor.shown).map(detailsOf)[1] ?? '', /Changed in both files: language\./);
    assert.deepEqual(jsonOf(target), {
      ...production,
      language: 'fr',
      llm_temperature: 1,
      description: 'You answer politely.',
    });
  });

  it('reports that there is nothing to promote', async () => {
    const target = await editor.open('support.production', { ...production, ...pick(staging) });
    const source = await editor.open('support.staging', staging);
    editor.answer(choosing('support.production'));
    const before = target.getText();
    assert.match(textOf(await editor.run('agentJson.promote', source.uri)), /already has all changes from/);
    assert.equal(target.getText(), before);
  });

  it('does not overwrite a target that changes while the question is open', async () => {
    const { source, target } = await openPair();
    editor.answer((shown) => {
      if (isQuestion(shown) && questions(editor.shown).length === 2) target.setText('{"agent_name": "x"}');
      return choosing('support.production', 'Promote')(shown);
    });
    assert.match(textOf(await editor.run('agentJson.promote', source.uri)), /Nothing was promoted/);
    assert.equal(target.getText(), '{"agent_name": "x"}');
  });

  it('names the file that is not valid', async () => {
    const { source, target } = await openPair();
    target.setText('{');
    editor.answer(choosing('support.production'));
    assert.match(textOf(await editor.run('agentJson.promote', source.uri)), /support\.production/);
  });

  it('writes a file for a new agent in the chosen project, next to the source', async () => {
    for (const key of ['sandbox-staging-key', 'sandbox-production-key']) {
      editor.answer(({ kind }) => (kind === 'input' ? key : undefined));
      await editor.run('agentJson.setApiKey');
    }
    const source = await editor.open('support.staging', staging);
    const requests = editor.api.requests.length;
    editor.answer(choosing('New Agent in Project', 'Acme Production', 'Create File'));
    const outcome = await editor.run('agentJson.promote', source.uri);
    assert.match(textOf(outcome), /Created support\.acme-production\.agent\.json \(Acme Production\)/);
    const file = Uri.joinPath(folder, 'support.acme-production.agent.json');
    assert.deepEqual(jsonOf(await fake.workspace.open(file)), {
      project: 1378,
      agent_name: 'Support (staging)',
      inbound: true,
      language: 'de',
      description: 'You answer quickly.',
    });
    assert.equal(editor.api.requests.length, requests, 'nothing is sent');
  });
});

function pick({ language, description }: typeof staging) {
  return { language, description };
}
