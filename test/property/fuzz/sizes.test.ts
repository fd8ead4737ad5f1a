import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { WorkspaceDiagnosticRequest } from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { TestClient } from '#support/testClient';
import { measureRequests, extremeTexts } from './sizes';

/**
 * The time limit for a response about tens of megabytes, as a multiple of `JSON.parse` of the same text. The measured value is about
 * 10; a larger one means that a feature does additional work for every character.
 */
const maxParseTimes = 60;

const expectedCodes: Readonly<Record<string, readonly string[]>> = {
  'a long string': ['syntax'],
  'many levels': ['syntax'],
  'many unclosed levels': ['syntax'],
  'a file above the size limit': ['syntax'],
};

describe('a file of extreme size', () => {
  for (const [name, text] of Object.entries(extremeTexts(0.35)))
    it(`${name}: every request gets a response, and the server keeps running`, async () => {
      const { timings, parseMs, codes, length } = await measureRequests(text());
      const expected = expectedCodes[name];
      if (expected) assert.deepEqual(codes, expected);
      else assert.ok(codes.length >= 3_500);
      if (length < 10_000_000) return;
      for (const { method, ms } of timings)
        assert.ok(ms < maxParseTimes * parseMs, `${method}: ${ms} ms, JSON.parse takes ${parseMs} ms`);
    });
});

describe('a folder of 10,000 agents', () => {
  it('is validated completely, and requests for an open file get a response meanwhile', async (test) => {
    const folder = tempFolder('many');
    for (let index = 0; index < 10_000; index++) {
      const inner = join(folder, String(index % 100));
      if (index < 100) mkdirSync(inner);
      const inbound = index % 1000 === 0 ? '"yes"' : 'true';
      const agent = `{ "agent_name": "Ada ${index}", "description": "Books tables.", "inbound": ${inbound} }`;
      writeFileSync(join(inner, `${index}.agent.json`), agent);
    }
    const client = await TestClient.start({
      capabilities: { textDocument: { diagnostic: {} } },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'many' }],
    });
    test.after(() => client.stop());
    const uri = 'file:///agents/open.agent.json';
    await client.open(uri, '{ "agent_name": "Ada" }');
    let isComplete = false;
    const pendingReport = client.connection
      .sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] })
      .finally(() => (isComplete = true));
    const params = { textDocument: { uri }, position: { line: 0, character: 5 } };
    const hover = await client.connection.sendRequest('textDocument/hover', params);
    assert.ok(hover && !isComplete, 'the hover does not wait for the folder');
    const { items } = await pendingReport;
    const broken = items.filter((item) => item.kind === 'full' && item.items.length > 0);
    assert.equal(broken.filter((item) => item.uri !== uri).length, 10);
    assert.deepEqual(client.log, []);
  });
});
