import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ClientCapabilities, DiagnosticRefreshRequest } from 'vscode-languageserver/node';
import { TestClient } from '#support/testClient';
import { uri, broken } from './pulledDiagnostics';

describe('settings', () => {
  const hasConfiguration: ClientCapabilities = { workspace: { configuration: true } };
  async function codes(setup: Parameters<typeof TestClient.start>[0]): Promise<string[]> {
    const client = await TestClient.start(setup);
    const next = client.nextPublished();
    await client.open(uri, broken);
    const { diagnostics } = await next;
    await client.stop();
    return diagnostics.map(({ code, severity }) => `${String(code)} ${severity ?? ''}`);
  }
  it('change severities and turn rules off, on request', async () => {
    const codesWith = (configuration: unknown) => codes({ capabilities: hasConfiguration, configuration });
    assert.deepEqual(await codesWith({ rules: { 'not-in-enum': 'warning' } }), ['not-in-enum 2']);
    assert.deepEqual(await codesWith({ rules: { 'not-in-enum': 'off' } }), []);
    assert.deepEqual(await codesWith({ additionalValues: { language: ['english'] } }), []);
  });
  it('omit the key of a provider that the project has stored', async () => {
    const reported = async (keys: readonly string[]) => {
      const client = await TestClient.start({ initializationOptions: { projectKeys: { 1378: keys } } });
      const next = client.nextPublished();
      const agent = { agent_name: 'A', description: 'A prompt.', inbound: true, project: 1378 };
      await client.open(uri, JSON.stringify({ ...agent, assistant_provider: 'vapi' }));
      const { diagnostics } = await next;
      await client.stop();
      return diagnostics.some(({ code }) => code === 'missing-provider-property');
    };
    assert.equal(await reported([]), true);
    assert.equal(await reported(['vapi_api_key']), false);
  });
  it('apply from the initialization options of a client that can only send them there', async () => {
    const settings = { rules: { 'not-in-enum': 'hint' } };
    assert.deepEqual(await codes({ initializationOptions: { settings } }), ['not-in-enum 4']);
  });
  for (const unusual of [
    null,
    7,
    'x',
    [],
    { rules: 3, additionalValues: { language: 7 } },
    { rules: { 'not-in-enum': 9 } },
  ]) {
    it(`are ignored if invalid: ${JSON.stringify(unusual)}`, async () => {
      assert.deepEqual(await codes({ capabilities: hasConfiguration, configuration: unusual }), [
        'not-in-enum 1',
      ]);
    });
  }
  it('apply after a change', async () => {
    const client = await TestClient.start();
    const opened = client.nextPublished();
    await client.open(uri, broken);
    await opened;
    const next = client.nextPublished();
    const settings = { agentJson: { rules: { 'not-in-enum': 'off' } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    assert.deepEqual((await next).diagnostics, []);
    await client.stop();
  });
  it('cause no refresh if they have not changed', async () => {
    const capabilities = {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    };
    const client = await TestClient.start({ capabilities });
    let refreshes = 0;
    const sendRules = (rules: object) =>
      client.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { agentJson: { rules } },
      });
    const refreshed = new Promise<void>((resolve) =>
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshes++;
        resolve();
      }),
    );
    await sendRules({});
    await sendRules({ 'not-in-enum': 'off' });
    await sendRules({ 'not-in-enum': 'off' });
    await refreshed;
    assert.equal(refreshes, 1);
    await client.stop();
    assert.equal(refreshes, 1);
  });
});
