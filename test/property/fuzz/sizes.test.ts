import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { WorkspaceDiagnosticRequest } from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { TestClient } from '#support/testClient';
import { askAbout, extremeTexts } from './sizes';

/**
 * The slowest answer about tens of megabytes, in readings of the same text: what is measured is about ten. Who falls behind
 * this many has begun to do something for every character.
 */
const maxReadings = 60;

const verdicts: Readonly<Record<string, readonly string[]>> = {
  'a string of 50 MB': ['syntax'],
  '100,000 levels': ['syntax'],
  '100,000 levels that nothing closes': ['syntax'],
  'more than is read': ['syntax'],
};

describe('a file of extreme size', () => {
  for (const [name, text] of Object.entries(extremeTexts))
    it(`${name}: every request gets a response, and the server keeps running`, async () => {
      const { answers, floor, codes, length } = await askAbout(text());
      const verdict = verdicts[name];
      if (verdict) assert.deepEqual(codes, verdict, 'one plain diagnostic');
      else assert.ok(codes.length >= 10_000);
      if (length < 10_000_000) return;
      for (const { question, ms } of answers)
        assert.ok(ms < maxReadings * floor, `${question}: ${ms} ms, reading takes ${floor} ms`);
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
    let isChecked = false;
    const checking = client.connection
      .sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] })
      .finally(() => (isChecked = true));
    const params = { textDocument: { uri }, position: { line: 0, character: 5 } };
    const hover = await client.connection.sendRequest('textDocument/hover', params);
    assert.ok(hover && !isChecked, 'the open file did not wait for the folder');
    const { items } = await checking;
    const broken = items.filter((item) => item.kind === 'full' && item.items.length > 0);
    assert.equal(broken.filter((item) => item.uri !== uri).length, 10);
    assert.deepEqual(client.log, []);
  });
});
