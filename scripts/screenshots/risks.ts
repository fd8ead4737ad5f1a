// Takes a picture of each row of the risk table, and of the rest of push and pull, in light and dark into test-output/risks/, to be looked
// at for whether one can decide by what one reads. Usage: node --import tsx scripts/screenshots/risks.ts
import { sandboxKey } from '../host/sandbox.mjs';
import { type Scene, takePictures } from './gallery';

/** Agents of the local API, as short files. Nothing in them is real. */
const file = (id: number, members: Record<string, unknown>): string =>
  `${JSON.stringify({ id, ...members }, null, 2)}\n`;
const boiler = {
  agent_name: 'Heatwise Boiler Check Calls',
  description: 'Calls customers whose boiler check is due.',
  inbound: false,
  assistant_provider: 'vapi',
  assistant_id: 'asst_heatwise_boiler_check',
};
const files = {
  'no-base.agent.json': file(2101, {
    agent_name: 'Larkspur Vets Reception',
    description: 'You answer the phone of Larkspur Vets.',
    inbound: true,
    language: 'en',
    llm_temperature: 0.9,
  }),
  'set.agent.json': file(2104, { ...boiler, vapi_api_key: '${secret:BOILER_VAPI_KEY}' }),
  'clear.agent.json': file(2104, { ...boiler, vapi_api_key: null }),
  'unproven.agent.json': file(2104, { ...boiler, llm_temperature: 0.2 }),
  'mask.agent.json': file(2104, { ...boiler, vapi_api_key: '****a1b2' }),
  'environment.agent.json': file(2104, { ...boiler, vapi_api_key: '${env:HOME}' }),
  'nothing-behind.agent.json': file(2104, { ...boiler, vapi_api_key: '${secret:NOT_SET_YET}' }),
  'sip.agent.json': file(2103, {
    agent_name: 'Ashgrove Water Leak Line',
    description: 'Takes reports of leaks.',
    inbound: true,
  }),
};

/** Lines of samples/sms.agent.json. */
const [language, number, temperature, tokens] = [6, 8, 11, 12];
const sms = 'sms.agent.json';

async function push({ code }: Scene, name: string): Promise<void> {
  await code.openFile(name);
  await code.runExactly('Agent JSON: Push to Cekura');
}

const dialog = ({ code }: Scene) => code.dialog.waitFor();

async function cancel({ code }: Scene): Promise<void> {
  await code.page.keyboard.press('Escape');
  await code.page.locator('.quick-input-widget:visible, .monaco-dialog-box').waitFor({ state: 'detached' });
}

/** Back to the file as it is on disk, and nothing in the way. */
async function tidy({ code }: Scene): Promise<void> {
  await code.runExactly('View: Close All Editors');
  await code.page
    .locator('.tab')
    .first()
    .waitFor({ state: 'detached', timeout: 1000 })
    .catch(() => undefined);
  const discard = code.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" });
  if (await discard.isVisible()) await discard.click();
  await code.dismissNotifications();
}

const scenes: Record<string, (scene: Scene) => Promise<void>> = {
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
    await code.openFile('no-base.agent.json');
    await code.runExactly('Agent JSON: Pull from Cekura');
    await dialog(scene);
    await take('pull-without-base');
    await cancel(scene);
    await tidy(scene);
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
    await code.replaceLine(temperature, '  "llm_temperature": 0.4,');
    await code.replaceLine(tokens, '  "llm_max_tokens": 600,');
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
  'some: no base': async (scene) => {
    const { take } = scene;
    await push(scene, 'no-base.agent.json');
    await dialog(scene);
    await take('some-no-base');
    await cancel(scene);
    await tidy(scene);
  },
  'some: deletion and identity': async (scene) => {
    const { code, take } = scene;
    await code.openFile(sms);
    await code.replaceLine(number, '  "contact_number": "",');
    await code.replaceLine(temperature, '  "llm_temperature": 0.4,');
    await push(scene, sms);
    await dialog(scene);
    await take('some-deletion');
    await cancel(scene);
    await code.replaceLine(number, '  "contact_number": "+14155550137",');
    await code.save();
    await tidy(scene);
  },
  'some: merge': async (scene) => {
    const { api, code, take } = scene;
    await api.edit(2111, { llm_model: 'gpt-4o' });
    await push(scene, sms);
    await dialog(scene);
    await take('some-merge');
    await cancel(scene);
    await tidy(scene);
    await code.openFile(sms);
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Pulled 1 change/).waitFor();
    await take('pulled');
    await code.dismissNotifications();
  },
  'some: plan void': async (scene) => {
    const { api, code, take } = scene;
    await push(scene, 'no-base.agent.json');
    await dialog(scene);
    await api.edit(2101, { language: 'fr' });
    await code.press(/^Push \d/);
    await code.notification(/has changed on Cekura/).waitFor();
    await take('stop-plan-void');
    await tidy(scene);
  },
  'stop: conflict, and high: override': async (scene) => {
    const { api, code, take } = scene;
    await code.openFile(sms);
    await api.edit(2111, { language: 'fr' });
    await code.replaceLine(language, '  "language": "de",');
    await push(scene, sms);
    await code.notification(/Conflict/).waitFor();
    await code.page.locator('.codelens-decoration', { hasText: 'Keep Local Value' }).first().waitFor();
    await take('stop-conflict');
    await code.page.locator('.codelens-decoration a', { hasText: 'Keep Local Value' }).first().click();
    await code.notification(/next push will overwrite/).waitFor();
    await take('conflict-decided');
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
    await tidy(scene);
  },
  'stop: reference without a value': async (scene) => {
    const { code, take } = scene;
    await push(scene, 'nothing-behind.agent.json');
    await code.notification(/is not set/).waitFor();
    await take('stop-reference');
    await tidy(scene);
  },
  'stop: mask': async (scene) => {
    const { code, take } = scene;
    await push(scene, 'mask.agent.json');
    await code.notification(/mask/).waitFor();
    await take('stop-mask');
    await tidy(scene);
  },
  'a reference to the environment': async (scene) => {
    const { code, take } = scene;
    await push(scene, 'environment.agent.json');
    await dialog(scene);
    await take('approve-reference');
    await cancel(scene);
    await code.notification(/not approved/).waitFor();
    await take('stop-not-approved');
    await tidy(scene);
  },
  'high: unproven': async (scene) => {
    const { take } = scene;
    await push(scene, 'unproven.agent.json');
    await dialog(scene);
    await take('high-unproven');
    await cancel(scene);
    await tidy(scene);
  },
  'high: cleared': async (scene) => {
    const { take } = scene;
    await push(scene, 'clear.agent.json');
    await dialog(scene);
    await take('high-clear');
    await cancel(scene);
    await tidy(scene);
  },
  'some: secret set': async (scene) => {
    const { code, take } = scene;
    await code.openFile('set.agent.json');
    await code.runExactly('Agent JSON: Set Secret');
    await code.choose(/vapi_api_key/);
    await code.answer('FAKE-new-key-do-not-use');
    await code.notification(/Saved/).waitFor();
    await take('secret-stored');
    await code.dismissNotifications();
    await push(scene, 'set.agent.json');
    await dialog(scene);
    await take('some-secret-set');
    await cancel(scene);
    await tidy(scene);
  },
  'the alarm': async (scene) => {
    const { api, code, take } = scene;
    await api.set({ put: 'clear' });
    await push(scene, 'unproven.agent.json');
    await dialog(scene);
    await code.press(/Push Anyway/);
    await code.notification(/cleared/).waitFor();
    await take('alarm-lost-secret');
    await api.set({ put: 'keep' });
    await tidy(scene);
  },
  'credentials in clear': async (scene) => {
    const { code, take } = scene;
    await code.openFile('sip.agent.json');
    await code.runExactly('Agent JSON: Pull from Cekura');
    await dialog(scene);
    await take('pull-credential-in-clear');
    await code.press(/^Pull \d/);
    await code.notification(/Pulled/).waitFor();
    await take('pulled-credential-in-clear');
    await tidy(scene);
  },
  'source control': async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Source Control: Focus on Changes View');
    await code.page.locator('.scm-view .resource').first().waitFor();
    await take('source-control');
    await code.runExactly('File: Focus on Files Explorer');
  },
  many: async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Agent JSON: Pull Agent from Cekura');
    await code.choice(/Museum of Tides/).waitFor();
    await take('pull-from-list');
    await cancel(scene);
    await code.runExactly('Agent JSON: Pull All');
    await dialog(scene);
    await take('pull-all');
    // Each that was never synced has a question of its own, and one may be there before the last has gone.
    const summary = code.notification(/\d+ agents:/);
    while (!(await summary.isVisible())) {
      await code.page.keyboard.press('Escape');
      await summary.waitFor({ timeout: 500 }).catch(() => undefined);
    }
    await take('pull-all-done');
    await tidy(scene);
  },
  'a new agent': async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Agent JSON: New Agent File');
    await code.choice(/SMS/).waitFor();
    await take('new-agent');
    await code.choose(/SMS/);
    await code.line('"agent_name"').waitFor();
    await code.page.keyboard.press('Escape');
    await take('new-agent-skeleton');
    await code.runExactly('Agent JSON: Create on Cekura');
    await code.notification(/Nothing was sent/).waitFor();
    await take('new-agent-not-ready');
    await code.dismissNotifications();
    await code.replaceLine(2, '  "agent_name": "Night Desk",');
    await code.replaceLine(3, '  "description": "You answer at night.",');
    await code.replaceLine(4, '  "inbound": true,');
    await code.replaceLine(6, '  "chat_assistant_id": "night_desk_channel"');
    await code.runExactly('Agent JSON: Create on Cekura');
    await code.page.locator('.quick-input-widget', { hasText: 'Save Agent File' }).waitFor();
    await take('create-where');
    await code.page.keyboard.press('Enter');
    await code.choice(/Project \d/).waitFor();
    await take('create-project');
    await code.choose(/Project \d/);
    await dialog(scene);
    await take('create');
    await code.press(/^Create/);
    await code.notification(/Created Night Desk/).waitFor();
    await take('created');
    await tidy(scene);
  },
  'a key that is refused, and nobody there': async (scene) => {
    const { api, code, take } = scene;
    await code.openFile(sms);
    await api.fault({ kind: 'status', status: 401 });
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Invalid API key/).waitFor();
    await take('stop-key-refused');
    await code.dismissNotifications();
    await api.fault({ kind: 'drop-before', times: 9 });
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/timed out|reach/).waitFor();
    await take('stop-nobody-there');
    await tidy(scene);
  },
  'all of them, cancelled halfway': async ({ api, code, take }) => {
    await api.fault({ kind: 'slow', ms: 2000, skip: 8, times: 99 });
    await code.runExactly('Agent JSON: Push All');
    await code.page.locator('.quick-input-widget', { hasText: 'select the agents to push' }).waitFor();
    await take('push-all');
    await code.page.keyboard.press('Enter');
    await code.notification(/Pushing \d+ agents?/).waitFor();
    await code
      .notification(/Pushing/)
      .getByRole('button', { name: 'Cancel' })
      .click();
    await code.notification(/\d+ agents: .*skipped/).waitFor();
    await take('push-all-cancelled');
  },
};

takePictures({ name: 'risks', themes: ['light', 'dark'], files, scenes });
