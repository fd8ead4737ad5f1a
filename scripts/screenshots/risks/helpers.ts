import type { Scene } from '../gallery';

/** A short file for an agent of the local API. */
const agentFile = (id: number, properties: Record<string, unknown>): string =>
  `${JSON.stringify({ id, ...properties }, null, 2)}\n`;
const riskAgent = {
  agent_name: 'Heatwise Boiler Check Calls',
  description: 'Calls customers whose boiler check is due.',
  inbound: false,
  assistant_provider: 'vapi',
  assistant_id: 'asst_heatwise_boiler_check',
};
export const files = {
  'never-synced.agent.json': agentFile(2101, {
    agent_name: 'Larkspur Vets Reception',
    description: 'You answer the phone of Larkspur Vets.',
    inbound: true,
    language: 'en',
    llm_temperature: 0.9,
  }),
  'set.agent.json': agentFile(2104, { ...riskAgent, vapi_api_key: '${secret:BOILER_VAPI_KEY}' }),
  'clear.agent.json': agentFile(2104, { ...riskAgent, vapi_api_key: null }),
  'unverified.agent.json': agentFile(2104, { ...riskAgent, llm_temperature: 0.2 }),
  'mask.agent.json': agentFile(2104, { ...riskAgent, vapi_api_key: '****a1b2' }),
  'environment.agent.json': agentFile(2104, { ...riskAgent, vapi_api_key: '${env:HOME}' }),
  'unset-reference.agent.json': agentFile(2104, { ...riskAgent, vapi_api_key: '${secret:NOT_SET_YET}' }),
  'sip.agent.json': agentFile(2103, {
    agent_name: 'Ashgrove Water Leak Line',
    description: 'Takes reports of leaks.',
    inbound: true,
  }),
};

/** Line numbers in samples/sms.agent.json. */
export const lines = { language: 6, number: 8, temperature: 11, tokens: 12 };
export const sms = 'sms.agent.json';

export async function startPush({ code }: Scene, name: string): Promise<void> {
  await code.openFile(name);
  await code.runExactly('Agent JSON: Push to Cekura');
}

export const waitForDialog = ({ code }: Scene) => code.dialog.waitFor();

export async function cancelDialog({ code }: Scene): Promise<void> {
  await code.page.keyboard.press('Escape');
  await code.page.locator('.quick-input-widget:visible, .monaco-dialog-box').waitFor({ state: 'detached' });
}

/** Closes editors without saving, and dismisses notifications. */
export async function closeEditors({ code }: Scene): Promise<void> {
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

export type Scenes = Readonly<Record<string, (scene: Scene) => Promise<void>>>;
