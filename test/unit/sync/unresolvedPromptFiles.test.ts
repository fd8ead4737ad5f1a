import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentSchema } from '#language/schema/bundledSchema';
import { AgentWithPrompts } from '#sync/promptFiles/agentWithPrompts';
import { describeBlock } from '#sync/messages/describeBlock';
import type { BlockCause } from '#sync/model';
import {
  prompt,
  agent,
  source,
  MemoryAgentFolder,
  fixtureFor,
  agentFolder,
  syncedFolder,
} from './promptFolder';

describe('a reference that can not be followed', () => {
  const blockOf = async (folder: MemoryAgentFolder, remote = agent): Promise<BlockCause | undefined> => {
    const { fixture, push: pushIt, pull: pullIt, undo } = fixtureFor(folder, remote);
    const before = [folder.text, folder.fileText()];
    const outcomes = [await pushIt(), await pullIt(), await undo()];
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['blocked', 'blocked', 'blocked'],
    );
    assert.equal(fixture.remote.requests, 0, 'nothing is sent');
    assert.deepEqual([folder.text, folder.fileText()], before);
    const [first] = outcomes;
    return first?.kind === 'blocked' ? first.causes[0] : undefined;
  };

  for (const error of ['missing', 'outside', 'too-large', 'not-utf8', 'wrong-case', 'not-a-file'] as const) {
    it(`blocks push, pull and roll back, with the reason: ${error}`, async () => {
      const cause = await blockOf(
        new MemoryAgentFolder(source, new Map([['./desk.prompt.md', { kind: error }]])),
      );
      assert.deepEqual(cause, {
        kind: 'prompt-file',
        pointer: '/description',
        file: './desk.prompt.md',
        error,
      });
      assert.match(describeBlock(cause), /"\.\/desk\.prompt\.md"/);
    });
  }

  it('blocks in other properties as well', async () => {
    const cause = await blockOf(agentFolder('Hi.\n', source.replace('Front Desk', '${file:./name.md}')));
    assert.deepEqual(cause, {
      kind: 'prompt-file',
      pointer: '/agent_name',
      file: './name.md',
      error: 'not-allowed',
    });
  });

  it('blocks if the prompt file contains only another reference', async () => {
    const folder = agentFolder('${file:./desk.prompt.md}\n');
    const cause = await blockOf(folder);
    assert.ok(cause?.kind === 'prompt-file' && cause.error === 'nested');
  });

  it('blocks a creation', async () => {
    const { create, fixture } = fixtureFor(
      new MemoryAgentFolder(source.replace('  "id": 12,\n', ''), new Map()),
    );
    assert.equal((await create()).kind, 'blocked');
    assert.equal(fixture.remote.requests, 0);
  });

  it('on Cekura is never written to a file, because the next push would resolve it', async () => {
    const folder = agentFolder();
    const { fixture, pull: pullIt, push: pushIt } = await syncedFolder(folder);
    fixture.remote.edit((stored) => ({ ...stored, description: '${file:./private.md}' }));
    assert.equal((await pullIt()).kind, 'nothing-to-pull');
    assert.equal(folder.fileText(), `${prompt}\n`);
    fixture.remote.edit((stored) => ({ ...stored, llm_system_prompt: '${file:./private.md}' }));
    assert.equal((await pullIt()).kind, 'nothing-to-pull');
    assert.equal(folder.text, source);
    folder.text = source.replace('true', 'false');
    assert.equal((await pushIt()).kind, 'blocked');
    assert.equal(fixture.remote.writes.length, 0);
  });

  it('is not overwritten by an edit', async () => {
    const file = new AgentWithPrompts(agentSchema, new MemoryAgentFolder(source, new Map()));
    const text = await file.read();
    const offset = text.indexOf('"${file:');
    const edit = { offset, length: '"${file:./desk.prompt.md}"'.length, newText: '"Hi."' };
    assert.equal(await file.edit([edit], text), 'stale');
  });
});
