import type { Locator } from 'playwright-core';
import { atCursor } from '#support/language/agents';
import type { Workbench } from '#support/vscode/vscodePage';
import type { Scene as GalleryScene } from '../gallery';

/** Shows one feature. Opened editors are closed before the next scene. */
export type Scene = (stage: FeatureScene) => Promise<void>;

/** The file that all scenes use. */
export const desk = 'desk.agent.json';

/** VS Code with an agent file. */
export class FeatureScene {
  readonly code: Workbench;
  readonly take: (name: string) => Promise<void>;
  private readonly write: GalleryScene['write'];
  private cursor = { line: 1, column: 1 };

  constructor({ code, take, write }: GalleryScene) {
    this.code = code;
    this.take = take;
    this.write = write;
  }

  /** Opens an agent file with this text and the cursor at `▮`. */
  readonly show = async (marked: string): Promise<void> => {
    const { text, offset } = atCursor(marked);
    this.write(desk, text);
    await this.code.openFile(desk);
    const before = text.slice(0, offset).split('\n');
    await this.moveTo(before.length, (before.at(-1)?.length ?? 0) + 1);
  };

  /** Moves the cursor. Lines and columns are 1-based. */
  readonly moveTo = async (line: number, column: number): Promise<void> => {
    this.cursor = { line, column };
    await this.code.goTo(line, column);
  };

  /** Presses a key at the cursor until its effect is visible. */
  readonly press = async (key: string, effect: Locator): Promise<void> => {
    await this.code.until(effect, async () => {
      await this.code.page.keyboard.press('Escape');
      await this.code.goTo(this.cursor.line, this.cursor.column);
      await this.code.page.keyboard.press(key);
    });
  };

  /** Types at the cursor and opens suggestions. */
  readonly suggest = async (typed = ''): Promise<void> => {
    await this.code.page.keyboard.type(typed);
    await this.code.until(this.code.suggestions.first(), () =>
      this.code.page.keyboard.press('Control+Space'),
    );
  };

  /** Opens the menu of quick fixes and refactorings at the cursor. */
  readonly fixes = (): Promise<void> => this.press('Control+.', this.fixesShown.first());

  /** Applies a quick fix from the menu. */
  readonly fix = async (title: RegExp): Promise<void> => {
    const focused = this.fixesShown.and(this.code.page.locator('.focused'));
    const entries = await this.fixesShown.count();
    for (let remaining = entries; !title.test(await focused.innerText()); remaining--) {
      if (remaining === 0) throw new Error(`No quick fix matches ${title.source}.`);
      await this.code.page.keyboard.press('ArrowDown');
    }
    await this.code.page.keyboard.press('Enter');
  };

  private get fixesShown(): Locator {
    return this.code.page.locator('.action-widget .monaco-list-row.action');
  }

  /** Closes editors and discards changes. */
  async clear(): Promise<void> {
    const { code } = this;
    await code.page.keyboard.press('Escape');
    await code.page.mouse.move(1000, 15);
    const tabs = code.page.locator('.tabs-container .tab');
    while ((await tabs.count()) > 0) {
      await code.page.keyboard.press('Escape');
      await code.run('Revert and Close Editor');
      await code.page.waitForTimeout(200);
    }
  }
}
