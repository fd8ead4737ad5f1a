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

/** What the sample is called, and the file that is suggested for it. */
const name = 'Maple Street Pharmacy Line';
const file = 'maple-street-pharmacy-line.agent.json';

describe('the walkthrough, from the .vsix in a fresh profile and a folder without agents', () => {
  let session: E2eSession;
  let stumbled: string | undefined;

  before(async () => {
    session = await startSession({ theme: 'Light', folder: 'no agents' });
  });
  after(() => session.end());

  /** One step of a newcomer, who reads nothing else; each stands on those before. */
  const step = (what: string, act: (session: E2eSession) => Promise<void>) => {
    it(what, async () => {
      assert.equal(stumbled, undefined, 'the steps before went well');
      stumbled = what;
      try {
        await act(session);
        stumbled = undefined;
      } finally {
        await session.picture(`walkthrough ${what}`);
      }
    });
  };

  /** The page moves its focus onto a step once that has unfolded, and would take it away from what a button opens before. */
  const turnTo = async (title: string) => {
    const { page } = session.code;
    const called = page.locator('.step-title', { hasText: new RegExp(`^${title}$`) });
    await called.click();
    await page.locator('.getting-started-step.expanded:focus').filter({ has: called }).waitFor();
  };
  const press = (title: string) =>
    session.code.page.locator('.getting-started-step.expanded .monaco-button', { hasText: title }).click();
  /** A step counts as done once it is done, not when its button was pressed. */
  const ticked = (title: string) =>
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

  step('a sample opens beside it, with squiggles', async ({ code }) => {
    await press('Open Sample');
    await code.squiggles('error').first().waitFor();
    await code.page.locator('.getting-started-step').first().waitFor();
  });

  step('its problems are fixed one by one', async ({ code }) => {
    await turnTo('Fix a problem');
    const list = code.page.locator('.action-widget');
    const diagnostics = code.squiggles('error').or(code.squiggles('warning'));
    const left = new Map<string, string>(fixes);
    for (let presses = 2 * fixes.length; left.size > 0 && presses > 0; presses--) {
      await press('Fix Next Problem');
      // A list that does not come, or goes: the next press goes on with the next fault, and comes round to this one.
      const focused = list.locator(':focus .monaco-list-row.focused');
      const offered = await focused.innerText({ timeout: 5000 }).catch(() => undefined);
      if (offered === undefined) continue;
      const [fix = '', fixed = ''] = [...left].find(([title]) => offered.includes(title)) ?? [];
      assert.ok(fix, `nobody expects to be offered: ${offered}`);
      const before = await diagnostics.count();
      // To the list itself: where that closes meanwhile, the key would go into the text.
      const accepted = list
        .locator('.monaco-list:focus')
        .press('Enter', { timeout: 5000 })
        .then(() => code.line(fixed).waitFor({ timeout: 5000 }));
      const isFixed = await accepted.then(
        () => true,
        () => false,
      );
      if (!isFixed) continue;
      // A list that is open while the file is checked anew is closed again.
      await diagnostics.nth(before - 1).waitFor({ state: 'detached' });
      left.delete(fix);
    }
    assert.deepEqual([...left.keys()], []);
  });

  step('what is to be filled in is selected, to be typed over', async ({ code }) => {
    await code.until(code.line('"agent_0123456789"'), async () => {
      await press('Fix Next Problem');
      await code.notification(/Replace the selected placeholder/).waitFor();
      await code.page.locator('.editor-instance .selected-text').first().waitFor();
      await code.page.keyboard.type('agent_0123456789');
    });
    await press('Fix Next Problem');
    await code.notification(/No problems left in this file/).waitFor();
    await ticked('Fix a problem');
  });

  step('the key is set', async ({ api, code }) => {
    await code.dismissNotifications();
    await turnTo('Set your API key');
    await code.until(code.question, () => press('Set API Key…'));
    await code.answer(api.key);
    await code.notification(/Saved the API key/).waitFor();
    await ticked('Set your API key');
  });

  step(
    'the agent is created, which asks for a place, the secret and the project, each once',
    async ({ api, code, textOf }) => {
      const project = code.choice(/^Acme Development/);
      await code.dismissNotifications();
      await turnTo('Create or pull an agent');
      const place = code.question;
      await code.until(place, () => press('Create on Cekura…'));
      await until('a place is suggested', async () => (await place.inputValue()).endsWith(`desk/${file}`));
      const secret = code.page.locator('.quick-input-widget', { hasText: 'Value for retell_api_key' });
      await code.until(secret, () => place.press('Enter'));
      await code.answer(enteredSecret);
      await project.click();
      await code.press(/^Create$/);
      await code.notification(/Created Maple Street/).waitFor();
      await ticked('Create or pull an agent');
      const created = await api.agent(idIn(textOf(file)));
      assert.deepEqual([created['agent_name'], created['retell_api_key']], [name, enteredSecret]);
    },
  );

  step('a comparison shows what was changed since', async ({ code, textOf }) => {
    await code.dismissNotifications();
    await code.page.locator('.tab', { hasText: file }).click();
    const line = lineOf(textOf(file), '"language"');
    await code.until(code.line('"language": "de",'), () => code.replaceLine(line, '  "language": "de",'));
    await turnTo('Compare with Cekura');
    const comparison = code.page.locator('.tab.active', { hasText: '↔ local file' });
    await code.until(comparison, () => press('Compare with Cekura'));
    await code.page.locator('.monaco-diff-editor .line-insert').first().waitFor({ state: 'attached' });
    await code.page.locator('.getting-started-step').first().waitFor();
  });

  step('a push sends just that', async ({ api, code, textOf }) => {
    const id = idIn(textOf(file));
    const { updated_at: then, ...before } = await api.agent(id);
    await turnTo('Push');
    // The new agent's key was stored, and nothing shows yet that this server keeps it.
    await code.until(code.page.locator('.monaco-dialog-box'), () => press('Push to Cekura'));
    await code.press(/^Send Changes Only$/);
    await code.notification(/Pushed 1 change/).waitFor();
    const { updated_at: now, ...after } = await api.agent(id);
    assert.deepEqual(after, { ...before, language: 'de' });
    assert.notEqual(now, then);
  });

  step('a pull brings what others changed, and the reference stays', async ({ api, code, textOf }) => {
    await code.dismissNotifications();
    await api.edit(idIn(textOf(file)), { llm_temperature: 0.7 });
    await turnTo('Pull');
    await code.until(code.notification(/Pulled 1 change/), () => press('Pull from Cekura'));
    await ticked('Pull');
    await until('the pulled text is saved', () => textOf(file).includes('"llm_temperature": 0.7,'));
    assert.ok(textOf(file).includes('"retell_api_key": "${secret:RETELL_API_KEY}"'));
  });
});

function idIn(text: string): number {
  const id = propertyOf(JSON.parse(text) as JsonObject, 'id');
  assert.ok(typeof id === 'number', 'the file names an agent');
  return id;
}
