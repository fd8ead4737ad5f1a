import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { readClient } from '#server/lsp/clientCapabilities';
import { Diagnostics, DiagnosticsPusher } from '#server/lsp/diagnostics';
import { createAgentLanguage } from '#language/index';
import { OpenAgents } from '#server/workspace/documents';
import { SameAgents } from '#server/workspace/duplicateIds';
import { agentSchema } from '#support/language/agents';

/** The longest that anybody waits after the last edit, in ms of a clock that the tests turn by hand. */
const longest = 30;
const uri = 'file:///agents/a.agent.json';

/** A pusher, and what it has sent so far. */
function pushing() {
  const agents = new OpenAgents('utf-16', createAgentLanguage(agentSchema));
  const client = readClient({ capabilities: {} });
  const diagnostics = new Diagnostics(client, new SameAgents(agents), undefined);
  const sent: PublishDiagnosticsParams[] = [];
  const read = (name: string) => agents.readClosed(name, '{"language": "english"}');
  const pusher = new DiagnosticsPusher(read, diagnostics, (params) => sent.push(params));
  return { pusher, sent };
}

describe('diagnostics for a client that waits for them', () => {
  it(`are sent within ${longest} ms after an edit`, (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    pusher.schedule(uri);
    assert.equal(sent.length, 0);
    test.mock.timers.tick(longest);
    assert.deepEqual(
      sent.map(({ diagnostics }) => diagnostics.some(({ code }) => code === 'not-in-enum')),
      [true],
    );
  });

  it('are sent once for edits that come faster, after the last of them', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    for (let edits = 0; edits < 20; edits++) {
      pusher.schedule(uri);
      test.mock.timers.tick(5);
    }
    assert.equal(sent.length, 0);
    test.mock.timers.tick(longest);
    assert.equal(sent.length, 1);
  });

  it('of one file do not wait for edits in another', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    pusher.schedule('file:///agents/b.agent.json');
    test.mock.timers.tick(longest - 10);
    pusher.schedule(uri);
    test.mock.timers.tick(10);
    assert.deepEqual(
      sent.map((params) => params.uri),
      ['file:///agents/b.agent.json'],
    );
  });

  it('are not sent any more for a file that was closed meanwhile', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { pusher, sent } = pushing();
    pusher.schedule(uri);
    pusher.clear(uri);
    test.mock.timers.tick(longest);
    assert.deepEqual(sent, [{ uri, diagnostics: [] }]);
  });
});
