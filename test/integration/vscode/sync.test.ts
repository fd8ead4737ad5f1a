import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { stubUser, type Answer, type Shown, type User } from '#support/vscode/stubbedUi';
import { asFile, openAgent, extensionUnderTest, problems, rangeOf, replace } from '#support/language/editor';
import { until } from '#support/poll';

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
/** Resetting the sandbox does not remove baselines, so each agent is only pushed in one test. */
const refused = { ...phone, id: id + 2 };
const prompted = { ...phone, id: id + 3 };
const contested = { ...phone, id: id + 4 };
const sip = { ...phone, id: id + 6, sip_auth: { username: 'desk', password: 'FAKE-sip-do-not-use' } };
const hostile = { ...phone, id: id + 5 };
const copied = { ...phone, id: id + 7 };
const isDraft = (input: unknown) => input instanceof vscode.TabInputText && input.uri.scheme === 'untitled';
/** A typical file, with a reference for the secret. */
const retellInGit = { ...retell, retell_api_key: '${env:FAKE_RETELL_KEY}' };

describe('push and pull, as requests to the API', () => {
  let api: Sandbox;
  let user: User;
  const answering = (answer: Answer) => {
    user.restore();
    user = stubUser(answer);
  };

  before(async () => {
    api = await startSandbox({ seed: [phone, retell, refused, prompted, contested, hostile, sip, copied] });
    const settings = vscode.workspace.getConfiguration('agentJson');
    await settings.update('api.baseUrl', api.origin, vscode.ConfigurationTarget.Global);
    await extensionUnderTest().activate();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    user = stubUser(() => undefined);
  });
  afterEach(() => user.restore());

  it('saves the API key from a hidden input after one request to verify it', async () => {
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

  it('pushes changes, and no read-only properties', async () => {
    const document = await openAgent({ $schema: './agent.schema.json', ...phone });
    await replace(document, 'a dentist', 'two dentists');
    const before = api.agent(id);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');

    const body = onlyWrite('PUT', id);
    assert.equal(body['description'], 'You answer the phone of two dentists.');
    const readOnlyNames = Object.keys(body).filter((name) => /^id$|_configured$|^\$schema$|_at$/.test(name));
    assert.deepEqual(readOnlyNames, []);
    const { updated_at: updatedBefore, description, ...kept } = before;
    const { updated_at: updatedAfter, ...stored } = api.agent(id);
    assert.equal(description, phone.description);
    assert.deepEqual(stored, { ...kept, description: 'You answer the phone of two dentists.' });
    assert.notEqual(updatedAfter, updatedBefore);
  });

  it('compares only if the sides differ, with one comparison per file', async () => {
    const comparisons = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputTextDiff);
    const document = await openAgent(phone);
    await vscode.commands.executeCommand('agentJson.compare');
    assert.match(user.shown.at(-1)?.message ?? '', /No differences/);
    assert.deepEqual(comparisons(), []);

    await replace(document, '"en"', '"de"');
    await vscode.commands.executeCommand('agentJson.compare');
    await vscode.commands.executeCommand('agentJson.compare');
    await until('both sides are open', () => comparisons().length > 0);
    assert.equal(comparisons().length, 1);
    await vscode.window.tabGroups.close(comparisons());
    assert.deepEqual(writes(), []);
  });

  it('saves an untitled file in the folder, named after the agent, and creates the agent', async () => {
    const night = {
      agent_name: 'Night desk',
      description: 'You answer at night.',
      inbound: true,
      project: 1376,
    };
    const draft = await vscode.workspace.openTextDocument({
      language: 'agent-json',
      content: asFile({ ...night, llm_temperature: 9 }),
    });
    await vscode.window.showTextDocument(draft);
    answering(({ kind, message, buttons }) =>
      kind === 'save' ? message : buttons.find((title) => title === 'Create'),
    );
    await vscode.commands.executeCommand('agentJson.create');
    assert.deepEqual(messagesOfKind('save'), [], 'no save dialog is shown for a file with an error');
    await replace(draft, '9', '0.9');
    await vscode.commands.executeCommand('agentJson.create');

    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.path ?? '';
    assert.deepEqual(messagesOfKind('save'), [`${folder}/night-desk.agent.json`]);
    const [write, ...more] = writes();
    assert.deepEqual([write?.method, more], ['POST', []]);
    const created = vscode.window.activeTextEditor?.document;
    assert.equal(created?.uri.path, `${folder}/night-desk.agent.json`);
    assert.match(created.getText(), /"id": \d+/);
    assert.ok(!created.isDirty);
    assert.ok(
      vscode.workspace.textDocuments.every((document) => !document.isUntitled || document.getText() === ''),
      'no untitled file has unsaved changes',
    );
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.ok(tabs.every(({ input }) => !isDraft(input)));
  });

  it('pushes from a prompt document, including its edits', async () => {
    await openAgent(prompted);
    await vscode.commands.executeCommand('agentJson.editPrompt');
    const page = vscode.window.activeTextEditor?.document;
    assert.ok(page);
    await replace(page, 'a dentist', 'four\ndentists');
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    const body = onlyWrite('PUT', prompted.id);
    assert.equal(body['description'], 'You answer the phone of four\ndentists.');
    assert.ok(!page.isDirty);
  });

  it('sends the value of a reference, and keeps the reference in the file', async () => {
    process.env['FAKE_RETELL_KEY'] = 'FAKE-new-key-do-not-use';
    const document = await openAgent(retellInGit);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    assert.equal(onlyWrite('PUT', retell.id)['retell_api_key'], 'FAKE-new-key-do-not-use');
    assert.equal(document.getText(), asFile(retellInGit));
    assert.ok(!JSON.stringify(user.shown).includes('FAKE-new-key'), 'the value was not shown');
  });

  it('pulls remote changes, and keeps references and all other bytes', async () => {
    const document = await openAgent(retellInGit);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.pull');
    const before = document.getText();
    assert.ok(before.startsWith(asFile(retellInGit).replace(/\n}\n$/, '')));
    api.edit(retell.id, { language: 'de' });
    await vscode.commands.executeCommand('agentJson.pull');
    await until('the pulled language', () => document.getText().includes('"de"'));
    assert.equal(document.getText(), before.replace('"en"', '"de"'));
    assert.deepEqual(writes(), []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('sends nothing while a secret is masked', async () => {
    const document = await openAgent({ ...retellInGit, retell_api_key: '********' });
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    assert.deepEqual(api.requests, []);
    await problems(document, (all) => all.some(({ range }) => document.getText(range) === '"********"'));
  });

  it('shows server errors at their location', async () => {
    const document = await openAgent(refused);
    await replace(document, 'a dentist', 'three dentists');
    for (const method of ['PUT', 'PATCH'])
      api.fault({ kind: 'status', method, status: 400, body: { description: ['Too many dentists.'] } });
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    onlyWrite('PUT', refused.id);
    const found = await problems(document, (all) => all.some(({ source }) => source === 'Cekura'));
    const rejection = found.find(({ source }) => source === 'Cekura');
    assert.ok(rejection);
    assert.match(rejection.message, /Too many dentists\./);
    assert.match(document.getText(rejection.range), /three dentists/);
  });

  it('offers to save a plain-text credential as a secret, with a reference in the file', async () => {
    const document = await openAgent({ ...sip, sip_auth: { username: 'desk' } });
    answering(({ buttons }) => buttons.find((title) => /^(Pull|Save to Secret Storage)/.test(title)));
    await vscode.commands.executeCommand('agentJson.pull');
    await until('the reference', () => /"password": "\$\{secret:\w+\}"/.test(document.getText()));
    await until('the document is saved', () => !document.isDirty);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    assert.deepEqual(writes(), []);
    assert.doesNotMatch(document.getText() + JSON.stringify(user.shown), /FAKE-sip/);
  });

  it('links a file to an existing agent, and sends nothing', async () => {
    const { id: linked, ...properties } = prompted;
    const document = await openAgent({ ...properties, agent_name: 'Not yet linked' });
    answering(({ kind, buttons }) => (kind === 'pick' ? buttons[0] : undefined));
    await vscode.commands.executeCommand('agentJson.link');
    assert.match(document.getText(), new RegExp(`"id": ${id}\\b`), `not ${linked}`);
    assert.ok(!document.isDirty);
    assert.deepEqual(writes(), []);
  });

  it('shows a conflict at its location, and sends the chosen value', async () => {
    const document = await openAgent(contested);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.pull');
    // From here on, buttons of messages are not pressed.
    answering(() => undefined);
    api.edit(contested.id, { language: 'fr', description: 'Theirs.' });
    await replace(document, '"en"', '"de"');
    await replace(document, 'a dentist', 'five dentists');
    await document.save();
    await vscode.commands.executeCommand('agentJson.pull');
    assert.deepEqual(await lensesAt(document, '"de"'), ['On Cekura: "fr"', ...decisions]);
    assert.deepEqual((await fixesAt(document, '"de"')).slice(0, 3), decisions);
    const local = document.getText();

    const about = (pointer: string) => ({ uri: document.uri.toString(), pointer });
    await vscode.commands.executeCommand('agentJson.useRemote', about('/language'));
    assert.equal(document.getText(), local.replace('"de"', '"fr"'));
    assert.deepEqual(await lensesAt(document, '"fr"'), []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), local);
    await vscode.commands.executeCommand('agentJson.useRemote', about('/language'));
    await vscode.commands.executeCommand('agentJson.keepLocal', about('/description'));
    await until(
      'the diagnostics are removed',
      () => vscode.languages.getDiagnostics(document.uri).length === 0,
    );
    assert.deepEqual(writes(), []);

    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.push');
    const body = onlyWrite('PUT', contested.id);
    assert.equal(body['description'], 'You answer the phone of five dentists.');
    assert.equal(api.agent(contested.id)['language'], 'fr');
  });

  it('asks before a copy of a file overwrites what the file has pushed', async () => {
    const document = await openAgent(copied);
    answering(agreeing);
    await vscode.commands.executeCommand('agentJson.pull', document.uri);
    const copy = await openAgent(document.getText());
    answering(() => undefined);
    await replace(document, '"en"', '"de"');
    await vscode.commands.executeCommand('agentJson.push', document.uri);
    assert.equal(onlyWrite('PUT', copied.id)['language'], 'de');
    assert.deepEqual(questions(), []);

    await vscode.commands.executeCommand('agentJson.push', copy.uri);
    assert.deepEqual(questions(), ['Push 1 change to Front desk?']);
    assert.equal(api.agent(copied.id)['language'], 'de');

    await vscode.workspace.fs.delete(document.uri);
    await vscode.commands.executeCommand('agentJson.push', copy.uri);
    assert.equal(questions().length, 1, 'a file that replaces another one uses its baseline');
    assert.equal(api.agent(copied.id)['language'], 'en');
  });

  it('sends no request to a host from the workspace, and reads no variable that is not approved', async () => {
    const other = await startSandbox({ seed: [hostile] });
    try {
      process.env['FAKE_STOLEN'] = 'FAKE-stolen-do-not-use';
      const schema = { $schema: `${other.origin}/schema.json`, api_url: other.origin };
      const document = await openAgent({ ...schema, ...hostile, vapi_api_key: '${env:FAKE_STOLEN}' });
      await writeBeside(document, '.vscode/settings.json', `{"agentJson.api.baseUrl": "${other.origin}"}`);
      await writeBeside(document, '.env', `CEKURA_API_URL=${other.origin}\nFAKE_STOLEN=FAKE-other\n`);
      answering(({ buttons }) => buttons.find((title) => /^(Show in File|Push Anyway)/.test(title)));
      await vscode.commands.executeCommand('agentJson.push');
      await vscode.commands.executeCommand('agentJson.pull');
      assert.deepEqual(other.requests, []);
      assert.deepEqual(writes(), []);
      assert.ok(user.shown.some(({ message }) => message.includes('FAKE_STOLEN')));
      assert.ok(!JSON.stringify([user.shown, api.requests]).includes('FAKE-stolen'));
    } finally {
      await other.close();
    }
  });

  /** The messages of one kind. */
  function messagesOfKind(kind: Shown['kind']): string[] {
    return user.shown.flatMap((item) => (item.kind === kind ? [item.message] : []));
  }

  /** The titles of dialogs, which have details. */
  function questions(): string[] {
    return user.shown.flatMap(({ message, details = [] }) => (details.length > 0 ? [message] : []));
  }

  /** All write requests. */
  function writes() {
    return api.requests.filter(({ method }) => method !== 'GET');
  }

  /** The body of the only write; fails if there were none or several. */
  function onlyWrite(method: string, agent: number): Record<string, unknown> {
    const [write, ...more] = writes();
    assert.ok(write, `nothing was written; shown: ${JSON.stringify(user.shown)}`);
    assert.deepEqual(more, []);
    // Until this API is known to keep properties that a PUT omits, only changes are sent.
    assert.match(write.method, method === 'PUT' ? /^(?:PUT|PATCH)$/ : new RegExp(`^${method}$`));
    assert.match(write.path, new RegExp(`/${agent}/$`));
    return JSON.parse(write.body) as Record<string, unknown>;
  }
});

const decisions = ['Keep Local Value', 'Use Remote Value', 'Compare Values'];

/** Titles of the code lenses above the line of a text. */
async function lensesAt(document: vscode.TextDocument, text: string): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
  );
  const { line } = rangeOf(document, text).start;
  return lenses.flatMap(({ range, command }) =>
    range.start.line === line && command ? [command.title] : [],
  );
}

async function fixesAt(document: vscode.TextDocument, text: string): Promise<string[]> {
  const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    rangeOf(document, text),
    vscode.CodeActionKind.QuickFix.value,
  );
  return fixes.map(({ title }) => title);
}

function writeBeside(document: vscode.TextDocument, path: string, text: string): Thenable<void> {
  return vscode.workspace.fs.writeFile(
    vscode.Uri.joinPath(document.uri, '..', path),
    new TextEncoder().encode(text),
  );
}

/** Confirms questions; enters nothing. */
const agreeing: Answer = ({ buttons }) =>
  buttons.find((title) => /^(Push|Pull|Apply|Allow|Use|Send)\b/.test(title));
