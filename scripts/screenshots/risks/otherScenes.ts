import { type Scenes, cancelDialog, waitForDialog, closeEditors, sms } from './helpers';

/** Several agents, new agents, and failed requests. */
export const otherScenes: Scenes = {
  'source control': async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Source Control: Focus on Changes View');
    await code.page.locator('.scm-view .resource').first().waitFor();
    await take('source-control');
    await code.runExactly('File: Focus on Files Explorer');
  },
  'several agents': async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Agent JSON: Pull Agent from Cekura');
    await code.choice(/Museum of Tides/).waitFor();
    await take('pull-from-list');
    await cancelDialog(scene);
    await code.runExactly('Agent JSON: Pull All');
    await waitForDialog(scene);
    await take('pull-all');
    // Each file that was never synced asks a question, and the next one may be shown before the previous one is hidden.
    const summary = code.notification(/\d+ agents:/);
    while (!(await summary.isVisible())) {
      await code.page.keyboard.press('Escape');
      await summary.waitFor({ timeout: 500 }).catch(() => undefined);
    }
    await take('pull-all-done');
    await closeEditors(scene);
  },
  'a new agent': async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Agent JSON: New Agent File');
    await code.choice(/SMS/).waitFor();
    await take('new-agent');
    await code.choose(/SMS/);
    await code.line('"agent_name"').waitFor();
    await code.page.keyboard.press('Escape');
    await take('new-agent-template');
    await code.runExactly('Agent JSON: Create on Cekura');
    await code.notification(/Not created/).waitFor();
    await take('new-agent-not-ready');
    await code.dismissNotifications();
    await code.replaceLine(2, '  "agent_name": "Night Desk",');
    await code.replaceLine(3, '  "description": "You answer at night.",');
    await code.replaceLine(4, '  "inbound": true,');
    await code.replaceLine(6, '  "chat_assistant_id": "night_desk_channel"');
    await code.runExactly('Agent JSON: Create on Cekura');
    await code.page.locator('.quick-input-widget', { hasText: 'Save Agent File' }).waitFor();
    await take('create-save-file');
    await code.page.keyboard.press('Enter');
    await code.choice(/Acme Development/).waitFor();
    await take('create-project');
    await code.choose(/Acme Development/);
    await waitForDialog(scene);
    await take('create');
    await code.press(/^Create/);
    await code.notification(/Created Night Desk/).waitFor();
    await take('created');
    await closeEditors(scene);
  },
  'rejected key and unreachable API': async (scene) => {
    const { api, code, take } = scene;
    await code.openFile(sms);
    await api.fault({ kind: 'status', status: 401 });
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/invalid or was revoked/).waitFor();
    await take('stop-rejected-key');
    await code.dismissNotifications();
    await api.fault({ kind: 'drop-before', times: 9 });
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/timed out|reach/).waitFor();
    await take('stop-unreachable');
    await closeEditors(scene);
  },
  'push all, canceled': async ({ api, code, take }) => {
    await api.fault({ kind: 'slow', ms: 2000, skip: 8, times: 99 });
    await code.runExactly('Agent JSON: Push All');
    // The reference to the environment was not approved.
    await code.dialog.waitFor();
    await code.page.keyboard.press('Escape');
    await code.page.locator('.quick-input-widget', { hasText: 'select the agents to push' }).waitFor();
    await take('push-all');
    await code.page.keyboard.press('Enter');
    await code.notification(/Pushing \d+ agents?/).waitFor();
    await code
      .notification(/Pushing/)
      .getByRole('button', { name: 'Cancel' })
      .click();
    await code.notification(/\d+ agents: .*skipped/).waitFor();
    await take('push-all-canceled');
  },
};
