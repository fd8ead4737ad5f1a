import type { Workbench } from '#support/vscode/vscodePage';
import { type Field, type InputMethod, textPosition } from './input';

/** Only clicks, except for text. */
export function mouse(code: Workbench): InputMethod {
  const { page } = code;
  const positionOf = async (text: string) => {
    for (let remaining = 20; remaining > 0; remaining--) {
      const position = await textPosition(code, text);
      if (position) return position;
      await page.waitForTimeout(250);
    }
    throw new Error(`Not visible: ${text}`);
  };

  /** Waits for the code lenses, which move the lines when they appear. */
  const codeLenses = () => page.locator('.codelens-decoration a').first().waitFor();

  return {
    name: 'mouse',
    command: ({ click }) => click(code),
    row: (name) => page.locator('.sidebar').getByRole('treeitem', { name }).click(),
    async open(name) {
      // A click on the icon of the visible view would hide it.
      if (!(await page.locator('.explorer-folders-view').isVisible()))
        await page.getByRole('tab', { name: /^Explorer/ }).click();
      await page
        .locator('.explorer-folders-view')
        .getByRole('treeitem', { name: new RegExp(`^${name}`) })
        .dblclick();
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },
    choose: (label) => code.choose(label),
    press: (title) => code.press(title),
    async react(text, button) {
      await code.notification(text).getByRole('button', { name: button, exact: true }).click();
    },
    async fill(fields: readonly Field[]) {
      await codeLenses();
      for (const { property, text } of fields) {
        if (text === undefined) continue;
        const { right, y } = await positionOf(`"${property}": "`);
        await page.mouse.click(right, y);
        await page.keyboard.type(text);
      }
    },
    async replace(word, by) {
      const { middle, y } = await positionOf(word);
      await page.mouse.dblclick(middle, y);
      await page.keyboard.type(by);
    },
    async toEnd() {
      const lines = await page.locator('.editor-group-container.active .view-line').allInnerTexts();
      const { right, y } = await positionOf((lines.at(-1) ?? '').replaceAll('\u00a0', ' '));
      await page.mouse.click(right, y);
    },
    resolve: (choice) => page.locator('.codelens-decoration a', { hasText: choice }).first().click(),
    async fixes() {
      await codeLenses();
      const problem = code.squiggles('error').first();
      await problem.waitFor();
      const box = await problem.boundingBox();
      if (box) await page.mouse.click(box.x + 4, box.y + box.height / 2);
      await page
        .locator('.lightBulbWidget, .codicon-gutter-lightbulb, .codicon-gutter-lightbulb-auto-fix')
        .first()
        .click();
      await page.locator('.action-widget .monaco-list-row').first().waitFor();
    },
  };
}
