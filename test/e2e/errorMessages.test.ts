import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tempFolder } from '#scripts/host/folders.mjs';
import { type E2eSession, startSession } from '#support/vscode/e2eSession';

const locked = 'locked.agent.json';
let lockedPath = '';
const outside = join(tempFolder('outside'), 'outside.agent.json');

interface FailureCase {
  /** Causes the message. */
  readonly provoke: (session: E2eSession) => Promise<void>;
  /** One sentence, and at most one with the next step. */
  readonly message: RegExp;
  readonly button: string;
  /** What the button does. */
  readonly expectResolved: (session: E2eSession) => Promise<void>;
}

const push = async ({ code }: E2eSession, name = 'sms.agent.json') => {
  await code.openFile(name);
  await code.runExactly('Agent JSON: Push to Cekura');
};
const setKey = async ({ code }: E2eSession, key: string) => {
  await code.run('Agent JSON: Set API Key');
  await code.answer(key);
};
const keyQuestion = ({ code }: E2eSession) =>
  code.page.locator('.quick-input-widget input[type=password]').waitFor();

/** In this order: the right key is set in the second one. */
const failureCases: Readonly<Record<string, FailureCase>> = {
  'no key': {
    provoke: (session) => push(session),
    message: /^No API key is set for \S+\. Set one first\.$/,
    button: 'Set API Key…',
    expectResolved: keyQuestion,
  },
  'wrong key': {
    provoke: (session) => setKey(session, 'FAKE-wrong-key-do-not-use'),
    message: /^The API key was not saved: \S+ rejected it\. Check the key and enter it again\.$/,
    button: 'Set API Key…',
    expectResolved: async (session) => {
      await keyQuestion(session);
      await session.code.answer(session.api.key);
      await session.code.notification(/Saved the API key/).waitFor();
    },
  },
  'revoked key': {
    provoke: async (session) => {
      await session.api.fault({ kind: 'status', status: 401 });
      await push(session);
    },
    message: /^The API key for \S+ is invalid or was revoked\. Set a valid key\./,
    button: 'Set API Key…',
    expectResolved: keyQuestion,
  },
  'no network': {
    provoke: async (session) => {
      await session.api.fault({ kind: 'drop-before', times: 9 });
      await push(session);
    },
    message: /Check the network/,
    button: 'Try Again',
    expectResolved: async ({ api, code }) => {
      await api.reset();
      await code.notification(/Nothing to push/).waitFor();
    },
  },
  "a file that can't be written": {
    provoke: async ({ api, code }) => {
      await api.edit(2111, { llm_temperature: 0.7 });
      await code.openFile(locked);
      // Root can write every file, but not to a folder of that name.
      rmSync(lockedPath);
      mkdirSync(lockedPath);
      await code.runExactly('Agent JSON: Pull from Cekura');
      await code.press(/^Pull \d/);
    },
    message: /^Not pulled: locked\.agent\.json could not be saved\. Save it, then pull again\./,
    button: 'Save File',
    expectResolved: ({ code }) => code.notification(/Failed to save 'locked\.agent\.json'/).waitFor(),
  },
  'a file outside the folder': {
    provoke: async ({ code }) => {
      await code.openPath(outside);
      await code.runExactly('Agent JSON: Push to Cekura');
      await code.press(/^Push \d/);
    },
    message: /^Pushed \d changes? to Greenleaf Library Reminders/,
    button: 'Undo',
    expectResolved: ({ code }) =>
      code.dialog
        .or(code.notification(/Rolled back/))
        .first()
        .waitFor(),
  },
  'a file that was never saved': {
    provoke: async ({ code }) => {
      await code.run('Agent JSON: New Agent File');
      await code.choose(/SMS/);
      await code.line('"agent_name"').waitFor();
      await code.page.keyboard.press('Escape');
      await code.runExactly('Agent JSON: Push to Cekura');
    },
    message: /^Nothing was sent: /,
    button: 'Show Problems',
    expectResolved: ({ code }) => code.page.locator('.markers-panel').waitFor(),
  },
  'no folder': {
    provoke: async ({ code }) => {
      const { page } = code;
      // Leaving unsaved files is confirmed.
      page.once('dialog', (dialog) => void dialog.accept());
      await code.openWithoutFolder(`${new URL(page.url()).origin}/?ew=true`);
      await code.run('Agent JSON: Pull Agent from Cekura');
    },
    message: /^Open a folder first\.$/,
    button: 'Open Folder…',
    expectResolved: ({ code }) =>
      code.page.locator('.quick-input-widget', { hasText: 'Open Folder' }).waitFor(),
  },
};

function prepare(folder: string): void {
  const sms = join(folder, 'sms.agent.json');
  lockedPath = join(folder, locked);
  copyFileSync(sms, lockedPath);
  writeFileSync(outside, readFileSync(sms, 'utf8').replace('"language": "en"', '"language": "fr"'));
}

describe('what prevents a command', () => {
  let session: E2eSession;
  before(async () => {
    // A key in the environment would be offered instead.
    delete process.env['CEKURA_API_KEY'];
    session = await startSession({ theme: 'Dark', prepare });
  });
  after(() => session.end());

  for (const [name, { provoke, message, button, expectResolved }] of Object.entries(failureCases)) {
    it(`${name}: one message, and a button that resolves it`, async () => {
      const { code, picture } = session;
      try {
        await provoke(session);
        const notification = code.page.locator('.notification-toast', {
          has: code.page.locator('.notification-list-item-message', { hasText: message }),
        });
        await notification.waitFor();
        await picture(`obstacle ${name}`);
        // VS Code itself shows why a file can't be written.
        const ownNotifications = code.page.locator('.notification-toast', { hasText: 'Source: Agent JSON' });
        assert.equal(await ownNotifications.count(), 1);
        await notification.getByRole('button', { name: button, exact: true }).click();
        await expectResolved(session);
      } finally {
        await picture(`obstacle ${name} helped`);
        await code.page.keyboard.press('Escape');
        await code.dismissNotifications();
      }
    });
  }
});
