import type { Workbench } from '#support/vscode/vscodePage';
import { type TourCommand, type Field, type InputMethod, pressUntil } from './input';

/** Only keys: the Command Palette, Tab, arrow keys, F8 and Ctrl+. */
export function keyboard(code: Workbench): InputMethod {
  const { page } = code;
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = page.locator('.quick-input-list .monaco-list-row.focused');

  const runCommand = async (title: string) => {
    const label = page.locator('.label-name', { hasText: new RegExp(`^${title}…?$`) });
    // The list of an open palette does not change when an extension has started.
    await code.until(page.locator('.quick-input-list .monaco-list-row', { has: label }).first(), async () => {
      if (await code.question.isVisible()) await press('Escape');
      await press('F1');
      await code.question.waitFor();
      await page.keyboard.type(title);
    });
    await pressUntil(code, 'ArrowDown', focused.filter({ has: label }));
    await press('Enter');
  };

  const gotoProblem = async () => {
    await press('Control+Home', 'F8');
    await page.locator('.peekview-widget, .zone-widget').first().waitFor();
    await press('Escape');
  };

  return {
    name: 'keyboard',
    command: ({ title }: TourCommand) => runCommand(title),
    async row(name) {
      await runCommand('Cekura: Focus on Agents View');
      await press('Home');
      const row = page.locator('.sidebar .monaco-list-row.focused', {
        has: page.locator('.label-name', { hasText: name }),
      });
      await pressUntil(code, 'ArrowDown', row);
      await press('Enter');
    },
    open: (name) => code.openFile(name),
    async choose(label) {
      await code.choice(label).waitFor();
      await pressUntil(code, 'ArrowDown', focused.filter({ hasText: label }));
      await press('Enter');
    },
    async press(title) {
      await pressUntil(code, 'Tab', code.dialog.locator('.monaco-button:focus', { hasText: title }));
      await press('Enter');
    },
    async react(text, button) {
      await code.notification(text).waitFor();
      await runCommand('Notifications: Focus Notification Toast');
      await pressUntil(
        code,
        'Tab',
        code.notification(text).locator('.monaco-button:focus', { hasText: button }),
      );
      await press('Enter');
    },
    async fill(fields: readonly Field[]) {
      for (const [index, { text }] of fields.entries()) {
        if (text !== undefined) await page.keyboard.type(text);
        if (index < fields.length - 1) await press('Tab');
      }
      await press('Escape');
    },
    async replace(word, by) {
      await press('Control+F');
      await page.locator('.find-widget.visible textarea').first().fill(word);
      await page.locator('.find-widget.visible .matchesCount', { hasText: /of 1$/ }).waitFor();
      await press('Enter', 'Escape');
      await page.keyboard.type(by);
    },
    toEnd: () => press('Control+End'),
    async resolve(choice) {
      await gotoProblem();
      await press('Control+.');
      const list = page.locator('.action-widget .monaco-list-row');
      await list.filter({ hasText: choice }).waitFor();
      await pressUntil(
        code,
        'ArrowDown',
        page.locator('.action-widget .monaco-list-row.focused', { hasText: choice }),
      );
      await press('Enter');
    },
    async fixes() {
      await gotoProblem();
      await press('Control+.');
      await page.locator('.action-widget .monaco-list-row').first().waitFor();
    },
  };
}
