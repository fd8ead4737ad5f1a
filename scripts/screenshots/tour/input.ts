import type { Locator } from 'playwright-core';
import type { Workbench } from '#support/vscode/vscodePage';

/** A value of a new file, in the order of its tab stops; without a text, the suggested value is kept. */
export interface Field {
  readonly property: string;
  readonly text?: string;
}

/** A command, by keyboard and by mouse. */
export interface TourCommand {
  /** The title in the Command Palette. */
  readonly title: string;
  readonly click: (code: Workbench) => Promise<void>;
}

/** Operates VS Code only by keyboard, or by mouse except for text. */
export interface InputMethod {
  readonly name: 'keyboard' | 'mouse';
  command(place: TourCommand): Promise<void>;
  /** Selects a row of the Agents view. */
  row(name: RegExp): Promise<void>;
  /** Opens a file of the folder. */
  open(name: string): Promise<void>;
  /** Selects an item of the open list. */
  choose(label: RegExp): Promise<void>;
  /** Presses a button of the open dialog. */
  press(title: RegExp): Promise<void>;
  /** Presses a button of a notification. */
  react(text: RegExp, button: string): Promise<void>;
  /** Fills in a new file. */
  fill(fields: readonly Field[]): Promise<void>;
  /** Replaces a word of the open file. */
  replace(word: string, by: string): Promise<void>;
  /** Moves the cursor to the end of the open page. */
  toEnd(): Promise<void>;
  /** Resolves a conflict in the open file. */
  resolve(choice: 'Keep Local Value' | 'Use Remote Value'): Promise<void>;
  /** Opens the quick fixes of the first problem in the open file. */
  fixes(): Promise<void>;
}

/** The maximum number of key presses to reach an element. */
const maxKeys = 60;

/** Presses a key until an element exists. */
export async function pressUntil(code: Workbench, key: string, target: Locator): Promise<void> {
  for (let remaining = maxKeys; remaining > 0; remaining--) {
    if ((await target.count()) > 0) return;
    await code.page.keyboard.press(key);
    await code.page.waitForTimeout(60);
  }
  throw new Error(`${key} does not reach ${target.toString()}.`);
}

/** The position of a text in the active editor on the page; undefined if it is not visible. */
export function textPosition(code: Workbench, text: string) {
  return code.page.evaluate((searched) => {
    for (const line of document.querySelectorAll('.editor-group-container.active .view-line')) {
      // VS Code renders spaces as no-break spaces, which are one character as well.
      const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(searched);
      if (start < 0) continue;
      const end = start + searched.length;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let offset = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = (node.textContent ?? '').length;
        if (start >= offset && start < offset + length) range.setStart(node, start - offset);
        if (end > offset && end <= offset + length) range.setEnd(node, end - offset);
        offset += length;
      }
      const { left, right, top, height } = range.getBoundingClientRect();
      return { middle: (left + right) / 2, right, y: top + height / 2 };
    }
    return undefined;
  }, text);
}
