import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { outputFolder } from '../../scripts/host/folders.mjs';
import { sandboxKey, startSandboxProgram } from '../../scripts/host/sandbox.mjs';
import { freshSamples, startTrialServer, trialSettings } from '../../scripts/host/trial.mjs';
import { SandboxProgram } from '../support/sandboxProgram';
import { until } from '../support/waiting';
import { Workbench } from '../support/workbench';

/** The agent in samples/sms.agent.json. */
const reminders = 2111;

for (const theme of ['Light', 'Dark']) {
  describe(`a first visit, ${theme.toLowerCase()}: what npm start opens, by hand`, () => {
    let api: SandboxProgram;
    let folder: string;
    let browser: Browser;
    let code: Workbench;
    const ends: (() => Promise<void>)[] = [];

    before(async () => {
      mkdirSync(outputFolder, { recursive: true });
      const program = await startSandboxProgram();
      ends.unshift(program.stop);
      api = new SandboxProgram(program.origin, sandboxKey);
      folder = freshSamples();
      const settings = { ...trialSettings(api.origin), 'workbench.colorTheme': `Default ${theme} Modern` };
      const server = await startTrialServer(folder, settings);
      ends.unshift(server.stop);
      browser = await launchBrowser();
      ends.unshift(() => browser.close());
      code = new Workbench(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
      await code.open(server.origin);
    });

    after(async () => {
      for (const end of ends) await end();
    });

    let stumbled: string | undefined;

    /** One thing a visitor does, with a picture of how it looked, also when it went wrong. Each step stands on those before. */
    const step = (what: string, act: () => Promise<void>) => {
      it(what, async () => {
        assert.equal(stumbled, undefined, 'the steps before went well');
        stumbled = what;
        try {
          await act();
          stumbled = undefined;
        } finally {
          const name = `${theme.toLowerCase()} ${what}`.replaceAll(/[^A-Za-z0-9]+/g, '-');
          await code.picture(join(outputFolder, `${name}.png`));
        }
      });
    };

    const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
    const lineOf = (name: string, text: string) =>
      textOf(name).slice(0, textOf(name).indexOf(text)).split('\n').length;

    step('a broken file has squiggles', async () => {
      await code.openFile('broken.agent.json');
      await code.squiggles('error').first().waitFor();
    });

    step('a good file has none', async () => {
      await code.openFile('sms.agent.json');
      await code.line('greenleaf_sms_channel').waitFor();
      assert.equal(await code.squiggles('error').count(), 0);
      assert.equal(await code.squiggles('warning').count(), 0);
    });

    step('language completes by name', async () => {
      await code.goTo(lineOf('sms.agent.json', '"language"'), '  "language": "en'.length + 1);
      await code.page.keyboard.press('Backspace');
      await code.page.keyboard.press('Backspace');
      await code.page.keyboard.press('Control+Space');
      await code.suggestions.first().waitFor();
      await code.page.keyboard.type('germ');
      await code.suggestion(/German/).waitFor();
    });

    step('an accepted suggestion stands in the file', async () => {
      await code.page.keyboard.press('Enter');
      await code.line('"language": "de",').waitFor();
    });

    step('hovering chat_assistant_id explains it', async () => {
      await code.hoverOver('chat_assistant_id');
      await code.hover.filter({ hasText: /chat/i }).waitFor();
    });

    step('the API key is set', async () => {
      await code.page.keyboard.press('Escape');
      await code.run('Agent JSON: Set API Key');
      await code.answer(api.key);
      await code.notification(/key/i).waitFor();
    });

    step('a push asks what it will change', async () => {
      await code.dismissNotifications();
      await code.run('Agent JSON: Push');
      await code.choice(/^Push/).waitFor();
    });

    step('and changes just that', async () => {
      const stored = await api.agent(reminders);
      await code.choose(/^Push/);
      await code.notification(/pushed/i).waitFor();
      const { updated_at: before, ...kept } = stored;
      const { updated_at: now, ...changed } = await api.agent(reminders);
      assert.notEqual(now, before);
      assert.deepEqual(changed, { ...kept, language: 'de' });
    });

    step('a pull brings what others changed', async () => {
      await code.dismissNotifications();
      await api.edit(reminders, { llm_temperature: 0.7 });
      await code.run('Agent JSON: Pull');
      await code.line('"llm_temperature": 0.7,').waitFor();
      await until('the pulled text is saved', () =>
        textOf('sms.agent.json').includes('"llm_temperature": 0.7,'),
      );
    });
  });
}
