import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ClientCapabilities } from 'vscode-languageserver/node';
import { TestClient } from '#support/testClient';

const uri = 'file:///agents/a.agent.json';
const planted = [
  ...Array.from({ length: 8 }, (_, index) => `FAKE-${index}-do-not-use-Zq8w2`),
  'sk_FAKEdonotuse0123456789abcdef',
];
const text = JSON.stringify(
  {
    id: 7,
    agent_name: 'Ada',
    language: 'fr',
    websocket_url: 'wss://b.example',
    description: 'Books tables.',
    inbound: true,
    assistant_provider: 'livekit',
    livekit_api_key: planted[0],
    livekit_data: { url: `wss://me:${planted[1] ?? ''}@a.example`, api_secret: planted[2] },
    sip_auth: { username: 'ada', password: planted[3] },
    websocket_headers: { Authorization: `Bearer ${planted[4] ?? ''}`, 'X-Api-Key': planted[5] },
    new_provider_token: planted[6],
    retell_data: { trigger_url: `https://a.example/?token=${planted[7] ?? ''}` },
    // Pasted into the wrong field.
    [planted[8] ?? '']: '',
    topic_nodes: { [planted[8] ?? '']: {} },
    llm_model: planted[8],
  },
  null,
  2,
);

const everything: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  textDocument: {
    diagnostic: { relatedInformation: true },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

describe('no response of the server contains a secret', () => {
  let client: TestClient;
  before(async () => {
    const commands = ['agentJson.push', 'agentJson.moveSecret', 'agentJson.allowValue'];
    client = await TestClient.start({ capabilities: everything, initializationOptions: { commands } });
    await client.open(uri, text);
  });
  after(() => client.stop());

  const textDocument = { uri };
  const lines = text.split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const context = { diagnostics: [] };

  /** Sends a request, asserts that the response contains no secret, and returns it as text. */
  async function harmless(method: string, params: object): Promise<string> {
    const answer: unknown = await client.connection.sendRequest(method, params);
    const json = JSON.stringify(answer);
    for (const secret of planted) assert.ok(!json.includes(secret), `${method} shows ${secret}: ${json}`);
    return json;
  }

  for (const method of ['diagnostic', 'documentSymbol', 'foldingRange', 'documentLink', 'codeLens']) {
    it(method, async () => assert.notEqual(await harmless(`textDocument/${method}`, { textDocument }), '[]'));
  }
  it('codeAction', async () => {
    assert.match(await harmless('textDocument/codeAction', { textDocument, range, context }), /moveSecret/);
  });
  it('inlayHint', async () => {
    assert.match(await harmless('textDocument/inlayHint', { textDocument, range }), /French/);
  });
  for (const method of ['hover', 'completion']) {
    it(`${method}, in every column of every line`, async () => {
      for (const [line, content] of lines.entries()) {
        if (!planted.some((secret) => content.includes(secret))) continue;
        for (let character = content.search(/\S/) + 1; character < content.length - 1; character += 3) {
          await harmless(`textDocument/${method}`, { textDocument, position: { line, character } });
        }
      }
    });
  }
  it('log', () => assert.deepEqual(client.log, []));
});
