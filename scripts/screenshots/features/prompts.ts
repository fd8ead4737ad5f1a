import { desk } from './reading';
import type { Scene, FeatureScene } from './scene';

/** Opens a prompt as Markdown with the cursor on a variable in the second line. */
async function showPage(stage: FeatureScene): Promise<void> {
  const { code, show } = stage;
  await show(desk.replace('▮', '').replace('# Role', '# Ro▮le'));
  const page = code.page.locator('.tab.active', { hasText: 'description.md' });
  await code.until(page, () => code.run('Agent JSON: Edit Prompt as Markdown'));
  await code.line('at the desk of').waitFor();
  await stage.moveTo(2, 'You are {{ag'.length);
}

/** Editing a prompt as Markdown. */
export const prompts: Record<string, Scene> = {
  'a page': async (stage) => {
    await showPage(stage);
    await stage.take('prompt-page');
  },

  'completion on a page': async (stage) => {
    await showPage(stage);
    await stage.moveTo(6, '- Never guess.'.length + 1);
    await stage.suggest(' Say {{');
    await stage.take('prompt-completion');
  },

  'references from a page': async (stage) => {
    await showPage(stage);
    const reference = stage.code.page.locator('.peekview-widget .monaco-list-row').first();
    await stage.press('Shift+F12', reference);
    await stage.take('prompt-references');
  },

  'renaming on a page': async (stage) => {
    await showPage(stage);
    await stage.press('F2', stage.code.page.locator('.rename-box:visible'));
    await stage.take('prompt-rename');
    await stage.code.page.keyboard.press('Control+A');
    await stage.code.page.keyboard.type('clerk');
    await stage.code.page.keyboard.press('Enter');
    await stage.code.line('{{clerk}}').first().waitFor();
    await stage.take('prompt-renamed');
  },
};
