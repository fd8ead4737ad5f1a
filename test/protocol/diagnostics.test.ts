import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ClientCapabilities, DocumentDiagnosticRequest } from 'vscode-languageserver/node';
import { TestClient, codesOf } from '#support/testClient';
import { uri, clean, broken, pulls, pull } from './pulledDiagnostics';

describe('a client with pull diagnostics', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: pulls });
  });
  after(() => client.stop());

  it('gets the capability', () => {
    const provider = client.initialized.capabilities.diagnosticProvider;
    assert.equal(provider?.workspaceDiagnostics, true);
  });
  it('gets diagnostics, and "unchanged" the second time', async () => {
    await client.open(uri, broken);
    const report = await pull(client);
    assert.deepEqual(report.kind === 'full' && codesOf(report.items), ['not-in-enum']);
    const again = await pull(client, report.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: report.resultId });
  });
  it('gets new diagnostics after an edit', async () => {
    const before = await pull(client);
    const start = broken.indexOf('english');
    const range = {
      start: { line: 0, character: start },
      end: { line: 0, character: start + 'english'.length },
    };
    await client.change(uri, 2, { range, text: 'en' });
    const report = await pull(client, before.resultId);
    assert.deepEqual(report.kind === 'full' && report.items, []);
  });
  it('gets nothing for a document that is not open', async () => {
    await client.close(uri);
    const report = await pull(client);
    assert.deepEqual(report, { kind: 'full', items: [] });
  });
  it('gets no problem for a new file without content, unless it is on disk', async () => {
    for (const [empty, expected] of [
      ['untitled:Untitled-1', []],
      ['file:///agents/empty.agent.json', ['syntax']],
    ] as const) {
      await client.open(empty, '\n');
      const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri: empty },
      });
      assert.deepEqual(codesOf(report.kind === 'full' ? report.items : []), expected);
      await client.close(empty);
    }
  });
  it('gets no unrequested diagnostics', () => assert.deepEqual(client.published, []));
});

describe('a client with push diagnostics', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  after(() => client.stop());

  it('does not get the pull capability', () =>
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined));
  it('gets diagnostics with the version of the document', async () => {
    const next = client.nextPublished();
    await client.open(uri, broken, 5);
    const { version, diagnostics } = await next;
    assert.equal(version, 5);
    assert.deepEqual(codesOf(diagnostics), ['not-in-enum']);
  });
  it('gets one notification for a burst of edits', async () => {
    const seen = client.published.length;
    const versions = Array.from({ length: 40 }, (_, index) => 6 + index);
    await Promise.all(versions.map((version) => client.change(uri, version, { text: clean })));
    while (client.published.at(-1)?.version !== versions.at(-1)) await client.nextPublished();
    assert.deepEqual(client.published.at(-1)?.diagnostics, []);
    // On a busy machine, the burst may be interrupted, which causes more than one.
    assert.ok(client.published.length - seen <= 4, `${client.published.length - seen} messages`);
  });
  it('gets an empty list when the file is closed', async () => {
    const next = client.nextPublished();
    await client.close(uri);
    assert.deepEqual(await next, { uri, diagnostics: [] });
  });
});

describe("a diagnostic depends on the client's capabilities", () => {
  async function first(capabilities: ClientCapabilities) {
    const client = await TestClient.start({ capabilities });
    const next = client.nextPublished();
    await client.open(uri, broken);
    const [diagnostic] = (await next).diagnostics;
    await client.stop();
    assert.ok(diagnostic);
    return diagnostic;
  }
  it('source, code, severity and range', async () => {
    const { source, code, severity, range, codeDescription } = await first({});
    assert.deepEqual({ source, code, severity }, { source: 'agent-json', code: 'not-in-enum', severity: 1 });
    const start = broken.indexOf('"english"');
    assert.deepEqual(range, {
      start: { line: 0, character: start },
      end: { line: 0, character: start + '"english"'.length },
    });
    assert.equal(codeDescription, undefined);
  });
  it('a link to the page of the rule', async () => {
    const capabilities = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };
    const { codeDescription } = await first(capabilities);
    assert.match(codeDescription?.href ?? '', /^file:\/\/.*\/docs\/rules\/not-in-enum\.md$/);
  });
});
