import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '#support/poll';
import { type E2eSession, startSession } from '#support/vscode/e2eSession';

/** The agent in samples/sms.agent.json. */
const reminders = 2111;

describe('the Agents view', () => {
  let session: E2eSession;
  before(async () => {
    session = await startSession({ theme: 'Light' });
  });
  after(() => session.end());

  /** A row by what a screen reader reads. */
  const row = (name: string | RegExp) => session.code.page.getByRole('treeitem', { name });
  /** Presses the button of a row. A press is lost if the rows are rendered again meanwhile. */
  const pullFrom = async (name: RegExp) => {
    await row(name).hover();
    await row(name).getByRole('button', { name: /^Pull/ }).click();
  };
  const lists = async () => (await session.api.requests()).filter(({ path }) => path.includes('page_size'));

  it('shows known states without a request when it opens', async () => {
    const { code, api, picture } = session;
    await code.page.getByRole('tab', { name: /^Cekura/ }).click();
    await row('Greenleaf Library Reminders, Not synced').waitFor();
    await row('Set API Key…').waitFor();
    assert.deepEqual(await api.requests(), []);
    await picture('agents view without a key');
  });

  it('lists each project once an API key is set, and agents without a file', async () => {
    const { code, api, picture } = session;
    await row('Set API Key…').click();
    await code.answer(api.key);
    await row(/^Acme Support Line, /).waitFor();
    await picture('agents view');
    const paths = (await lists()).map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length, paths.join('\n'));
  });

  it('updates the state after a pull from a row', async () => {
    const { code } = session;
    await code.dismissNotifications();
    await code.until(row('Greenleaf Library Reminders, In sync'), () =>
      pullFrom(/^Greenleaf Library Reminders, /),
    );
  });

  it('shows remote changes after a fetch, without changing files', async () => {
    const { code, api, textOf, picture } = session;
    const before = textOf('sms.agent.json');
    await api.edit(reminders, { language: 'de' });
    await code.page.getByRole('button', { name: 'Fetch', exact: true }).first().click();
    await row('Greenleaf Library Reminders, 1 to pull').waitFor();
    await picture('agents view after a fetch');
    assert.equal(textOf('sms.agent.json'), before);
  });

  it('pulls an agent that has no file', async () => {
    const { code, textOf } = session;
    await code.until(row('Acme Support Line, In sync'), () => pullFrom(/^Acme Support Line, /));
    await until('the file', () => textOf('acme-support-line.agent.json').includes('"Acme Support Line"'));
  });

  it('has roles, names and states for screen readers: view, status bar, buttons and question', async () => {
    const { code, api, picture } = session;
    const { page } = code;
    await code.dismissNotifications();
    const tree = page.getByRole('tree', { name: /Agents/ });
    await tree.getByRole('treeitem', { name: 'Acme Development', expanded: true }).waitFor();
    await tree.getByRole('treeitem', { name: 'Greenleaf Library Reminders, 1 to pull' }).click();
    for (const name of [
      'New Agent File',
      'Fetch',
      'Push to Cekura',
      'Pull from Cekura',
      'Compare with Cekura',
    ])
      await page.getByRole('button', { name, exact: true }).first().waitFor();
    await code.status(/^Cekura · .*: 1 change to pull\.$/).waitFor();

    await code.openFile('sms.agent.json');
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Pulled 1 change/).waitFor();
    await code.dismissNotifications();
    await api.edit(reminders, { llm_model: 'gpt-4o' });
    await code.replaceLine(11, '  "llm_temperature": 0.6,');
    await code.runExactly('Agent JSON: Push to Cekura');
    const question = page.getByRole('dialog', { name: /Push \d changes? to Greenleaf Library Reminders/ });
    await question.waitFor();
    await picture('agents view question');
    const buttons = await question.getByRole('button').allInnerTexts();
    const first = await question.locator('.monaco-button:focus').innerText();
    assert.match(first, /^Push \d Changes?$/);
    for (const name of ['Review Changes', 'Cancel']) assert.ok(buttons.includes(name), buttons.join());
    // Icons have no text of their own.
    assert.doesNotMatch(await page.locator('.monaco-workbench').ariaSnapshot(), /\$\([a-z-]+\)/);
    await page.keyboard.press('Escape');
  });

  it('has roles, names and states for screen readers: history and prompt document', async () => {
    const { code, picture } = session;
    const { page } = code;
    await code.runExactly('Agent JSON: Show History');
    const list = page.getByRole('listbox');
    await list.getByRole('option', { name: /Pulled: Greenleaf Library Reminders, .* · language/ }).waitFor();
    await list.getByRole('button', { name: 'Open File' }).first().waitFor({ state: 'attached' });
    await picture('agents view history');
    await page.keyboard.press('Escape');

    await code.openFile('sms.agent.json');
    await code.runExactly('Agent JSON: Edit Prompt as Markdown');
    await page.getByRole('tab', { name: /sms · description\.md/, selected: true }).waitFor();
    const actions = page.locator('.editor-actions');
    for (const name of ['Push to Cekura', 'Pull from Cekura'])
      await actions.getByRole('button', { name }).first().waitFor();
    await code.status(/^Cekura · .*: 1 change to push\.$/).waitFor();
    await picture('agents view prompt document');
  });

  it('has roles, names and states for screen readers: walkthrough', async () => {
    const { code, picture } = session;
    const { page } = code;
    await code.run('Welcome: Open Walkthrough');
    await code.choose(/Get Started with Agent JSON/);
    const steps = page.locator('.getting-started-step');
    await steps.first().waitFor();
    await picture('agents view walkthrough');
    const first = page.getByRole('button', { name: /Open an agent file/, expanded: true });
    for (const name of ['New Agent File', 'Open Sample'])
      await first.getByRole('button', { name, exact: true }).waitFor();
    for (const title of ['Fix a problem', 'Set your API key', 'Create or pull an agent', 'Push', 'Pull'])
      await page
        .getByRole('button', { name: new RegExp(title), expanded: false })
        .first()
        .waitFor();
  });
});
