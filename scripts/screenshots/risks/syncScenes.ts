import { sandboxKey } from '../../host/sandbox.mjs';
import { type Scenes, cancelDialog, waitForDialog, lines, startPush, closeEditors, sms } from './helpers';

/** Pushes and pulls without secrets. The scenes depend on each other and run in this order. */
export const syncScenes: Scenes = {
  key: async (scene) => {
    const { code, take } = scene;
    await startPush(scene, sms);
    await code.notification(/No API key/).waitFor();
    await take('stop-no-key');
    await code.dismissNotifications();
    await code.runExactly('Agent JSON: Set API Key');
    await code.answer(sandboxKey);
    await code.notification(/Saved/).waitFor();
    await code.dismissNotifications();
  },
  'first pull': async (scene) => {
    const { code, take } = scene;
    await code.openFile('never-synced.agent.json');
    await code.runExactly('Agent JSON: Pull from Cekura');
    await waitForDialog(scene);
    await take('pull-never-synced');
    await cancelDialog(scene);
    await closeEditors(scene);
  },
  none: async (scene) => {
    const { code, take } = scene;
    await code.openFile(sms);
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Nothing to pull/).waitFor();
    await code.dismissNotifications();
    await startPush(scene, sms);
    await code.notification(/Nothing to push/).waitFor();
    await code.status(/In sync/).hover();
    await code.hover.waitFor();
    await take('none');
    await code.dismissNotifications();
  },
  low: async (scene) => {
    const { code, take } = scene;
    await code.openFile(sms);
    await code.replaceLine(lines.temperature, '  "llm_temperature": 0.4,');
    await code.replaceLine(lines.tokens, '  "llm_max_tokens": 600,');
    await take('low-before');
    await startPush(scene, sms);
    await code.notification(/Pushed 2 changes/).waitFor();
    await take('low');
    await code
      .notification(/Pushed/)
      .getByRole('button', { name: 'View Diff' })
      .click();
    await code.page.locator('.tab.active', { hasText: / ↔ after push/ }).waitFor();
    await take('low-view-diff');
    await code.runExactly('View: Close All Editors');
    await code.openFile(sms);
    await code.runExactly('Agent JSON: Roll Back Agent on Cekura');
    await code.notification(/Rolled back/).waitFor();
    await take('low-undone');
    await code.dismissNotifications();
  },
  'some: never synced': async (scene) => {
    const { take } = scene;
    await startPush(scene, 'never-synced.agent.json');
    await waitForDialog(scene);
    await take('some-never-synced');
    await cancelDialog(scene);
    await closeEditors(scene);
  },
  'some: deletion and identity': async (scene) => {
    const { code, take } = scene;
    await code.openFile(sms);
    await code.replaceLine(lines.number, '  "contact_number": "",');
    await code.replaceLine(lines.temperature, '  "llm_temperature": 0.4,');
    await startPush(scene, sms);
    await waitForDialog(scene);
    await take('some-deletion');
    await cancelDialog(scene);
    await code.replaceLine(lines.number, '  "contact_number": "+14155550137",');
    await code.save();
    await closeEditors(scene);
  },
  'some: merge': async (scene) => {
    const { api, code, take } = scene;
    await api.edit(2111, { llm_model: 'gpt-4o' });
    await startPush(scene, sms);
    await waitForDialog(scene);
    await take('some-merge');
    await cancelDialog(scene);
    await closeEditors(scene);
    await code.openFile(sms);
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Pulled 1 change/).waitFor();
    await take('pulled');
    await code.dismissNotifications();
  },
  'some: stale plan': async (scene) => {
    const { api, code, take } = scene;
    await startPush(scene, 'never-synced.agent.json');
    await waitForDialog(scene);
    await api.edit(2101, { language: 'fr' });
    await code.press(/^Push \d/);
    await code.notification(/has changed on Cekura/).waitFor();
    await take('stop-stale-plan');
    await closeEditors(scene);
  },
  'stop: conflict, and high: override': async (scene) => {
    const { api, code, take } = scene;
    await code.openFile(sms);
    await api.edit(2111, { language: 'fr' });
    await code.replaceLine(lines.language, '  "language": "de",');
    await startPush(scene, sms);
    await code.notification(/Conflict/).waitFor();
    await code.page.locator('.codelens-decoration', { hasText: 'Keep Local Value' }).first().waitFor();
    await take('stop-conflict');
    await code.page.locator('.codelens-decoration a', { hasText: 'Keep Local Value' }).first().click();
    await code.notification(/next push will overwrite/).waitFor();
    await take('conflict-resolved');
    await code.dismissNotifications();
    await startPush(scene, sms);
    await waitForDialog(scene);
    await take('high-override');
    await code.press(/Review Changes/);
    await code.notification(/Review the changes/).waitFor();
    await take('high-override-review');
    await code.page.getByRole('button', { name: 'Continue…' }).first().click();
    await waitForDialog(scene);
    await take('high-override-continued');
    await cancelDialog(scene);
    await closeEditors(scene);
  },
};
