import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodeLensRequest } from 'vscode-languageserver/node';
import { TestClient } from '#support/testClient';

const uri = 'file:///agents/desk.agent.json';

/** The title of the push code lens in this language. */
async function lensIn(locale: string | undefined): Promise<string | undefined> {
  const client = await TestClient.start({
    initializationOptions: { commands: ['agentJson.push'] },
    ...(locale === undefined ? {} : { locale }),
  });
  try {
    await client.open(uri, '{ "id": 1 }');
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    return lenses?.[0]?.command?.title;
  } finally {
    await client.stop();
  }
}

describe('the language of the server', () => {
  it('is that of the editor, whatever its region', async () => {
    assert.equal(await lensIn('de'), 'Hochladen');
    assert.equal(await lensIn('de-AT'), 'Hochladen');
    assert.equal(await lensIn('de_DE.UTF-8'), 'Hochladen');
  });

  it('is English if the editor sends no locale, or one without a translation', async () => {
    for (const locale of [undefined, 'en', 'en-GB', 'xx']) assert.equal(await lensIn(locale), 'Push', locale);
  });

  it('is not read from a file outside of the translations folder', async () => {
    assert.equal(await lensIn('../package'), 'Push');
  });
});
