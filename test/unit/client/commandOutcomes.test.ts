import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { accept, type Answer, type Shown } from '#support/vscode/stubbedUi';
import { commandIds } from '#client/commands/shared/ids';

const agent = {
  id: 7100,
  agent_name: 'Front desk',
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
};
const unlinked = { ...agent, id: undefined, project: 1376, agent_name: 'Night desk' };
/** The files that are open when the command starts. */
const situations: Readonly<Record<string, (editor: FakeEditor) => Promise<unknown>>> = {
  'no file is open': () => Promise.resolve(),
  'a linked file is open': (editor) => editor.open('desk', agent),
  'a linked file with an edit is open': (editor) => editor.open('desk', { ...agent, language: 'de' }),
  'a file without an id is open': (editor) => editor.open('night', unlinked),
  'a file with a missing secret is open': (editor) =>
    editor.open('night', { ...unlinked, vapi_api_key: '${secret:VAPI}' }),
  'a file of an agent that does not exist is open': (editor) =>
    editor.open('gone', { ...agent, id: 9999999 }),
  'a file with a syntax error is open': async (editor) => (await editor.open('desk', agent)).setText('{'),
  'the workspace is not trusted': async (editor) => {
    await editor.open('desk', agent);
    fake.workspace.isTrusted = false;
  },
  'the file can not be saved': async (editor) => {
    (await editor.open('desk', agent)).setText(JSON.stringify({ ...agent, language: 'fr' }));
    fake.workspace.saveFails = true;
  },
  'two files are open': async (editor) => {
    await editor.open('a', agent);
    await editor.open('b', { ...agent, language: 'de' });
  },
  'the API is down': async (editor) => {
    await editor.open('desk', agent);
    editor.api.fault(...Array.from({ length: 4 }, () => ({ kind: 'status', status: 503 }) as const));
  },
};

describe('every command ends with a visible outcome', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(() => fake.reset());
  afterEach(() => editor.api.reset());

  for (const id of commandIds) {
    for (const [situation, arrange] of Object.entries(situations)) {
      it(`${id}: ${situation}, whichever question the user cancels`, async () => {
        for (let confirmations = 0; ; confirmations++) {
          fake.reset();
          editor.api.reset();
          await arrange(editor);
          const shownBefore = fake.window.visibleChanges.length;
          const { answer, asked } = confirming(confirmations);
          editor.answer(answer);
          const outcome = await editor.run(id);
          await new Promise((resolve) => setTimeout(resolve));
          const messages = editor.shown.filter(({ kind }) => kind !== 'input' && kind !== 'pick');
          const seen = [...messages, ...fake.window.visibleChanges.slice(shownBefore)];
          assert.ok(
            seen.length > 0,
            `after ${confirmations} answers: ${JSON.stringify([outcome, editor.shown])}`,
          );
          if (asked() <= confirmations) break;
          assert.ok(confirmations < 8, 'the number of questions is limited');
        }
      });
    }
  }
});

/** A user who confirms this number of questions, then cancels. Buttons of notifications are not pressed. */
function confirming(count: number): { answer: Answer; asked: () => number } {
  let asked = 0;
  const answer = (shown: Shown) => {
    if (isNotification(shown)) return undefined;
    asked += 1;
    return asked <= count ? confirm(shown) : undefined;
  };
  return { answer, asked: () => asked };
}

function isNotification({ kind, buttons, details = [] }: Shown): boolean {
  if (kind === 'error' || kind === 'status') return true;
  const questionPattern = /^(Push|Create|Link|Save|Allow|Use|Enter|Send)\b/;
  return (
    (kind === 'information' || kind === 'warning') &&
    details.length === 0 &&
    !buttons.some((b) => questionPattern.test(b) && b !== 'Push')
  );
}

function confirm({ kind, buttons, message }: Shown): string | undefined {
  if (kind === 'input') return /project/i.test(message) ? '1376' : 'FAKE-value-do-not-use';
  if (kind === 'pick') return message.startsWith('Push All') ? accept : buttons[0];
  if (kind === 'save') return message;
  return buttons.find((label) => /^(Push|Create|Link|Save|Allow|Use)\b/.test(label)) ?? buttons[0];
}
