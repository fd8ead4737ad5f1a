import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { UnwantedServer, plantHostileFolder } from '#support/vscode/hostileFolder';
import { startSession, type E2eSession } from '#support/vscode/e2eSession';

describe('an untrusted folder', () => {
  let session: E2eSession;
  let unwanted: UnwantedServer;

  before(async () => {
    unwanted = await UnwantedServer.start();
    const prepare = (folder: string) => plantHostileFolder(folder, unwanted, 2109);
    session = await startSession({ theme: 'Light', asksForTrust: true, prepare });
    const { api, code } = session;
    await code.press(/^No, I don't trust/);
    await code.run('Agent JSON: Set API Key');
    await code.answer(api.key);
    await code.notification(/key/i).waitFor();
  });
  after(async () => {
    await session.end();
    unwanted.close();
  });

  it('is validated', async () => {
    const { code } = session;
    await code.openFile('broken.agent.json');
    await code.squiggles('error').first().waitFor();
  });

  for (const command of ['Push to Cekura', 'Pull from Cekura', 'Push All', 'Pull All']) {
    it(`rejects ${command} with a reason, without a request`, async () => {
      const { api, code } = session;
      const before = await api.requests();
      await code.dismissNotifications();
      await code.openFile('sms.agent.json');
      await code.runExactly(`Agent JSON: ${command}`);
      const message = code.notification(/trusted workspace/);
      await message.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
      await session.picture(`untrusted ${command}`);
      assert.deepEqual(await api.requests(), before);
    });
  }

  it('can be compared, which only reads', async () => {
    const { api, code } = session;
    await code.dismissNotifications();
    await code.openFile('sms.agent.json');
    await code.run('Agent JSON: Compare with Cekura');
    await code.notification(/No differences/).waitFor();
    await session.picture('untrusted is compared');
    const methods = (await api.requests()).map(({ method }) => method);
    assert.deepEqual([...new Set(methods)], ['GET']);
    assert.deepEqual(unwanted.requestedUrls, []);
  });
});
