// A day with the extension, from the .vsix in a fresh profile: writes an agent for Retell by keyboard and one for LiveKit by mouse, creates,
// pushes, pulls, resolves a conflict, undoes, sets a secret and edits a prompt. Takes a picture of each step into test-output/tour/, to be
// looked at. Usage: node --import tsx scripts/screenshots/tour.ts [light] [dark] [contrast]
import { sandboxKey } from '../host/sandbox.mjs';
import { type Scene, takePictures } from './gallery';

const retell = 'maple-clinic.agent.json';
/** Line of the name in a file that was created: after the brace and the ID. */
const nameLine = 3;

async function press({ code }: Scene, ...keys: string[]): Promise<void> {
  for (const key of keys) await code.page.keyboard.press(key);
}

const type = ({ code }: Scene, text: string) => code.page.keyboard.type(text);
const row = ({ code }: Scene, name: RegExp) => code.page.getByRole('treeitem', { name });

/** Changes an agent on Cekura as another user. */
async function changeRemotely({ api }: Scene, name: string, changes: object): Promise<void> {
  const found = (await api.agents()).find((agent) => agent['agent_name'] === name);
  await api.edit(Number(found?.['id']), { ...changes });
}

/** Answers what a creation asks, from the place of the file to the dialog. */
async function create(scene: Scene, name: string): Promise<void> {
  const { code, take } = scene;
  await code.page.locator('.quick-input-widget', { hasText: 'Save Agent File' }).waitFor();
  await take(`${name}-where`);
  await press(scene, 'Enter');
  await code.page.locator('.quick-input-widget', { hasText: 'Value for' }).waitFor();
  await take(`${name}-secret`);
  while (!(await code.choice(/Acme Development/).isVisible())) {
    const input = code.page.locator('.quick-input-widget input[type=password]');
    if (await input.isVisible()) await code.answer('FAKE-secret-do-not-use');
    await code.page.waitForTimeout(300);
  }
  await take(`${name}-project`);
  await press(scene, 'Enter');
  await code.dialog.waitFor();
  await take(`${name}-create`);
  await press(scene, 'Enter');
  await code.notification(/Created /).waitFor();
  await take(`${name}-created`);
  await code.dismissNotifications();
}

/** Pushes the file, and answers what is asked; with a picture of that if it has a name. */
async function push(scene: Scene, name?: string): Promise<void> {
  const { code, take } = scene;
  await code.runExactly('Agent JSON: Push to Cekura');
  const done = code.notification(/Pushed/);
  await code.dialog.or(done).first().waitFor();
  if (await done.isVisible()) return;
  if (name !== undefined) await take(name);
  await code.press(/^(Push \d|Send Changes Only)/);
  await done.waitFor();
}

const scenes: Record<string, (scene: Scene) => Promise<void>> = {
  'the API key': async (scene) => {
    const { code, take } = scene;
    await code.page.getByRole('tab', { name: /^Cekura/ }).click();
    await row(scene, /^Set API Key/).waitFor();
    await take('01-view');
    await row(scene, /^Set API Key/).click();
    await code.answer(sandboxKey);
    await code.notification(/Saved the API key/).waitFor();
    await take('02-key-saved');
    await code.dismissNotifications();
  },
  'a new agent for Retell, by keyboard': async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Agent JSON: New Agent File');
    await code.choice(/Retell/).waitFor();
    await take('03-new');
    await code.question.fill('retell');
    await press(scene, 'Enter');
    await code.line('"agent_name"').waitFor();
    await type(scene, 'Maple Clinic');
    await press(scene, 'Tab');
    await type(scene, 'You answer the phone of Maple Clinic for {{caller_name}}.');
    await press(scene, 'Tab', 'Tab');
    await type(scene, 'agent_maple_clinic');
    await press(scene, 'Escape', 'Escape');
    await take('04-written');
    await code.runExactly('Agent JSON: Create on Cekura');
    await create(scene, '05-retell');
  },
  'a push of a change': async (scene) => {
    const { code, take } = scene;
    await code.replaceLine(nameLine, '    "agent_name": "Maple Clinic Desk",');
    await push(scene, '06-question');
    await take('06-pushed');
    await code.dismissNotifications();
  },
  'a pull, undone from the status bar': async (scene) => {
    const { code, take } = scene;
    await changeRemotely(scene, 'Maple Clinic Desk', { language: 'de' });
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.notification(/Pulled 1 change/).waitFor();
    await take('07-pulled');
    await code.dismissNotifications();
    await code.status(/Cekura/).click();
    await code.choice(/Roll Back Agent File/).waitFor();
    await take('08-menu');
    await code.choose(/Roll Back Agent File/);
    await code.line('"language": "de"').waitFor({ state: 'detached' });
    await take('09-undone');
  },
  'a conflict': async (scene) => {
    const { code, take } = scene;
    await changeRemotely(scene, 'Maple Clinic Desk', { agent_name: 'Maple Clinic Front' });
    await code.replaceLine(nameLine, '    "agent_name": "Maple Clinic Reception",');
    await code.runExactly('Agent JSON: Push to Cekura');
    await code.notification(/Conflict/).waitFor();
    await take('10-conflict');
    await code.dismissNotifications();
    await code.page.locator('.codelens-decoration a', { hasText: 'Keep Local Value' }).first().click();
    await code.notification(/next push/).waitFor();
    await take('11-kept');
    await code.dismissNotifications();
    await code.runExactly('Agent JSON: Push to Cekura');
    await code.dialog.waitFor();
    await take('12-question');
    await code.press(/Review Changes/);
    await code.notification(/Review the changes/).waitFor();
    await take('13-review');
    await code.page.locator('.editor-actions').getByRole('button', { name: 'Continue…' }).click();
    await code.dialog.waitFor();
    await take('14-continued');
    await code.press(/^(Push \d|Send Changes Only)/);
    await code.notification(/Pushed/).waitFor();
    await take('15-pushed');
    await code.dismissNotifications();
  },
  'the history': async (scene) => {
    const { code, take } = scene;
    await code.runExactly('Agent JSON: Show History');
    await code.choice(/Pushed/).waitFor();
    await take('16-history');
    await press(scene, 'Escape');
  },
  'a prompt': async (scene) => {
    const { code, take } = scene;
    await code.openFile(retell);
    await code.runExactly('Agent JSON: Edit Prompt as Markdown');
    await code.page.locator('.tab.active', { hasText: /\.md/ }).waitFor();
    await press(scene, 'Control+End');
    await type(scene, ' Say {{');
    await code.suggestion(/caller_name/).waitFor();
    await take('17-prompt');
    await press(scene, 'Enter');
    await type(scene, ' first.');
    await code.save();
    await push(scene);
    await take('18-prompt-pushed');
    await code.dismissNotifications();
  },
  'a new agent for LiveKit, by mouse': async (scene) => {
    const { code, take } = scene;
    await code.page.locator('.sidebar .composite.title').first().hover();
    await code.page.getByRole('button', { name: 'New Agent File' }).first().click();
    await code.choose(/LiveKit/);
    await code.line('"agent_name"').waitFor();
    await type(scene, 'Harbor Hotel');
    await press(scene, 'Tab');
    await type(scene, 'You take bookings.');
    await take('19-livekit');
    await code.page.locator('.codelens-decoration a', { hasText: 'Create on Cekura' }).first().click();
    await code.page.locator('.quick-input-widget').or(code.notification(/./)).first().waitFor();
    await take('20-livekit-create');
  },
};

takePictures({ name: 'tour', themes: ['light', 'dark', 'contrast'], files: {}, scenes });
