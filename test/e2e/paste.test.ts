import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { until } from '#support/poll';
import { startSession, type E2eSession } from '#support/vscode/e2eSession';

const file = 'pasted.agent.json';
const others = ['choice', 'dropped', 'copied', 'enter'].map((name) => `${name}.agent.json`);
const text = '{\n  "agent_name": "A",\n  "description": "",\n  "inbound": "yes"\n}\n';
const part = '# Role\nSay "hello", then:\n\n```json\n{"path": "C:\\\\dir",\t"ok": true}\n```\n🙂 done\n';
const prompt = part.repeat(Math.ceil(40_000 / part.length));

/** Pastes as a browser does: an event that carries the text. The clipboard itself needs a permission that tests don't have. */
async function paste({ code }: E2eSession, pasted: string): Promise<void> {
  await code.page.evaluate((plain) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, pasted);
}

/** Copies the selection, and pastes it after `moveCursor`: events with the same data, as with the clipboard. */
async function copyAndPaste({ code }: E2eSession, moveCursor: () => Promise<void>): Promise<void> {
  const dispatch = (type: 'copy' | 'paste') =>
    code.page.evaluate((type) => {
      const shared = window as { copied?: DataTransfer };
      shared.copied ??= new DataTransfer();
      const event = new ClipboardEvent(type, {
        clipboardData: shared.copied,
        bubbles: true,
        cancelable: true,
      });
      document.activeElement?.dispatchEvent(event);
    }, type);
  await dispatch('copy');
  await moveCursor();
  await dispatch('paste');
}

/** Drops a file with Shift, which inserts it instead of opening it. */
async function drop({ code }: E2eSession, uri: string, onText: string): Promise<void> {
  const target = code.page.locator('.editor-instance .view-line span span', { hasText: onText }).first();
  const box = await target.boundingBox();
  assert.ok(box);
  await code.page.evaluate(
    ({ uri, x, y }) => {
      const element = document.elementFromPoint(x, y);
      for (const type of ['dragenter', 'dragover', 'drop']) {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData('text/uri-list', uri);
        element?.dispatchEvent(
          new DragEvent(type, {
            dataTransfer,
            clientX: x,
            clientY: y,
            shiftKey: true,
            bubbles: true,
            cancelable: true,
            composed: true,
          }),
        );
      }
    },
    { uri, x: box.x + box.width / 2, y: box.y + box.height / 2 },
  );
}

describe('pasting a 40 KB prompt into a string', () => {
  let session: E2eSession;
  let folder = '';
  const lineOfDescription = 3;
  const inDescription = text.split('\n')[2]!.indexOf('""') + 2;
  const descriptionIn = (saved: string) => (JSON.parse(saved) as { description: string }).description;

  before(async () => {
    session = await startSession({
      theme: 'Light',
      folder: 'no agents',
      prepare: (path) => {
        folder = path;
        for (const name of [file, ...others]) writeFileSync(join(path, name), text);
        writeFileSync(join(path, 'notes.txt'), 'Be "kind".\nBe brief.\n');
      },
    });
  });
  after(() => session.end());
  /** Opens a file of its own with the cursor in the empty description. */
  const openWithCursor = async (name: string) => {
    const { code } = session;
    await code.openFile(name);
    await code.line('"description": ""').waitFor();
    await code.goTo(lineOfDescription, inDescription);
  };

  it('escapes it: one edit, valid JSON, the same text, also in the Markdown document', async () => {
    const { code } = session;
    await openWithCursor(file);
    await code.page.locator('.statusbar-item', { hasText: 'Agent JSON' }).first().waitFor();
    await code.squiggles('error').first().waitFor();
    await paste(session, prompt);
    await code.line('# Role').first().waitFor();
    await session.picture('a pasted prompt');
    await code.save();
    await until('the file is saved', () => session.textOf(file).includes('# Role'));
    assert.equal(descriptionIn(session.textOf(file)), prompt);

    await code.run('Agent JSON: Edit Prompt');
    await code.focusedEditor('pasted · description.md').waitFor();
    const typed = code.line('<!-- read -->');
    await code.until(typed, async () => {
      await code.goTo(1, 1);
      if (!(await typed.isVisible())) await code.page.keyboard.insertText('<!-- read -->');
    });
    await code.save();
    await until('the prompt is saved', () => session.textOf(file).includes('<!-- read -->'));
    assert.equal(descriptionIn(session.textOf(file)), `<!-- read -->${prompt}`);
  });

  it('offers plain text as the other choice', async () => {
    const { code } = session;
    await openWithCursor('choice.agent.json');
    await paste(session, 'Say "hi".\nBye.');
    await code.line(String.raw`"Say \"hi\".\nBye."`).waitFor();
    await code.page.locator('.post-edit-widget').click();
    const list = code.page.locator('.action-widget');
    await list.locator('.monaco-list:focus').press('ArrowDown');
    await list.locator('.monaco-list-row.focused', { hasText: 'Insert Plain Text' }).waitFor();
    await list.locator('.monaco-list:focus').press('Enter');
    await code.line('"description": "Say "hi".').waitFor();
  });

  it('inserts a dropped text file in the same way', async () => {
    const { code } = session;
    await openWithCursor('dropped.agent.json');
    const uri = `vscode-remote://${new URL(code.page.url()).host}${folder}/notes.txt`;
    const dropped = code.line(String.raw`"Be \"kind\".\nBe brief.\n`);
    await code.until(dropped, async () => {
      if (!(await dropped.isVisible())) await drop(session, uri, '""');
    });
  });

  it('copies the inside of a string as plain text', async () => {
    const { code } = session;
    await openWithCursor('copied.agent.json');
    await code.replaceLine(lineOfDescription, String.raw`  "description": "Say \"hi\".\nBye.",`);
    await code.goTo(lineOfDescription, inDescription);
    for (let remaining = String.raw`Say \"hi\".\nBye.`.length; remaining > 0; remaining--)
      await code.page.keyboard.press('Shift+ArrowRight');
    await copyAndPaste(session, () => code.openFile('README.md'));
    await code.line('Say "hi".').waitFor();
  });

  it('offers a fix where Enter was typed inside a string', async () => {
    const { code } = session;
    await openWithCursor('enter.agent.json');
    await code.replaceLine(lineOfDescription, '  "description": "One.Two.",');
    await code.goTo(lineOfDescription, inDescription + 'One.'.length);
    await code.page.keyboard.press('Enter');
    await code.line('Two.').waitFor();
    const list = code.page.locator('.action-widget');
    const fix = list.locator('.monaco-list-row.focused', { hasText: 'Escape invalid characters' });
    await code.until(fix, () => code.page.keyboard.press('Control+.'));
    await list.locator('.monaco-list:focus').press('Enter');
    await code.line(String.raw`"One.\n`).waitFor();
  });
});
