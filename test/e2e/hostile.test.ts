import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { UnwantedServer, payloadOf, marker, plantHostileFolder } from '#support/vscode/hostileFolder';
import { startSession, type E2eSession } from '#support/vscode/e2eSession';

/** The agent in samples/agentforce.agent.json, and in the planted files. */
const id = 2109;

describe('a malicious folder that is opened and trusted', () => {
  let unwanted: UnwantedServer;
  let session: E2eSession;

  before(async () => {
    unwanted = await UnwantedServer.start();
    session = await startSession({
      theme: 'Dark',
      prepare: (folder) => plantHostileFolder(folder, unwanted, id),
    });
    await session.api.edit(id, { agent_name: payloadOf(unwanted) });
  });
  after(async () => {
    await session.end();
    unwanted.close();
  });

  it('hovers contain plain text and no links except our own', async () => {
    const { code, picture } = session;
    await code.openFile('lure.agent.json');
    await code.squiggles('error').first().waitFor();
    for (const text of ['agent_name', 'language', 'llm_model', 'topic_nodes', marker]) {
      await code.hoverOver(text);
      await code.hover.filter({ hasText: /\w/ }).waitFor();
      assert.deepEqual(await foreignIn(code.hover), [], text);
      await picture(`hostile hover ${text}`);
      await code.page.keyboard.press('Escape');
    }
  });

  it('notifications, questions and lists contain plain text and no links', async () => {
    const { api, code, picture } = session;
    await code.run('Agent JSON: Set API Key');
    await code.answer(api.key);
    await code.notification(/Saved/).waitFor();
    await code.dismissNotifications();
    await code.openFile('lure.agent.json');
    await code.runExactly('Agent JSON: Pull from Cekura');
    await code.dialog.waitFor();
    assert.deepEqual(await foreignIn(code.dialog), []);
    await picture('hostile question');
    await code.press(/^Pull \d/);
    const notification = code.notification(new RegExp(marker));
    await notification.waitFor();
    assert.deepEqual(await foreignIn(notification), []);
    await picture('hostile notification');
    await code.dismissNotifications();
    await code.run('Agent JSON: Pull Agent from Cekura');
    await code.choice(new RegExp(marker)).waitFor();
    assert.deepEqual(await foreignIn(code.page.locator('.quick-input-widget')), []);
    await picture('hostile list');
    await code.page.keyboard.press('Escape');
  });

  it('file tree, outline, problems and status bar contain no links except to rule pages', async () => {
    const { code, picture } = session;
    await code.openFile('lure.agent.json');
    await code.run('Problems: Focus on Problems View');
    await code.page.locator('.markers-panel .monaco-list-row').first().waitFor();
    await picture('hostile panels');
    for (const part of ['.explorer-folders-view', '.markers-panel', '.statusbar', '.breadcrumbs-control'])
      assert.deepEqual(await foreignIn(code.page.locator(part).first()), [], part);
  });

  it('no other host gets a request, and nothing is sent', async () => {
    const requests = await session.api.requests();
    assert.ok(requests.length > 0);
    assert.deepEqual(
      requests.filter(({ method }) => method !== 'GET'),
      [],
    );
    assert.deepEqual(unwanted.requestedUrls, []);
  });
});

/** Links to other pages than the extension's own, images, and elements that can run code, in a part of the page. */
async function foreignIn(part: Locator): Promise<string[]> {
  const found = await part.evaluate((root) => {
    const links = [...root.querySelectorAll('a')].map(
      (link) => link.getAttribute('data-href') ?? link.getAttribute('href') ?? '',
    );
    const pictures = [...root.querySelectorAll('img, iframe, script, object')].map(
      (picture) => picture.outerHTML,
    );
    return [...links, ...pictures];
  });
  return found.filter((target) => target !== '' && target !== '#' && !ours.test(target));
}

const ours = /^https:\/\/docs\.cekura\.ai\/|\/docs\/rules\/[a-z-]+\.md$/;
