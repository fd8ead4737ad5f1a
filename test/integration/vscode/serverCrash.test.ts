import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { stubUser, type User } from '#support/vscode/stubbedUi';
import { openAgent, extensionUnderTest, problems, replace } from '#support/language/editor';
import { childrenOf } from '#support/processes';
import { until } from '#support/poll';

/** The process ID of this window's language server; undefined while it is not running. */
function serverProcess(): number | undefined {
  return childrenOf(process.pid, 'server.js')[0];
}

/** Kills the server and waits until it is restarted. */
async function killServer(): Promise<void> {
  const old = await until('a language server', serverProcess);
  process.kill(old, 'SIGKILL');
  await until('another language server', () => {
    const current = serverProcess();
    return current !== undefined && current !== old;
  });
}

describe('a language server that crashes', function () {
  let user: User;
  before(async function () {
    // Finding processes is not implemented for Windows.
    if (process.platform === 'win32') this.skip();
    await extensionUnderTest().activate();
    user = stubUser(() => undefined);
  });
  after(() => user.restore());

  it('restarts without a message and validates open files again', async () => {
    const document = await openAgent('{ "agent_name": 7 }\n');
    await problems(document, (all) => all.some(({ code }) => ruleOf(code) === 'wrong-type'));
    await killServer();
    await problems(document, (all) => all.some(({ code }) => ruleOf(code) === 'wrong-type'));
    await replace(document, '7', '"Ada"');
    await problems(document, (all) => !all.some(({ code }) => ruleOf(code) === 'wrong-type'));
    assert.deepEqual(user.shown, []);
  });

  it('shows one message with the next step after repeated crashes', async () => {
    const document = await openAgent('{ "agent_name": 8 }\n');
    for (let kill = 2; kill < 5; kill++) await killServer();
    process.kill(await until('a language server', serverProcess), 'SIGKILL');
    await until('a message about the crashes', () => user.shown.length > 0);
    assert.equal(serverProcess(), undefined);
    assert.equal(user.shown.length, 1, JSON.stringify(user.shown));
    assert.deepEqual(user.shown[0]?.buttons, ['Restart Language Server']);

    await vscode.commands.executeCommand('agentJson.restartServer');
    await problems(document, (all) => all.some(({ code }) => ruleOf(code) === 'wrong-type'));
    assert.deepEqual(
      user.shown.map(({ kind }) => kind),
      ['error', 'status'],
    );
  });
});

function ruleOf(code: vscode.Diagnostic['code']): unknown {
  return typeof code === 'object' ? code.value : code;
}
