import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  CompletionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LSPErrorCodes,
  type MarkupContent,
  type Range,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import { TestClient } from '#support/testClient';

const uri = 'file:///agents/a.agent.json';
/** Characters of two, three and four bytes before the requested positions. */
const multibyteText = '{"agent_name": "é漢😀", "language": "fr"}\n';

async function hoverAt(client: TestClient, line: number, character: number) {
  const position = { line, character };
  return client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
}

describe('positions are in UTF-16, which every client supports', () => {
  let client: TestClient;
  const column = multibyteText.indexOf('"fr"');
  before(async () => {
    client = await TestClient.start({
      capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } },
    });
    await client.open(uri, multibyteText);
  });
  after(() => client.stop());

  it('in the server capabilities', () =>
    assert.equal(client.initialized.capabilities.positionEncoding, 'utf-16'));
  it('in results', async () => {
    const hover = await hoverAt(client, 0, column + 1);
    const range: Range = { start: { line: 0, character: column }, end: { line: 0, character: column + 4 } };
    assert.deepEqual(hover?.range, range);
  });
  it('in edits', async () => {
    const start = { line: 0, character: multibyteText.indexOf('é') };
    const end = { line: 0, character: start.character + 'é漢😀'.length };
    await client.change(
      uri,
      2,
      { range: { start, end }, text: 'e' },
      { range: { start, end: start }, text: '😀' },
    );
    const hover = await hoverAt(client, 0, '{"agent_name": "😀e", "language": "'.length);
    assert.match(JSON.stringify(hover?.contents), /French/);
  });
});

describe("results depend on the client's capabilities", () => {
  async function hoverOf(capabilities: ClientCapabilities): Promise<MarkupContent> {
    const client = await TestClient.start({ capabilities });
    await client.open(uri, '{"agent_name": ""}');
    const contents = (await hoverAt(client, 0, 4))?.contents;
    await client.stop();
    assert.ok(contents && typeof contents === 'object' && 'kind' in contents);
    return contents;
  }
  it('Markdown if supported', async () => {
    const { kind, value } = await hoverOf({
      textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } },
    });
    assert.equal(kind, 'markdown');
    assert.match(value, /\*\*.*`agent_name`/);
  });
  it('plain text otherwise', async () => {
    const { kind, value } = await hoverOf({});
    assert.equal(kind, 'plaintext');
    assert.ok(!/\*\*|`/.test(value), value);
  });
  it('no diagnostics for JSON files that are not agents', async () => {
    const client = await TestClient.start();
    const textDocument = {
      uri: 'file:///agents/package.json',
      languageId: 'json',
      version: 1,
      text: '{"name": 7}',
    };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    assert.deepEqual(
      await client.connection.sendRequest('textDocument/documentSymbol', { textDocument }),
      [],
    );
    assert.deepEqual(client.published, []);
    await client.stop();
  });
  it('hierarchical or flat symbols', async () => {
    for (const nests of [true, false]) {
      const documentSymbol = { hierarchicalDocumentSymbolSupport: nests };
      const client = await TestClient.start({ capabilities: { textDocument: { documentSymbol } } });
      await client.open(uri, '{"livekit_data": {"url": "wss://a.example"}}');
      const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
        textDocument: { uri },
      });
      assert.equal(symbols?.length, nests ? 1 : 2);
      await client.stop();
    }
  });
  it('code lenses only for commands that the client has', async () => {
    const with3 = await TestClient.start({ initializationOptions: { commands: ['agentJson.push'] } });
    assert.ok(with3.initialized.capabilities.codeLensProvider);
    await with3.stop();
    const without = await TestClient.start();
    assert.equal(without.initialized.capabilities.codeLensProvider, undefined);
    await without.stop();
  });
});

describe('robustness of the server', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  after(() => client.stop());

  it('every prefix of a file gets a response', async () => {
    const text =
      '{\n  "language": "fr",\n  "livekit_data": { "url": "wss://x.example", "config": [1, {"a": null}] }\n}\n';
    for (let length = 0; length <= text.length; length++) {
      await client.open(uri, text.slice(0, length), length + 1);
      const textDocument = { uri };
      const { connection } = client;
      const hover = await hoverAt(client, 1, 5);
      assert.ok(length < '{\n  "language"'.length || hover, `hover after ${length} characters`);
      assert.ok(await connection.sendRequest(DocumentSymbolRequest.type, { textDocument }));
      assert.ok(await connection.sendRequest(FoldingRangeRequest.type, { textDocument }));
      assert.ok(await connection.sendRequest(SemanticTokensRequest.type, { textDocument }));
      const options = { tabSize: 2, insertSpaces: true };
      assert.ok(await connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options }));
      await client.close(uri);
    }
  });
  const hostile: [name: string, text: string][] = [
    ['a thousand brackets', '['.repeat(1000)],
    ['100,000 braces', '{"a":'.repeat(100_000)],
    ['invalid JSON', '\u0000\uD800\uFEFF<html>'],
    ['properties named like inherited ones', '{"__proto__": {"x": 1}, "constructor": 2, "toString": 3}'],
    ['an end in the middle of an escape', '{"a": "\\u12'],
    ['a list of 100,000 numbers', `[${'1,'.repeat(100_000)}1]`],
  ];
  for (const [name, text] of hostile) {
    it(`requests get a response for ${name}`, async () => {
      const next = client.nextPublished();
      await client.open(uri, text);
      await next;
      assert.ok(
        Array.isArray(
          await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } }),
        ),
      );
      const closed = client.nextPublished();
      await client.close(uri);
      await closed;
    });
  }
  it('nothing was logged', () => assert.deepEqual(client.log, []));
});

describe('variables in prompts', () => {
  const text = '{"description": "Hi {{name}}, {{name}}"}';
  const textDocument = { uri };
  const position = { line: 0, character: text.indexOf('name') + 1 };
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
    await client.open(uri, text);
  });
  after(() => client.stop());

  it('are found', async () => {
    const context = { includeDeclaration: true };
    const found = await client.connection.sendRequest(ReferencesRequest.type, {
      textDocument,
      position,
      context,
    });
    assert.equal(found?.length, 2);
    const highlights = await client.connection.sendRequest(DocumentHighlightRequest.type, {
      textDocument,
      position,
    });
    assert.deepEqual(
      highlights?.map(({ range }) => range),
      found.map(({ range }) => range),
    );
  });
  it('are renamed', async () => {
    const edit = await client.connection.sendRequest(RenameRequest.type, {
      textDocument,
      position,
      newName: 'guest',
    });
    assert.deepEqual(
      edit?.changes?.[uri]?.map(({ newText }) => newText),
      ['guest', 'guest'],
    );
  });
  it('a new name that is invalid is rejected with a message', async () => {
    const rename = client.connection.sendRequest(RenameRequest.type, {
      textDocument,
      position,
      newName: 'a}',
    });
    await assert.rejects(rename, /name without braces/);
  });
});

describe('a canceled request', () => {
  it('gets no result, and the next one does', async () => {
    const client = await TestClient.start({ initializationOptions: { secretNames: true } });
    await client.open(uri, '{"vapi_api_key": "${secret:KEY}"}');
    const source = new CancellationTokenSource();
    // The server sends this request while it handles the hover, so the cancellation arrives during the hover request.
    client.connection.onRequest('agentJson/secretNames', () => {
      source.cancel();
      return { names: [] };
    });
    const params = { textDocument: { uri }, position: { line: 0, character: 3 } };
    await assert.rejects(client.connection.sendRequest(HoverRequest.type, params, source.token), (error) => {
      assert.ok(error instanceof ResponseError);
      assert.equal(error.code, LSPErrorCodes.RequestCancelled);
      return true;
    });
    assert.ok(await hoverAt(client, 0, 3));
    assert.deepEqual(client.log, []);
    await client.stop();
  });
});

describe('names of secrets', () => {
  it('are only requested at a secret, so that nothing else waits for the client', async () => {
    const client = await TestClient.start({ initializationOptions: { secretNames: true } });
    await client.open(uri, '{"language": "fr",\n"vapi_api_key": "${secret:KEY}"}');
    let calls = 0;
    client.connection.onRequest('agentJson/secretNames', () => ({ names: ++calls ? ['KEY'] : [] }));
    const textDocument = { uri };
    for (const line of [0, 1]) {
      const position = { line, character: 16 };
      await client.connection.sendRequest(HoverRequest.type, { textDocument, position });
      await client.connection.sendRequest(CompletionRequest.type, { textDocument, position });
      assert.equal(calls, line === 0 ? 0 : 2);
    }
    await client.stop();
  });
});

describe('the server process', () => {
  const program = join(__dirname, '../../dist/server.js');
  it('prints its usage', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /--stdio/);
  });
  it('exits after shutdown and exit', async () => {
    const client = await TestClient.start();
    await client.stop();
  });
  it('exits when the editor disappears', () => {
    const { status } = spawnSync(process.execPath, [program, '--stdio'], { input: '' });
    assert.equal(status, 1);
  });
  const skip = process.platform === 'win32' && 'Windows has no sockets as standard input';
  it('exits when the connection to the editor is reset', { skip }, async () => {
    // Only the child reads from its end of the connection.
    const listener = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const editor = connect((listener.address() as AddressInfo).port, '127.0.0.1');
    const [input] = (await once(listener, 'connection')) as [Socket];
    const server = spawn(process.execPath, [program, '--stdio'], { stdio: [input, 'pipe', 'ignore'] });
    const initialize = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, capabilities: {} },
    };
    const content = JSON.stringify(initialize);
    editor.write(`Content-Length: ${content.length}\r\n\r\n${content}`);
    await once(server.stdout, 'data');
    const exit = once(server, 'exit');
    editor.resetAndDestroy();
    const [status] = (await exit) as [number];
    input.destroy();
    listener.close();
    assert.equal(status, 1);
  });
});
