import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { readClientSupport } from '#server/lsp/clientCapabilities';
import { Diagnostics, DiagnosticsPusher } from '#server/lsp/diagnostics';
import { createAgentLanguage } from '#language/index';
import { AgentFiles } from '#server/workspace/agentFiles';
import { closedSnapshot } from '#server/workspace/agentSnapshot';
import { DuplicateIds } from '#server/workspace/duplicateIds';
import { PromptFiles } from '#server/workspace/promptFiles';
import { agentSchema } from '#support/language/agents';

/** The maximum delay after the last edit, in ms of a mocked clock. */
const longest = 30;
const uri = 'file:///agents/a.agent.json';

function never(): never {
  throw new Error('This must not happen.');
}

/** A pusher and the diagnostics that it has sent. */
function pushing() {
  const client = readClientSupport({ capabilities: {} });
  const files = new AgentFiles([], false, () => undefined);
  const promptFiles = new PromptFiles(files, () => undefined);
  const diagnostics = new Diagnostics(client, new DuplicateIds(() => true), undefined, promptFiles);
  const language = createAgentLanguage(agentSchema);
  const sent: PublishDiagnosticsParams[] = [];
  const diagnose = (name: string) => {
    const content = { canonicalUri: name, text: '{"language": "english"}' };
    const snapshot = closedSnapshot(name, content, language);
    return Promise.resolve({ snapshot, diagnostics: diagnostics.diagnose(snapshot, []) });
  };
  const pusher = new DiagnosticsPusher(diagnose, (params) => sent.push(params), never);
  return { pusher, sent };
}

/** Waits until available results are sent. */
const flush = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe('push diagnostics', () => {
  it(`are sent within ${longest} ms after an edit`, async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    pusher.schedule(uri);
    assert.equal(sent.length, 0);
    test.mock.timers.tick(longest);
    await flush();
    assert.deepEqual(
      sent.map(({ diagnostics }) => diagnostics.some(({ code }) => code === 'not-in-enum')),
      [true],
    );
  });

  it('are sent once, after the last of several fast edits', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    for (let edits = 0; edits < 20; edits++) {
      pusher.schedule(uri);
      test.mock.timers.tick(5);
    }
    assert.equal(sent.length, 0);
    test.mock.timers.tick(longest);
    await flush();
    assert.equal(sent.length, 1);
  });

  it('of one file are not delayed by edits in another', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    pusher.schedule('file:///agents/b.agent.json');
    test.mock.timers.tick(longest - 10);
    pusher.schedule(uri);
    test.mock.timers.tick(10);
    await flush();
    assert.deepEqual(
      sent.map((params) => params.uri),
      ['file:///agents/b.agent.json'],
    );
  });

  it('are not sent for a file that was closed meanwhile', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    pusher.schedule(uri);
    pusher.clear(uri);
    test.mock.timers.tick(longest);
    await flush();
    assert.deepEqual(sent, [{ uri, diagnostics: [] }]);
  });
});
