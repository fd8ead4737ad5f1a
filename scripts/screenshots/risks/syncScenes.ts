import { sandboxKey } from '../../host/sandbox.mjs';
import { type Scenes, cancel, dialog, lines, push, reset, sms } from './helpers';

/** Pushes and pulls without secrets. The scenes depend on each other and run in this order. */
export const syncScenes: Scenes = {
  key: async (scene) => {
    const { code, take } = scene;
    await push(scene, sms);
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
    await dialog(scene);
    await take('pull-never-synced');
    await cancel(scene);
    await reset(scene);
  },
  none: async (scene) => {
    const { code, take } = scene;
    await code.openFile(sms);
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Nothing to pull/).waitFor();
    await code.dismissNotifications();
    await push(scene, sms);
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
    await push(scene, sms);
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
    await push(scene, 'never-synced.agent.json');
    await dialog(scene);
    await take('some-never-synced');
    await cancel(scene);
    await reset(scene);
  },
  'some: deletion and identity': async (scene) => {
    const { code, take } = scene;
    await code.openFile(sms);
    await code.replaceLine(lines.number, '  "contact_number": "",');
    await code.replaceLine(lines.temperature, '  "llm_temperature": 0.4,');
    await push(scene, sms);
    await dialog(scene);
    await take('some-deletion');
    await cancel(scene);
    await code.replaceLine(lines.number, '  "contact_number": "+14155550137",');
    await code.save();
    await reset(scene);
  },
  'some: merge': async (scene) => {
    const { api, code, take } = scene;
    await api.edit(2111, { llm_model: 'gpt-4o' });
    await push(scene, sms);
    await dialog(scene);
    await take('some-merge');
    await cancel(scene);
    await reset(scene);
    await code.openFile(sms);
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Pulled 1 change/).waitFor();
    await take('pulled');
    await code.dismissNotifications();
  },
  'some: stale plan': async (scene) => {
    const { api, code, take } = scene;
    await push(scene, 'never-synced.agent.json');
    await dialog(scene);
    await api.edit(2101, { language: 'fr' });
    await code.press(/^Push \d/);
    await code.notification(/has changed on Cekura/).waitFor();
    await take('stop-stale-plan');
    await reset(scene);
  },
  'stop: conflict, and high: override': async (scene) => {
    const { api, code, take } = scene;
    await code.openFile(sms);
    await api.edit(2111, { language: 'fr' });
    await code.replaceLine(lines.language, '  "language": "de",');
    await push(scene, sms);
    await code.notification(/Conflict/).waitFor();
    await code.page.locator('.codelens-decoration', { hasText: 'Keep Local Value' }).first().waitFor();
    await take('stop-conflict');
    await code.page.locator('.codelens-decoration a', { hasText: 'Keep Local Value' }).first().click();
    await code.notification(/next push will overwrite/).waitFor();
    await take('conflict-resolved');
    await code.dismissNotifications();
    await push(scene, sms);
    await dialog(scene);
    await take('high-override');
    await code.press(/Review Changes/);
    await code.notification(/Review the changes/).waitFor();
    await take('high-override-review');
    await code.page.getByRole('button', { name: 'Continue…' }).first().click();
    await dialog(scene);
    await take('high-override-continued');
    await cancel(scene);
    await reset(scene);
  },
};
