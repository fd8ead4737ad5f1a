import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { stubUser, type User } from '#support/vscode/stubbedUi';
import { openAgent, extensionUnderTest, replace } from '#support/language/editor';
import { until } from '#support/poll';

const base = { agent_name: 'Desk', description: 'You answer the phone of a dentist.', inbound: true };
const agents = [
  { id: 6001, ...base },
  { id: 6002, ...base },
] as const;

/** Conditions that prevent writing a baseline, even for an administrator. */
const obstacles = [
  { what: 'something else in its place', agent: agents[0], put: (path: string) => mkdirSync(path) },
  { what: 'a full disk', agent: agents[1], put: (path: string) => symlinkSync('/dev/full', path) },
].slice(0, existsSync('/dev/full') ? 2 : 1);

describe('a full disk when the baseline is saved', () => {
  let api: Sandbox;
  let user: User;

  before(async () => {
    api = await startSandbox({ seed: agents });
    const settings = vscode.workspace.getConfiguration('agentJson');
    await settings.update('api.baseUrl', api.origin, vscode.ConfigurationTarget.Global);
    await extensionUnderTest().activate();
    user = stubUser(({ kind }) => (kind === 'input' ? api.key : undefined));
    await vscode.commands.executeCommand('agentJson.setApiKey');
    user.restore();
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    user = stubUser(({ buttons }) => buttons.find((title) => /^(Push|Pull)\b/.test(title)));
  });
  afterEach(() => user.restore());

  for (const { what, agent, put } of obstacles)
    it(`${what}: the push succeeds, the failure is reported, and the next push sends nothing`, async () => {
      const document = await openAgent(agent);
      await vscode.commands.executeCommand('agentJson.pull');
      const path = `${snapshotOf(agent.id)}.new`;
      assert.ok(existsSync(snapshotOf(agent.id)), 'the pull left a snapshot');
      put(path);
      try {
        await replace(document, 'a dentist', 'two dentists');
        await vscode.commands.executeCommand('agentJson.push');
        await until('the error', () => hasMessage(/^Could not save the sync state/));
        await until('the outcome of the push', () => hasMessage(/Pushed 1 change/));
        assert.equal(writes(), 1);
      } finally {
        rmSync(path, { recursive: true });
      }
      await vscode.commands.executeCommand('agentJson.push');
      await until('the actual state', () => hasMessage(/Nothing to push/));
      assert.equal(writes(), 1);
      assert.equal(api.agent(agent.id)['description'], 'You answer the phone of two dentists.');
    });

  function snapshotOf(id: number): string {
    const storage = join(process.env['AGENT_JSON_TEST_DATA'] ?? '', 'User', 'globalStorage');
    const origin = api.origin.replace(/[^\w.-]+/g, '_');
    return join(storage, 'agent-json.agent-json', 'base', origin, `${id}.json`);
  }

  function hasMessage(text: RegExp): boolean {
    return user.shown.some(({ message }) => text.test(message));
  }

  function writes(): number {
    return api.requests.filter(({ method }) => method !== 'GET').length;
  }
});
