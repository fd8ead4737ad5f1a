import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type ClientCapabilities,
  type Diagnostic,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  credentialLocations,
  credentialExamples,
  similarStrings,
  freeFormProperties,
} from '#support/plantedCredentials';
import { TestClient } from '#support/testClient';

const uri = 'file:///agents/planted.agent.json';
const textDocument = { uri };

/** An editor that requests every feature of the server. */
const everything: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  textDocument: {
    diagnostic: { relatedInformation: true },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

describe('plain-text credentials, as an editor sees them', () => {
  let client: TestClient;
  let version = 1;
  before(async () => {
    const commands = [
      'agentJson.push',
      'agentJson.editPrompt',
      'agentJson.moveSecret',
      'agentJson.allowValue',
    ];
    client = await TestClient.start({ capabilities: everything, initializationOptions: { commands } });
    await client.open(uri, '');
  });
  after(() => client.stop());

  async function show(properties: object): Promise<string> {
    const agent = { id: 7, agent_name: 'Desk', description: 'Answers.', inbound: true, ...properties };
    const text = JSON.stringify(agent, null, 2);
    await client.change(uri, ++version, { text });
    return text;
  }

  async function problems(): Promise<Diagnostic[]> {
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    assert.ok(report.kind === 'full');
    return report.items;
  }

  async function countDiagnostics(properties: object): Promise<number> {
    await show(properties);
    return (await problems()).filter(({ code }) => code === 'plaintext-secret').length;
  }

  /** All results for the open file, with the cursor on a credential in it. */
  async function messagesFor(text: string, key: string): Promise<string> {
    const written = JSON.stringify(key).slice(1, 9);
    const document = TextDocument.create(uri, 'agent-json', version, text);
    const position = document.positionAt(text.indexOf(written) + 1);
    const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
    const request = (method: string, more: object = {}) =>
      client.connection.sendRequest<unknown>(`textDocument/${method}`, { textDocument, ...more });
    const results = [
      await problems(),
      await request('hover', { position }),
      await request('codeLens'),
      await request('inlayHint', { range }),
      await request('documentSymbol'),
      await request('documentLink'),
      await request('codeAction', { range, context: { diagnostics: [] } }),
    ];
    return JSON.stringify(results);
  }

  it('are found in at least 95 % of places, and never repeated', async () => {
    let count = 0;
    const missed: string[] = [];
    for (const [home, properties] of Object.entries(credentialLocations))
      for (const [kind, key] of Object.entries(credentialExamples)) {
        count += 1;
        if ((await countDiagnostics(properties(key))) === 0) {
          missed.push(`${kind} in ${home}`);
          continue;
        }
        const results = await messagesFor(await show(properties(key)), key);
        for (const line of key.split('\n'))
          assert.ok(!results.includes(line), `${kind} in ${home}: ${results}`);
      }
    assert.ok(count >= 100 && Object.keys(credentialExamples).length >= 10, `${count}`);
    assert.ok(missed.length <= count * 0.05, `${missed.length} of ${count}\n${missed.join('\n')}`);
  });

  it('have at most 1 % false positives', async () => {
    let count = 0;
    const wrong: string[] = [];
    for (const name of freeFormProperties)
      for (const text of similarStrings) {
        count += 1;
        if ((await countDiagnostics({ [name]: text })) > 0) wrong.push(`${name}: ${text}`);
      }
    assert.ok(count >= 200, `${count}`);
    assert.ok(wrong.length <= count * 0.01, `${wrong.length} of ${count}\n${wrong.join('\n')}`);
  });

  it('are not logged', () => {
    const log = client.log.join('\n');
    for (const key of Object.values(credentialExamples)) assert.ok(!log.includes(key), log);
  });
});
