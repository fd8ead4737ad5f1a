import { enteredSecret } from '../../testing/leakScan.mjs';
import type { Scene } from '../gallery';
import type { Field, InputMethod } from './input';
import { tourCommands } from './tourCommands';

/** A scene, and the input method. */
export interface Step extends Scene {
  readonly input: InputMethod;
}

/** Changes an agent on Cekura as another user. */
export async function changeRemotely({ api }: Step, name: string, changes: object): Promise<void> {
  const agent = (await api.agents()).find(({ agent_name: agentName }) => agentName === name);
  await api.edit(Number(agent?.['id']), { ...changes });
}

/** Writes a new agent for a provider, in an untitled file. */
export async function writeNewAgent(step: Step, provider: RegExp, fields: readonly Field[]): Promise<void> {
  const { code, input, take } = step;
  await input.command(tourCommands.newFile);
  await code.choice(provider).waitFor();
  await take('new');
  await input.choose(provider);
  await code.line('"agent_name"').waitFor();
  await take('template');
  await input.fill(fields);
  await take('written');
}

/** Creates the agent of the open file, and answers all questions, from the file name to the dialog. */
export async function createOnCekura(step: Step, agentName: string): Promise<void> {
  const { code, input, take } = step;
  await input.command(tourCommands.create);
  await code.page.locator('.quick-input-widget', { hasText: 'Save Agent File' }).waitFor();
  await take('create-where');
  if (input.name === 'mouse')
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
  await input.choose(/Acme Development/);
  await code.dialog.waitFor();
  await take('create-question');
  await input.press(/^Create$/);
  await code.notification(/Created /).waitFor();
  await code.status(/In sync/).waitFor();
  await code.page.getByRole('treeitem', { name: `${agentName}, In sync` }).waitFor();
  await take('created');
  await code.dismissNotifications();
}

/** Pushes the open file and confirms. */
export async function pushAndConfirm({ code, input, take }: Step, name: string): Promise<void> {
  await input.command(tourCommands.push);
  const done = code.notification(/^Pushed|Pushed \d/);
  await code.dialog.or(done).first().waitFor();
  if (await code.dialog.isVisible()) {
    await take(`${name}-question`);
    await input.press(/^(Push \d|Send Changes Only)/);
    await done.waitFor();
  }
  await take(`${name}-pushed`);
}
