import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '../sandbox/server';
import { userWho, type Answer, type User } from '../support/answers';
import { asFile, openAgent, ourExtension, problems, replace } from '../support/editor';
import { until } from '../support/waiting';

const id = 4711;
const phone = {
  id,
  agent_name: 'Front desk',
  description: 'You answer the phone of a dentist.',
  inbound: true,
  language: 'en',
};
const retell = {
  ...phone,
  id: id + 1,
  assistant_provider: 'retell',
  chat_assistant_id: 'agent_0123456789',
  retell_api_key: 'FAKE-old-key-do-not-use',
};
/** The base of a push outlives the sandbox's reset, so each agent is pushed by one test. */
const refused = { ...phone, id: id + 2 };
const prompted = { ...phone, id: id + 3 };
/** As people keep it: the secret is a reference. */
const retellInGit = { ...retell, retell_api_key: '${env:FAKE_RETELL_KEY}' };

describe('push and pull, down to the bytes that the API sees', () => {
  let api: Sandbox;
  let user: User;
  const answering = (answer: Answer) => {
    user.leave();
    user = userWho(answer);
  };

  before(async () => {
    api = await startSandbox({ seed: [phone, retell, refused, prompted] });
    const settings = vscode.workspace.getConfiguration('agentJson');
    await settings.update('api.baseUrl', api.origin, vscode.ConfigurationTarget.Global);
    await ourExtension().activate();
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    user = userWho(() => undefined);
  });
  afterEach(() => user.leave());

  it('sets the API key through a box that hides it, after trying it with one request', async () => {
    await openAgent(phone);
    answering(({ kind }) => (kind === 'input' ? 'FAKE-wrong-key-do-not-use' : undefined));
    await vscode.commands.executeCommand('agentJson.setApiKey');
    assert.deepEqual(
      api.requests.map(({ method, status }) => [method, status]),
      [['GET', 401]],
    );
    answering(({ kind }) => (kind === 'input' ? api.key : undefined));
    await vscode.commands.executeCommand('agentJson.setApiKey');
    assert.ok(user.shown.every(({ kind, password }) => kind !== 'input' || password));
    assert.equal(api.requests.at(-1)?.status, 200);
  });

  it('pushes what was changed, and nothing that Cekura owns', async () => {
    const document = await openAgent({ $schema: './agent.schema.json', ...phone });
    await replace(document, 'a dentist', 'two dentists');
    const before = api.agent(id);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');

    const body = theOnlyWrite('PUT', id);
    assert.equal(body['description'], 'You answer the phone of two dentists.');
    const owned = Object.keys(body).filter((name) => /^id$|_configured$|^\$schema$|_at$/.test(name));
    assert.deepEqual(owned, []);
    const { updated_at: then, description, ...kept } = before;
    const { updated_at: now, ...stored } = api.agent(id);
    assert.equal(description, phone.description);
    assert.deepEqual(stored, { ...kept, description: 'You answer the phone of two dentists.' });
    assert.notEqual(now, then);
  });

  it('pushes from the page of a prompt, with what is written there', async () => {
    await openAgent(prompted);
    await vscode.commands.executeCommand('agentJson.editPrompt');
    const page = vscode.window.activeTextEditor?.document;
    assert.ok(page);
    await replace(page, 'a dentist', 'four\ndentists');
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    const body = theOnlyWrite('PUT', prompted.id);
    assert.equal(body['description'], 'You answer the phone of four\ndentists.');
    assert.ok(!page.isDirty);
  });

  it('sends the value behind a reference, and keeps the reference in the file', async () => {
    process.env['FAKE_RETELL_KEY'] = 'FAKE-new-key-do-not-use';
    const document = await openAgent(retellInGit);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    assert.equal(theOnlyWrite('PUT', retell.id)['retell_api_key'], 'FAKE-new-key-do-not-use');
    assert.equal(document.getText(), asFile(retellInGit));
    assert.ok(!JSON.stringify(user.shown).includes('FAKE-new-key'), 'nobody was shown the value');
  });

  it('pulls what others changed, and leaves references and every other byte', async () => {
    const document = await openAgent(retellInGit);
    api.edit(retell.id, { language: 'de' });
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.pull');
    await until('the pulled language', () => document.getText().includes('"de"'));
    assert.equal(document.getText(), asFile({ ...retellInGit, language: 'de' }));
    assert.deepEqual(writes(), []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), asFile(retellInGit));
  });

  it('sends nothing at all while a secret is a mask', async () => {
    const document = await openAgent({ ...retellInGit, retell_api_key: '********' });
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    assert.deepEqual(api.requests, []);
    await problems(document, (all) => all.some(({ range }) => document.getText(range) === '"********"'));
  });

  it('shows what the API refuses where it stands', async () => {
    const document = await openAgent(refused);
    await replace(document, 'a dentist', 'three dentists');
    api.fault({ kind: 'status', method: 'PUT', status: 400, body: { description: ['Too many dentists.'] } });
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    const found = await problems(document, (all) => all.some(({ source }) => source === 'Cekura'));
    const refusal = found.find(({ source }) => source === 'Cekura');
    assert.ok(refusal);
    assert.match(refusal.message, /Too many dentists\./);
    assert.match(document.getText(refusal.range), /three dentists/);
  });

  /** Everything but reads. */
  function writes() {
    return api.requests.filter(({ method }) => method !== 'GET');
  }

  /** The body of the one write that the API saw; fails when there were more, or none. */
  function theOnlyWrite(method: string, agent: number): Record<string, unknown> {
    const [write, ...more] = writes();
    assert.ok(write, `something is written; the user saw ${JSON.stringify(user.shown)}`);
    assert.deepEqual(more, []);
    assert.equal(write.method, method);
    assert.match(write.path, new RegExp(`/${agent}/$`));
    return JSON.parse(write.body) as Record<string, unknown>;
  }
});

/** Presses what goes on; enters nothing. */
const agreeing: Answer = ({ buttons }) =>
  buttons.find((title) => /^(Push|Pull|Apply|Allow|Use|Send)\b/.test(title));
