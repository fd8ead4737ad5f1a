import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Diagnostic, DiagnosticSeverity, DocumentDiagnosticRequest } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { newFileText } from '#sync/pull/planPull';
import { agentsPath, call, minimalAgent } from '../unit/sandbox/callApi';
import { type Json, type JsonObject, requireJson, isObject, printJson } from '#sandbox/json';
import { mask } from '#sandbox/visibility';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { switchValues } from '#sandbox/switches';
import { SyncFixture, agentSchema } from '#support/sync/syncFixture';
import { TestClient } from '#support/testClient';

/** Uses the bundled server, the HTTP client, and the sandbox, which is independent of the schema. */
let sandbox: Sandbox;
let api: AgentApi;
let client: TestClient;
let files = 0;

before(async () => {
  client = await TestClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
  sandbox = await startSandbox();
  const read = readAddress(sandbox.origin);
  assert.ok(read.ok);
  api = new AgentApi({ address: read.address, fetch, key: () => Promise.resolve(sandbox.key) });
});
after(async () => {
  await sandbox.close();
  await client.stop();
});

/** Secrets without a flag: responses contain the credential itself or a mask. */
const openSecrets = /^(sip_auth|websocket_headers|websocket_auth|bland_data|sierra_data|chirp_data)$/;

/** `rule at token` of each error and warning in a newly opened file. */
async function errorsAndWarnings(text: string): Promise<string[]> {
  const uri = `file:///agents/${++files}.agent.json`;
  await client.open(uri, text);
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
  });
  await client.close(uri);
  assert.ok(report.kind === 'full');
  const document = TextDocument.create(uri, 'agent-json', 1, text);
  const isErrorOrWarning = ({ severity }: Diagnostic) =>
    severity === DiagnosticSeverity.Error || severity === DiagnosticSeverity.Warning;
  return report.items
    .filter(isErrorOrWarning)
    .map(({ code, range }) => `${String(code)} at ${document.getText(range)}`)
    .sort();
}

/** The expected problems in a response that was saved as a file: plain-text credentials or masks. */
function expectedOf(response: JsonObject, stored: JsonObject): string[] {
  const secrets = Object.entries(response).flatMap(([name, value]) =>
    openSecrets.test(name) && isObject(value)
      ? Object.entries(value).map(([key, text]) => ({ name, key, text }))
      : [],
  );
  return secrets
    .flatMap(({ name, key, text }) => {
      const inStore = stored[name];
      if (typeof text !== 'string' || !isObject(inStore) || !isFake(inStore[key])) return [];
      return [`${text === mask ? 'masked-secret' : 'plaintext-secret'} at ${JSON.stringify(text)}`];
    })
    .sort();
}

/** In the sandbox, only credentials start with `FAKE-`. */
function isFake(value: Json | undefined): boolean {
  return typeof value === 'string' && value.includes('FAKE');
}

/** The path of the agent in a response. */
function pathOf({ id }: JsonObject): string {
  return `${agentsPath}${printJson(id ?? null)}/`;
}

/** Properties of any provider that contain secrets without a flag. */
const general: JsonObject = {
  sip_endpoint: 'sip:desk@voice.example',
  sip_auth: { username: 'desk', password: 'FAKE-sip-do-not-use' },
  websocket_headers: { Authorization: 'Bearer FAKE-do-not-use', 'X-Environment': 'staging' },
};

/** An agent with all requirements of its provider. */
function agentAt(provider: string): JsonObject {
  const agent: Record<string, Json> = { ...minimalAgent, agent_name: `Desk at ${provider}`, project: 1376 };
  const requires = agentSchema.providers.get(provider)?.requires ?? [];
  for (const pointer of new Set(requires.flatMap(({ any }) => any.slice(0, 1)))) {
    const [name = '', key] = pointer.slice(1).split('/');
    const { secret, examples } = agentSchema.atPointer(pointer);
    const value = secret ? `FAKE-${provider}-do-not-use` : requireJson(examples[0] ?? null);
    const data = agent[name];
    agent[name] = key === undefined ? value : { ...(isObject(data) ? data : {}), [key]: value };
  }
  return { ...agent, assistant_provider: provider };
}

/** Creates another agent for each provider; a PUT then omits properties that the server may keep, reset or clear. */
async function addAgentPerProvider(): Promise<void> {
  for (const provider of agentSchema.providers.keys()) {
    const agent = agentAt(provider);
    const created = await call(sandbox, 'POST', agentsPath, {
      ...agent,
      ...general,
      contact_number: '+14155550100',
    });
    assert.equal(created.status, 201, created.text);
    const replaced = await call(sandbox, 'PUT', pathOf(created.object), agent);
    assert.equal(replaced.status, 200, replaced.text);
    const recreated = await call(sandbox, 'POST', agentsPath, { ...agent, ...general });
    assert.equal(recreated.status, 201, recreated.text);
  }
}

describe('an agent as returned by the API', () => {
  for (const clearText of switchValues.clearText)
    for (const nested of switchValues.nested)
      for (const put of switchValues.put)
        it(`has only problems about credentials, and none after a pull (${put}, ${nested}, clear text ${clearText})`, async () => {
          sandbox.reset();
          sandbox.set({ put, nested, clearText });
          await addAgentPerProvider();
          const seen = new Set<unknown>();
          for (const stored of sandbox.agents) {
            const response = await call(sandbox, 'GET', pathOf(stored));
            seen.add(response.object['assistant_provider']);
            assert.deepEqual(
              await errorsAndWarnings(response.text),
              expectedOf(response.object, stored),
              response.text,
            );
            assert.deepEqual(
              await errorsAndWarnings(await pullToNewFile(printJson(stored['id'] ?? null))),
              [],
            );
          }
          for (const id of agentSchema.providers.keys()) assert.ok(seen.has(id), id);
        });
});

/** The text of a file that *Pull Agent from Cekura…* created, after another pull. */
async function pullToNewFile(id: string): Promise<string> {
  const remote = await api.get(id);
  assert.ok(remote.ok);
  const fixture = new SyncFixture({ file: newFileText(agentSchema, remote.value), agent: {}, agents: api });
  assert.notEqual((await fixture.pull()).kind, 'failed');
  return fixture.text;
}
