import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startVisit, type Visit } from '../support/visit';

describe('the walkthrough, from the .vsix in a fresh profile and a folder without agents', () => {
  let visit: Visit;
  let stumbled: string | undefined;

  before(async () => {
    visit = await startVisit({ theme: 'Light', folder: 'nothing of ours' });
  });
  after(() => visit.end());

  /** One step of a newcomer, who reads nothing else; each stands on those before. */
  const step = (what: string, act: (visit: Visit) => Promise<void>) => {
    it(what, async () => {
      assert.equal(stumbled, undefined, 'the steps before went well');
      stumbled = what;
      try {
        await act(visit);
        stumbled = undefined;
      } finally {
        await visit.picture(`walkthrough ${what}`);
      }
    });
  };

  const turnTo = (title: string) =>
    visit.code.page.locator('.getting-started-step', { hasText: title }).locator('.step-title').click();
  const press = (title: string) =>
    visit.code.page.locator('.getting-started-step.expanded .monaco-button', { hasText: title }).click();

  step('opens', async ({ code }) => {
    await code.run('Welcome: Open Walkthrough');
    await code.choose(/Agents as Files/);
    await code.page.locator('.getting-started-step', { hasText: 'Open an agent file' }).waitFor();
  });

  step('a sample opens beside it, with squiggles', async ({ code }) => {
    await press('Open a Sample');
    await code.squiggles('error').first().waitFor();
    assert.ok(await code.page.locator('.getting-started-step').first().isVisible());
  });

  step('its faults are mended one by one', async ({ code }) => {
    await turnTo('Mend a fault');
    for (let fault = 0; fault < 6; fault++) {
      await press('Mend Next Fault');
      await code.page.locator('.action-widget').waitFor();
      if (fault === 0) await visit.picture('walkthrough a fault and its fixes');
      await code.page.keyboard.press('Enter');
      await code.page.locator('.action-widget').waitFor({ state: 'hidden' });
      await code.page.waitForTimeout(300);
    }
    await code.line('to fill in').waitFor();
    await press('Mend Next Fault');
    await code.notification(/Nothing is left to mend/).waitFor();
  });
});
