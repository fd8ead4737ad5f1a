import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { lineOf } from '#support/language/lineOf';
import { until } from '#support/poll';
import { startSession, type E2eSession } from '#support/vscode/e2eSession';

/** The agent in samples/sms.agent.json. */
const reminders = 2111;

describe('first session: the steps after npm start', () => {
  let session: E2eSession;
  let failedStep: string | undefined;

  before(async () => {
    session = await startSession({ theme: 'Light' });
  });
  after(() => session.end());

  /** One step with a screenshot, also if it fails. Each step continues the previous one. */
  const step = (name: string, run: (session: E2eSession) => Promise<void>) => {
    it(name, async () => {
      assert.equal(failedStep, undefined, 'the previous steps succeeded');
      failedStep = name;
      try {
        await run(session);
        failedStep = undefined;
      } finally {
        await session.picture(`first session ${name}`);
      }
    });
  };

  step('a file with problems has diagnostics', async ({ code }) => {
    await code.openFile('broken.agent.json');
    await code.squiggles('error').first().waitFor();
  });

  step('a valid file has none', async ({ code }) => {
    await code.openFile('sms.agent.json');
    await code.line('greenleaf_sms_channel').waitFor();
    assert.equal(await code.squiggles('error').count(), 0);
    assert.equal(await code.squiggles('warning').count(), 0);
  });

  step('language completes by name', async ({ code, textOf }) => {
    await code.goTo(lineOf(textOf('sms.agent.json'), '"language"'), '  "language": "en'.length + 1);
    await code.page.keyboard.press('Backspace');
    await code.page.keyboard.press('Backspace');
    await code.until(code.suggestions.first(), () => code.page.keyboard.press('Control+Space'));
    await code.page.keyboard.type('germ');
    await code.suggestion(/German/).waitFor();
  });

  step('an accepted suggestion is inserted', async ({ code }) => {
    await code.page.keyboard.press('Enter');
    await code.line('"language": "de",').waitFor();
  });

  step('hovering chat_assistant_id explains it', async ({ code }) => {
    await code.hoverOver('chat_assistant_id');
    await code.hover.filter({ hasText: /chat/i }).waitFor();
  });

  step('the API key is set', async ({ api, code }) => {
    await code.page.keyboard.press('Escape');
    await code.run('Agent JSON: Set API Key');
    await code.answer(api.key);
    await code.notification(/key/i).waitFor();
  });

  step('a push lists its changes and asks', async ({ code }) => {
    await code.dismissNotifications();
    await code.run('Agent JSON: Push to Cekura');
    await code.dialog.filter({ hasText: 'Push 1 change' }).waitFor();
  });

  step('the push changes only the listed property', async ({ api, code }) => {
    const stored = await api.agent(reminders);
    await code.press(/^Push/);
    await code.notification(/pushed/i).waitFor();
    const { updated_at: before, ...kept } = stored;
    const { updated_at: updatedAfter, ...changed } = await api.agent(reminders);
    assert.notEqual(updatedAfter, before);
    assert.deepEqual(changed, { ...kept, language: 'de' });
  });

  step('a pull merges a remote change', async ({ api, code, textOf }) => {
    await code.dismissNotifications();
    await api.edit(reminders, { llm_temperature: 0.7 });
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.line('"llm_temperature": 0.7,').waitFor();
    await until('the pulled text is saved', () =>
      textOf('sms.agent.json').includes('"llm_temperature": 0.7,'),
    );
  });

  step('the API key and the baseline are kept after a reload', async ({ code }) => {
    await code.reload();
    await code.openFile('sms.agent.json');
    await code.run('Agent JSON: Push to Cekura');
    await code.notification(/nothing to push/i).waitFor();
  });
});
