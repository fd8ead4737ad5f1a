import { enteredSecret } from '../../testing/leakScan.mjs';
import type { Scene } from '../gallery';
import type { Field, Hands } from './input';
import { places } from './locators';

/** A scene, and who plays it. */
export interface Step extends Scene {
  readonly hands: Hands;
}

/** Changes an agent on Cekura as another user. */
export async function changeRemotely({ api }: Step, name: string, changes: object): Promise<void> {
  const found = (await api.agents()).find((agent) => agent['agent_name'] === name);
  await api.edit(Number(found?.['id']), { ...changes });
}

/** Writes a new agent for a provider, in an untitled file. */
export async function write(step: Step, provider: RegExp, fields: readonly Field[]): Promise<void> {
  const { code, hands, take } = step;
  await hands.command(places.newFile);
  await code.choice(provider).waitFor();
  await take('new');
  await hands.choose(provider);
  await code.line('"agent_name"').waitFor();
  await take('template');
  await hands.fill(fields);
  await take('written');
}

/** Creates the agent of the open file, and answers what is asked, from the place of the file to the dialog. */
export async function create(step: Step, agentName: string): Promise<void> {
  const { code, hands, take } = step;
  await hands.command(places.create);
  await code.page.locator('.quick-input-widget', { hasText: 'Save Agent File' }).waitFor();
  await take('create-where');
  if (hands.name === 'mouse')
    await code.page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  else await code.page.keyboard.press('Enter');
  const password = code.page.locator('.quick-input-widget input[type=password]');
  await password.waitFor();
  await take('create-secret');
  while (!(await code.choice(/Acme Development/).isVisible())) {
    if (await password.isVisible()) await code.answer(enteredSecret);
    await code.page.waitForTimeout(300);
  }
  await take('create-project');
  await hands.choose(/Acme Development/);
  await code.dialog.waitFor();
  await take('create-question');
  await hands.press(/^Create$/);
  await code.notification(/Created /).waitFor();
  await code.status(/In sync/).waitFor();
  await code.page.getByRole('treeitem', { name: `${agentName}, In sync` }).waitFor();
  await take('created');
  await code.dismissNotifications();
}

/** Pushes the open file, and answers what is asked. */
export async function push({ code, hands, take }: Step, name: string): Promise<void> {
  await hands.command(places.push);
  const done = code.notification(/^Pushed|Pushed \d/);
  await code.dialog.or(done).first().waitFor();
  if (await code.dialog.isVisible()) {
    await take(`${name}-question`);
    await hands.press(/^(Push \d|Send Changes Only)/);
    await done.waitFor();
  }
  await take(`${name}-pushed`);
}
