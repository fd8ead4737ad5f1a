import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  CodeActionRequest,
  type CodeAction,
  type CompletionItem,
  CompletionRequest,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
  type MarkupContent,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { extractSchemaUpdate } from '#language/openApi/extractSchemaUpdate';
import { agentSchema } from '#language/schema/bundledSchema';
import { newerDate, newerDescriptionText } from '#support/openApi';
import { agentWith } from '#support/language/problems';
import { TestClient, codesOf } from '#support/testClient';

const read = extractSchemaUpdate(newerDescriptionText, agentSchema, '2027-03-10');
assert.ok(read.ok);
const { update } = read;

const uri = 'file:///a.agent.json';
const text = agentWith('"assistant_provider": "acme"');
const position = { line: 0, character: text.indexOf('acme') };
const textDocument = { uri };

let client: TestClient;
afterEach(() => client.stop());

async function start(schemaUpdate?: unknown): Promise<void> {
  client = await TestClient.start({
    capabilities: {
      textDocument: {
        diagnostic: {},
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
        hover: { contentFormat: ['markdown'] },
      },
      workspace: { diagnostics: { refreshSupport: true } },
    },
    initializationOptions: { commands: ['agentJson.updateSchema', 'agentJson.allowValue'], schemaUpdate },
  });
  await client.open(uri, text);
}

async function diagnostics(): Promise<Diagnostic[]> {
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  return (report as FullDocumentDiagnosticReport).items;
}

/** The next refresh request of the server. */
function nextRefresh(): Promise<void> {
  return new Promise((resolve) => {
    client.connection.onRequest(DiagnosticRefreshRequest.type, () => resolve());
  });
}

async function use(next: unknown): Promise<void> {
  const refresh = nextRefresh();
  await client.connection.sendNotification('agentJson/schemaUpdate', { update: next });
  await refresh;
}

describe('a schema update in the server', () => {
  it('is used from the start if the client has stored one', async () => {
    await start(update);
    assert.deepEqual(await diagnostics(), []);
  });

  it('is used immediately when it is sent, and no longer when it is removed', async () => {
    await start();
    assert.deepEqual(codesOf(await diagnostics()), ['not-in-enum']);
    await use(update);
    assert.deepEqual(await diagnostics(), []);
    await use(null);
    assert.deepEqual(codesOf(await diagnostics()), ['not-in-enum']);
  });

  it('is in completion and hover', async () => {
    await start(update);
    const items = await client.connection.sendRequest(CompletionRequest.type, { textDocument, position });
    const list = (items as { items?: CompletionItem[] }).items ?? (items as CompletionItem[]);
    assert.ok(list.some(({ label }) => label === 'acme'));
    const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument, position });
    assert.match((hover?.contents as MarkupContent).value, /Added by your schema update of 2027-03-10\./);
  });

  it('is suggested by a quick fix of an unknown value', async () => {
    await start();
    const [problem] = await diagnostics();
    assert.ok(problem);
    assert.equal(problem.message, '"acme" is not a known "assistant_provider" (as of 2026-08-21).');
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: problem.range,
      context: { diagnostics: [problem] },
    });
    const titled = (actions as CodeAction[]).filter(({ kind }) => kind === 'quickfix');
    assert.deepEqual(
      titled.map(({ title, command }) => [title, command?.command]),
      [
        ['Update Schema from Cekura', 'agentJson.updateSchema'],
        ['Allow "acme" in settings', 'agentJson.allowValue'],
      ],
    );
  });

  it('that is invalid is ignored', async () => {
    await start({ asOf: newerDate, properties: 7 });
    assert.deepEqual(codesOf(await diagnostics()), ['not-in-enum']);
    await use('nonsense');
    assert.deepEqual(codesOf(await diagnostics()), ['not-in-enum']);
  });
});
