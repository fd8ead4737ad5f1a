import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { TestClient } from '#support/testClient';
import { agentTexts } from './texts';

const uri = 'file:///agents/many.agent.json';
const text = agentTexts[0]?.text ?? '';
const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const position = { line: 2, character: 5 };
const requestParams: Readonly<Record<string, object>> = {
  diagnostic: {},
  hover: { position },
  completion: { position },
  codeAction: { range, context: { diagnostics: [] } },
  documentSymbol: {},
  foldingRange: {},
  selectionRange: { positions: [position, { line: 2 ** 31 - 1, character: 2 ** 31 - 1 }] },
  formatting: { options: { tabSize: 2, insertSpaces: true } },
  rangeFormatting: { range, options: { tabSize: 2, insertSpaces: true } },
  documentLink: {},
  inlayHint: { range },
  'semanticTokens/full': {},
  references: { position, context: { includeDeclaration: true } },
  documentHighlight: { position },
  prepareRename: { position },
  rename: { position, newName: 'guest' },
};

describe('more requests than any editor sends', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
  });
  after(() => client.stop());

  const request = (
    method: string,
    fileUri = uri,
    token = new CancellationTokenSource().token,
  ): Promise<unknown> =>
    client.connection.sendRequest(
      `textDocument/${method}`,
      { textDocument: { uri: fileUri }, ...requestParams[method] },
      token,
    );

  it('get a response for files that were never opened, are closed, or have invalid URIs', async () => {
    await client.open(uri, text);
    await client.close(uri);
    for (const fileUri of [uri, 'file:///agents/unknown.agent.json', '', 'x', 'file:///%zz', 'command:a'])
      for (const method of Object.keys(requestParams)) await request(method, fileUri);
  });

  it('get a response by the thousand, half of them canceled, while the text changes', async () => {
    await client.open(uri, text);
    const requests: Promise<unknown>[] = [];
    let [answered, canceled] = [0, 0];
    for (let round = 0; round < 125; round++) {
      // Versions may repeat or decrease; only the text matters.
      const insertion = { start: { line: round % 7, character: 3 }, end: { line: round % 7, character: 3 } };
      await client.change(uri, round % 3, { range: insertion, text: round % 2 === 0 ? '"' : ' ' });
      for (const [index, method] of Object.keys(requestParams).entries()) {
        const source = new CancellationTokenSource();
        const response = request(method, uri, source.token).then(
          () => (answered += 1),
          (error: unknown) => {
            assert.ok(error instanceof ResponseError, String(error));
            assert.equal(error.code, LSPErrorCodes.RequestCancelled);
            canceled += 1;
          },
        );
        requests.push(response);
        if (index % 2 === 0) source.cancel();
      }
    }
    await Promise.all(requests);
    assert.equal(answered + canceled, 125 * Object.keys(requestParams).length);
    assert.ok(answered > 0 && canceled > 0, `${answered} answered, ${canceled} canceled`);
  });

  it("don't affect the next request", async () => {
    await client.change(uri, 1000, { text });
    const symbols = await request('documentSymbol');
    assert.ok(Array.isArray(symbols) && symbols.length > 0);
    assert.deepEqual(client.log, []);
  });
});
