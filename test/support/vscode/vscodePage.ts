import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** The timeout for UI changes, in ms. */
const timeoutMs = 30_000;
/** The timeout for the start of VS Code in the page, in ms. It loads many files, so it takes longer than UI changes on a busy machine. */
const startTimeoutMs = 90_000;
/** How often an action is tried. */
const tries = 4;
/** The duration of animations, in ms. */
const animationMs = 400;

/** VS Code in a browser page, used through its UI. */
export class Workbench {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(timeoutMs);
  }

  /** Takes a screenshot after animations have ended. */
  async picture(file: string): Promise<void> {
    await this.page.waitForTimeout(animationMs);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /** Opens the URL and waits until the Explorer lists the files. */
  async open(url: string): Promise<void> {
    await this.page.goto(url, { timeout: startTimeoutMs });
    await this.ready();
  }

  /** Opens the URL of a window without a folder. */
  async openWithoutFolder(url: string): Promise<void> {
    await this.page.goto(url, { timeout: startTimeoutMs });
    await this.page.locator('.statusbar').waitFor({ timeout: startTimeoutMs });
  }

  async reload(): Promise<void> {
    await this.page.reload({ timeout: startTimeoutMs });
    await this.ready();
  }

  /** Opens a file in the folder by its name. Retries if the list was rendered again meanwhile. */
  async openFile(name: string): Promise<void> {
    await this.until(this.focusedEditor(name), async () => {
      await this.type('Control+P', name);
      await this.focusedChoice(name).waitFor();
      await this.question.press('Enter');
    });
  }

  /** Opens a file by its absolute path. */
  async openPath(path: string): Promise<void> {
    const name = basename(path);
    await this.until(this.focusedEditor(name), async () => {
      await this.closeQuestion();
      await this.page.keyboard.press('Control+O');
      // Once the dialog has read its first folder, it replaces the path, even if another one was typed meanwhile.
      await this.page.getByRole('option', { name: '..', exact: true }).waitFor();
      await this.question.fill(path);
      // Enter opens the file only once the dialog has read the folder of the file.
      await this.choice(name).waitFor();
      await this.question.press('Enter');
    });
  }

  /** Runs a command by its title from the palette. */
  async run(title: string): Promise<void> {
    await this.retry(async () => {
      await this.type('F1', title);
      await this.focusedChoice(title).waitFor({ timeout: timeoutMs / tries });
      await this.question.press('Enter', { timeout: timeoutMs / tries });
    });
  }

  /** Replaces the text of a line. Inserts quotes literally. */
  async replaceLine(line: number, newText: string): Promise<void> {
    await this.goTo(line, 1);
    await this.page.keyboard.press('Shift+End');
    await this.page.keyboard.insertText(newText);
    await this.line(newText.trim()).first().waitFor();
  }

  /** Runs a command by its exact title, even if the Command Palette lists a recently used command first. */
  async runExactly(title: string): Promise<void> {
    const label = this.page.locator('.label-name', { hasText: new RegExp(`^${title}…?$`) });
    const row = this.page.locator('.quick-input-list .monaco-list-row', { has: label }).first();
    // An editor that opens meanwhile closes the palette, as it takes the focus.
    await this.retry(async () => {
      await this.type('F1', title);
      await row.click({ timeout: timeoutMs / tries });
    });
  }

  /** Moves the cursor. Lines and columns are 1-based. */
  async goTo(line: number, column: number): Promise<void> {
    // Without the column if the line is shorter.
    const destination = new RegExp(`^Go to line ${line}( and character ${column})?\\.`);
    await this.retry(async () => {
      await this.type('Control+G', `:${line}:${column}`);
      await this.focusedChoice(destination).waitFor({ timeout: timeoutMs / tries });
      await this.question.press('Enter', { timeout: timeoutMs / tries });
    });
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** The editor that shows the document of this name and has the focus. Before, keys go to a different editor. */
  focusedEditor(name: string): Locator {
    const end = `/${encodeURIComponent(name)}`;
    return this.page.locator(
      `.editor-instance .monaco-editor.focused:is([data-uri$="${end}"], [data-uri*="${end}?"])`,
    );
  }

  /** The visible input box. */
  get question(): Locator {
    return this.page.locator('.quick-input-widget input.input:visible');
  }

  /** Enters text in the visible input box. */
  async answer(text: string): Promise<void> {
    const input = this.question;
    await input.waitFor();
    await input.fill(text);
    // On the input box itself, because rendering the page may change the focus.
    await input.press('Enter');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  squiggles(kind: 'error' | 'warning'): Locator {
    return this.page.locator(`.editor-instance .squiggly-${kind}`);
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** The focused suggestion, which Enter accepts. */
  suggestion(text: RegExp): Locator {
    return this.suggestions.and(this.page.locator('.focused')).filter({ hasText: text });
  }

  /** The open dialog. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Clicks a button of the open dialog. */
  async press(title: RegExp): Promise<void> {
    await this.dialog.locator('.monaco-button').filter({ hasText: title }).click();
  }

  /** An item of the open quick pick. */
  choice(label: string | RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
  }

  /** The focused item of the open quick pick, which Enter accepts. */
  private focusedChoice(label: string | RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label });
  }

  /** Picks an item and moves the pointer away, so that it doesn't trigger hovers. */
  async choose(label: RegExp): Promise<void> {
    await this.choice(label).click();
    await this.page.mouse.move(640, 700);
  }

  /**
   * Hovers over a text in the open file until its hover is shown. Retries if the lines moved meanwhile, for example because of code lenses.
   */
  async hoverOver(text: string, expected = /./): Promise<void> {
    const target = this.page.locator('.editor-instance .view-line span span', { hasText: text }).first();
    await this.until(this.hover.filter({ hasText: expected }), async () => {
      await this.page.mouse.move(640, 700);
      await target.hover();
    });
  }

  get hover(): Locator {
    return this.page.locator('.monaco-hover:visible').first();
  }

  notification(text: RegExp): Locator {
    return this.page.locator('.notification-toast .notification-list-item', { hasText: text });
  }

  /** An item of the status bar, by its accessible name. */
  status(text: RegExp): Locator {
    return this.page.locator('.statusbar').getByRole('button', { name: text });
  }

  line(text: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text });
  }

  async dismissNotifications(): Promise<void> {
    await this.run('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  }

  /** Repeats an action until its effect is visible, as the page may change meanwhile; throws after the last try. */
  async until(effect: Locator, action: () => Promise<void>): Promise<void> {
    await this.retry(async () => {
      await action();
      await effect.waitFor({ timeout: timeoutMs / tries });
    });
  }

  private async retry(action: () => Promise<void>): Promise<void> {
    for (let remaining = tries; ; remaining--) {
      try {
        return await action();
      } catch (error) {
        if (remaining === 1) throw error;
      }
    }
  }

  private async ready(): Promise<void> {
    const firstFile = this.page.locator('.explorer-folders-view .monaco-list-row').first();
    await firstFile.waitFor({ timeout: startTimeoutMs });
  }

  /** Opens the quick input with a key and types into it. Retries if it was closed because it lost the focus. */
  private async type(key: string, text: string): Promise<void> {
    await this.retry(async () => {
      // The palette keeps its list while it is open, without the commands of an extension that was registered meanwhile.
      await this.closeQuestion();
      await this.page.keyboard.press(key);
      await this.question.fill(key === 'F1' ? `>${text}` : text, { timeout: timeoutMs / tries });
    });
  }

  private async closeQuestion(): Promise<void> {
    if (await this.question.isVisible()) await this.page.keyboard.press('Escape');
  }
}
