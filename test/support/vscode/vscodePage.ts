import type { Locator, Page } from 'playwright-core';

/** How long VS Code may take to show something, in ms. */
const timeoutMs = 30_000;
/** How often a gesture is made before it counts as without effect. */
const tries = 4;
/** Until what fades in or slides in stands still, in ms. */
const settling = 400;

/** VS Code in a browser page, used through its UI. */
export class Workbench {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(timeoutMs);
  }

  /** Takes a picture once nothing moves any more. */
  async picture(file: string): Promise<void> {
    await this.page.waitForTimeout(settling);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /** Opens the address and waits until the folder's files are listed. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.ready();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Opens a file of the folder by its name; once more where the list of files was drawn anew under the key. */
  async openFile(name: string): Promise<void> {
    const open = async (): Promise<void> => {
      await this.page.keyboard.press('Escape');
      await this.type('Control+P', name);
      await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
      await this.page.keyboard.press('Enter');
    };
    await this.until(this.page.locator('.tab.active', { hasText: name }), open);
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Runs a command by its title from the palette. */
  async run(title: string): Promise<void> {
    await this.type('F1', title);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Replaces text on a line with `by`, quotes unchanged. */
  async replaceLine(line: number, by: string): Promise<void> {
    await this.goTo(line, 1);
    await this.page.keyboard.press('Shift+End');
    await this.page.keyboard.insertText(by);
    await this.line(by.trim()).first().waitFor();
  }

  /** Runs a command by its title, also where the palette puts another first that was run not long ago. */
  async runExactly(title: string): Promise<void> {
    await this.type('F1', title);
    const label = this.page.locator('.label-name', { hasText: new RegExp(`^${title}…?$`) });
    await this.page.locator('.quick-input-list .monaco-list-row', { has: label }).first().click();
  }

  /** Puts the cursor there; lines and columns count from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.type('Control+G', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** The input box that asks for something. */
  get question(): Locator {
    return this.page.locator('.quick-input-widget input.input:visible');
  }

  /** Answers the input box that asks for something. */
  async answer(text: string): Promise<void> {
    const input = this.question;
    await input.waitFor();
    await input.fill(text);
    // On the box itself: a page that is drawn anew may take the focus meanwhile.
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

  suggestion(text: RegExp): Locator {
    return this.suggestions.filter({ hasText: text }).first();
  }

  /** The dialog that asks something. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Presses a button of the dialog that is open. */
  async press(title: RegExp): Promise<void> {
    await this.dialog.locator('.monaco-button').filter({ hasText: title }).click();
  }

  /** An item of the list that asks what to do. */
  choice(label: RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
  }

  /** Picks an item, and takes the pointer away so that it hovers over nothing. */
  async choose(label: RegExp): Promise<void> {
    await this.choice(label).click();
    await this.page.mouse.move(640, 700);
  }

  /**
   * Rests the pointer on a text of the open file until a hover shows; once more where lines moved away below it meanwhile, as they do
   * when lenses come. `said`: what the hover says.
   */
  async hoverOver(text: string, said = /./): Promise<void> {
    const target = this.page.locator('.editor-instance .view-line span span', { hasText: text }).first();
    await this.until(this.hover.filter({ hasText: said }), async () => {
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

  /** An item of the status bar, by what is read aloud of it. */
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

  /** Makes a gesture until its effect shows, as a person does where the page moved meanwhile; throws when it never does. */
  async until(effect: Locator, gesture: () => Promise<void>): Promise<void> {
    for (let left = tries; ; left--) {
      try {
        await gesture();
        await effect.waitFor({ timeout: timeoutMs / tries });
        return;
      } catch (error) {
        if (left === 1) throw error;
      }
    }
  }

  private async ready(): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Opens the quick input by a key and types into it; once more where something else took the focus, which closes it. */
  private async type(key: string, text: string): Promise<void> {
    const typed = key === 'F1' ? `>${text}` : text;
    const input = this.question;
    for (let left = tries; ; left--) {
      try {
        await this.page.keyboard.press(key);
        await input.fill(typed, { timeout: timeoutMs / tries });
        return;
      } catch (error) {
        if (left === 1) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }
}
