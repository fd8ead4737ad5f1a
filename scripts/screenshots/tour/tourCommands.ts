import type { Workbench } from '#support/vscode/vscodePage';
import type { TourCommand } from './input';

const inTitle = (name: string) => (code: Workbench) =>
  code.page
    .locator('.editor-group-container.active .editor-actions')
    .getByRole('button', { name })
    .first()
    .click();

const inLens = (name: string) => (code: Workbench) =>
  code.page.locator('.codelens-decoration a', { hasText: name }).first().click();

const inMenu = (label: RegExp) => async (code: Workbench) => {
  await code.status(/Cekura/).click();
  await code.choose(label);
};

const inView = (name: string) => async (code: Workbench) => {
  await code.page.locator('.sidebar .composite.title').first().hover();
  await code.page.locator('.sidebar').getByRole('button', { name, exact: true }).first().click();
};

/** The commands of the tour. */
export const tourCommands = {
  newFile: { title: 'Agent JSON: New Agent File', click: inView('New Agent File') },
  create: { title: 'Agent JSON: Create on Cekura', click: inLens('Create on Cekura') },
  push: { title: 'Agent JSON: Push to Cekura', click: inTitle('Push to Cekura') },
  pull: { title: 'Agent JSON: Pull from Cekura', click: inTitle('Pull from Cekura') },
  rollBackFile: { title: 'Agent JSON: Roll Back Agent File', click: inMenu(/Roll Back Agent File/) },
  rollBack: { title: 'Agent JSON: Roll Back Agent on Cekura', click: inMenu(/Roll Back Agent on Cekura/) },
  history: { title: 'Agent JSON: Show History', click: inMenu(/Show History/) },
  setSecret: { title: 'Agent JSON: Set Secret', click: inMenu(/Set Secret/) },
  editPrompt: { title: 'Agent JSON: Edit Prompt as Markdown', click: inMenu(/Edit Prompt/) },
  continue: { title: 'Agent JSON: Continue', click: inTitle('Continue…') },
  view: { title: 'Cekura: Focus on Agents View', click: (code) => openSideBar(code, /^Cekura/) },
  explorer: { title: 'File: Focus on Files Explorer', click: (code) => openSideBar(code, /^Explorer/) },
  sourceControl: {
    title: 'Source Control: Focus on Changes View',
    click: (code) => openSideBar(code, /^Source Control/),
  },
  save: { title: 'File: Save', click: (code) => code.page.keyboard.press('Control+S') },
} satisfies Readonly<Record<string, TourCommand>>;

async function openSideBar({ page }: Workbench, name: RegExp): Promise<void> {
  await page.getByRole('tab', { name }).click();
}
