import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startVisit, type Visit } from '../support/visit';

describe('a folder that is not trusted', () => {
  let visit: Visit;

  before(async () => {
    visit = await startVisit({ theme: 'Light', asksForTrust: true });
    await visit.code.press(/^No, I don't trust/);
  });
  after(() => visit.end());

  it('is checked', async () => {
    const { code } = visit;
    await code.openFile('broken.agent.json');
    await code.squiggles('error').first().waitFor();
  });

  it('sends nothing, and says why', async () => {
    const { api, code } = visit;
    await code.run('Agent JSON: Set API Key');
    await code.answer(api.key);
    await code.notification(/key/i).waitFor();
    const before = await api.requests();
    await code.openFile('sms.agent.json');
    await code.run('Agent JSON: Push');
    await code.notification(/not trusted/).waitFor();
    await visit.picture('untrusted sends nothing');
    assert.deepEqual(await api.requests(), before);
  });
});
