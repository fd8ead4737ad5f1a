import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startVisit, type Visit } from '../support/visit';

/** What is offered at each squiggle of the sample, and what stands there then. */
const fixes = [
  ['Replace by true', '"inbound": true,'],
  ['Rename to contact_number', '"contact_number":'],
  ['Replace by "en"', '"language": "en",'],
  ['Add retell_api_key and chat_assistant_id', 'to fill in'],
  ['Replace by "gpt-4o"', '"llm_model": "gpt-4o",'],
  ['Replace by 2', '"llm_temperature": 2'],
] as const;

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

  /** The page moves its focus onto a step once that has unfolded, and would take it away from what a button opens before. */
  const turnTo = async (title: string) => {
    const stepOf = visit.code.page.locator('.getting-started-step', { hasText: title });
    await stepOf.locator('.step-title').click();
    await visit.code.page.locator('.getting-started-step.expanded:focus', { hasText: title }).waitFor();
  };
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
    const list = code.page.locator('.action-widget');
    const squiggles = code.squiggles('error').or(code.squiggles('warning'));
    // The first press ticks the step off, which may close the list again while one looks at it; Escape does no harm either way.
    await press('Mend Next Fault');
    await code.page.locator('.getting-started-step.expanded .codicon.complete').waitFor();
    await list.waitFor({ timeout: 5000 }).catch(() => undefined);
    await code.page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    const left = new Map<string, string>(fixes);
    for (let presses = 2 * fixes.length; left.size > 0 && presses > 0; presses--) {
      await press('Mend Next Fault');
      // A list that does not come, or goes: the next press goes on with the next fault, and comes round to this one.
      const focused = list.locator(':focus .monaco-list-row.focused');
      const offered = await focused.innerText({ timeout: 5000 }).catch(() => undefined);
      if (offered === undefined) continue;
      const [fix = '', mended = ''] = [...left].find(([title]) => offered.includes(title)) ?? [];
      assert.ok(fix, `nobody expects to be offered: ${offered}`);
      const before = await squiggles.count();
      await code.page.keyboard.press('Enter');
      await code.line(mended).waitFor();
      // A list that is open while the file is checked anew is closed again.
      await squiggles.nth(before - 1).waitFor({ state: 'detached' });
      left.delete(fix);
    }
    assert.deepEqual([...left.keys()], []);
    await press('Mend Next Fault');
    await code.notification(/Nothing is left to mend/).waitFor();
  });

  step('the key is set', async ({ api, code }) => {
    await code.dismissNotifications();
    await turnTo('Set your API key');
    await press('Set API Key');
    await code.answer(api.key);
    await code.notification(/Stored the API key/).waitFor();
  });
});
