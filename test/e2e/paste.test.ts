import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { until } from '#support/poll';
import { startSession, type E2eSession } from '#support/vscode/e2eSession';

const file = 'pasted.agent.json';
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

describe('pasting a 40 KB prompt into a string', () => {
  let session: E2eSession;

  before(async () => {
    session = await startSession({
      theme: 'Light',
      folder: 'no agents',
      prepare: (folder) => {
        writeFileSync(join(folder, file), text);
      },
    });
  });
  after(() => session.end());

  it('escapes it: one edit, valid JSON, the same text', async () => {
    const { code } = session;
    await code.openFile(file);
    await code.page.locator('.statusbar-item', { hasText: 'Agent JSON' }).first().waitFor();
    await code.squiggles('error').first().waitFor();
    await code.goTo(3, text.split('\n')[2]!.indexOf('""') + 2);
    await paste(session, prompt);
    await code.line('# Role').first().waitFor();
    await session.picture('a pasted prompt');
    await code.save();
    await until('the file is saved', () => session.textOf(file).includes('# Role'));
    const { description } = JSON.parse(session.textOf(file)) as { description: string };
    assert.equal(description, prompt);
  });
});
