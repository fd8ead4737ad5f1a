import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { enteredSecret } from '#scripts/testing/leakScan.mjs';
import { type JsonObject, propertyOf } from '#language/syntax/json';
import { lineOf } from '#support/language/lineOf';
import { startSession, type E2eSession } from '#support/vscode/e2eSession';
import { until } from '#support/poll';

/** The fix of each problem in the sample, and the text after it. */
const fixes = [
  ['Replace with true', '"inbound": true,'],
  ['Rename to "contact_number"', '"contact_number":'],
  ['Replace with "en"', '"language": "en",'],
  ['Add "retell_api_key" and "chat_assistant_id"', 'placeholder'],
  ['Replace with "gpt-4o"', '"llm_model": "gpt-4o",'],
  ['Replace with 2', '"llm_temperature": 2'],
] as const;

/** The name of the sample, and the file name that is suggested for it. */
const name = 'Maple Street Pharmacy Line';
const file = 'maple-street-pharmacy-line.agent.json';

describe('the walkthrough, from the .vsix in a fresh profile and a folder without agents', () => {
  let session: E2eSession;
  let failedStep: string | undefined;

  before(async () => {
    session = await startSession({ theme: 'Light', folder: 'no agents' });
  });
  after(() => session.end());

  /** One step of the walkthrough with a screenshot, also if it fails. Each step continues the previous one. */
  const step = (name: string, run: (session: E2eSession) => Promise<void>) => {
    it(name, async () => {
      assert.equal(failedStep, undefined, 'the previous steps succeeded');
      failedStep = name;
      try {
        await run(session);
        failedStep = undefined;
      } finally {
        await session.picture(`walkthrough ${name}`);
      }
    });
  };

  /** The page moves the focus to a step when it is expanded, so a button must not be pressed before. */
  const openStep = async (title: string) => {
    const { page } = session.code;
    const heading = page.locator('.step-title', { hasText: new RegExp(`^${title}$`) });
    await heading.click();
    await page.locator('.getting-started-step.expanded:focus').filter({ has: heading }).waitFor();
  };
  const press = (title: string) =>
    session.code.page.locator('.getting-started-step.expanded .monaco-button', { hasText: title }).click();
  /** A step is completed when its action has succeeded, not when its button is pressed. */
  const expectCompleted = (title: string) =>
    session.code.page
      .locator('.getting-started-step')
      .filter({ has: session.code.page.locator('.step-title', { hasText: new RegExp(`^${title}$`) }) })
      .locator('.codicon.complete')
      .waitFor();
  step('opens', async ({ code }) => {
    await code.run('Welcome: Open Walkthrough');
    await code.choose(/Get Started with Agent JSON/);
    await code.page.locator('.getting-started-step', { hasText: 'Open an agent file' }).waitFor();
  });

  step('a sample with problems opens beside it', async ({ code }) => {
    await press('Open Sample');
    await code.squiggles('error').first().waitFor();
    await code.page.locator('.getting-started-step').first().waitFor();
  });

  step('its problems are fixed one by one', async ({ code }) => {
    await openStep('Fix a problem');
    const list = code.page.locator('.action-widget');
    const diagnostics = code.squiggles('error').or(code.squiggles('warning'));
    const remaining = new Map<string, string>(fixes);
    for (let presses = 2 * fixes.length; remaining.size > 0 && presses > 0; presses--) {
      await press('Fix Next Problem');
      // If the list is not shown or closes, the next press continues with the next problem and returns to this one later.
      const focused = list.locator(':focus .monaco-list-row.focused');
      const offered = await focused.innerText({ timeout: 5000 }).catch(() => undefined);
      if (offered === undefined) continue;
      const [fix = '', fixed = ''] = [...remaining].find(([title]) => offered.includes(title)) ?? [];
      assert.ok(fix, `unexpected quick fix: ${offered}`);
      const before = await diagnostics.count();
      // The list gets the key press: if it closes meanwhile, the editor must not get it.
      const accepted = list
        .locator('.monaco-list:focus')
        .press('Enter', { timeout: 5000 })
        .then(() => code.line(fixed).waitFor({ timeout: 5000 }));
      const isFixed = await accepted.then(
        () => true,
        () => false,
      );
      if (!isFixed) continue;
      // VS Code closes an open list when the diagnostics of the file change.
      await diagnostics.nth(before - 1).waitFor({ state: 'detached' });
      remaining.delete(fix);
    }
    assert.deepEqual([...remaining.keys()], []);
  });

  step('the placeholder is selected, so that typing replaces it', async ({ code }) => {
    await code.until(code.line('"agent_0123456789"'), async () => {
      await press('Fix Next Problem');
      await code.notification(/Replace the selected placeholder/).waitFor();
      await code.page.locator('.editor-instance .selected-text').first().waitFor();
      await code.page.keyboard.type('agent_0123456789');
    });
    await press('Fix Next Problem');
    await code.notification(/No problems left in this file/).waitFor();
    await expectCompleted('Fix a problem');
  });

  step('the key is set', async ({ api, code }) => {
    await code.dismissNotifications();
    await openStep('Set your API key');
    await code.until(code.question, () => press('Set API Key…'));
    await code.answer(api.key);
    await code.notification(/Saved the API key/).waitFor();
    await expectCompleted('Set your API key');
  });

  step(
    'the agent is created, after asking once each for file name, secret and project',
    async ({ api, code, textOf }) => {
      const project = code.choice(/^Acme Development/);
      await code.dismissNotifications();
      await openStep('Create or pull an agent');
      const place = code.question;
      await code.until(place, () => press('Create on Cekura…'));
      await until('a path is suggested', async () => (await place.inputValue()).endsWith(`desk/${file}`));
      const secret = code.page.locator('.quick-input-widget', { hasText: 'Value for retell_api_key' });
      await code.until(secret, () => place.press('Enter'));
      await code.answer(enteredSecret);
      await project.click();
      await code.press(/^Create$/);
      await code.notification(/Created Maple Street/).waitFor();
      await expectCompleted('Create or pull an agent');
      const created = await api.agent(idIn(textOf(file)));
      assert.deepEqual([created['agent_name'], created['retell_api_key']], [name, enteredSecret]);
    },
  );

  step('a comparison shows the changes made since', async ({ code, textOf }) => {
    await code.dismissNotifications();
    await code.page.locator('.tab', { hasText: file }).click();
    await code.focusedEditor(file).waitFor();
    const line = lineOf(textOf(file), '"language"');
    await code.until(code.line('"language": "de",'), () => code.replaceLine(line, '  "language": "de",'));
    await openStep('Compare with Cekura');
    const comparison = code.page.locator('.tab.active', { hasText: '↔ local file' });
    await code.until(comparison, () => press('Compare with Cekura'));
    await code.page.locator('.monaco-diff-editor .line-insert').first().waitFor({ state: 'attached' });
    await code.page.locator('.getting-started-step').first().waitFor();
  });

  step('a push sends only that change', async ({ api, code, textOf }) => {
    const id = idIn(textOf(file));
    const { updated_at: updatedBefore, ...before } = await api.agent(id);
    await openStep('Push');
    // The new agent's key was stored, and nothing shows yet that this server keeps it.
    await code.until(code.page.locator('.monaco-dialog-box'), () => press('Push to Cekura'));
    await code.press(/^Send Changes Only$/);
    await code.notification(/Pushed 1 change/).waitFor();
    const { updated_at: updatedAfter, ...after } = await api.agent(id);
    assert.deepEqual(after, { ...before, language: 'de' });
    assert.notEqual(updatedAfter, updatedBefore);
  });

  step('a pull merges a remote change, and the reference is kept', async ({ api, code, textOf }) => {
    await code.dismissNotifications();
    await api.edit(idIn(textOf(file)), { llm_temperature: 0.7 });
    await openStep('Pull');
    await code.until(code.notification(/Pulled 1 change/), () => press('Pull from Cekura'));
    await expectCompleted('Pull');
    await until('the pulled text is saved', () => textOf(file).includes('"llm_temperature": 0.7,'));
    assert.ok(textOf(file).includes('"retell_api_key": "${secret:RETELL_API_KEY}"'));
  });
});

function idIn(text: string): number {
  const id = propertyOf(JSON.parse(text) as JsonObject, 'id');
  assert.ok(typeof id === 'number', 'the file has an ID');
  return id;
}
