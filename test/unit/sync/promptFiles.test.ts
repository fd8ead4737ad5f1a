import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PromptFile, maxPromptBytes } from '#language/promptFiles/promptText';
import { agentSchema } from '#language/schema/bundledSchema';
import { parseAgent } from '#language/syntax/document';
import { applyEdits, editAgent, textReplacement } from '#language/syntax/edit';
import type { JsonObject } from '#language/syntax/json';
import {
  type AgentFileStorage,
  AgentWithPrompts,
  type FileChanges,
  changedFileText,
} from '#sync/promptFiles/agentWithPrompts';
import { sharedPrompts } from '#sync/promptFiles/sharedPrompts';
import { describeBlock } from '#sync/messages/describeBlock';
import type { BlockCause } from '#sync/model';
import type { EditResult } from '#sync/ports';
import { pull } from '#sync/pull/pull';
import { push } from '#sync/push/push';
import { createAgent } from '#sync/create/create';
import { undoPush } from '#sync/push/undo';
import { syncStatus } from '#sync/status';
import { SyncFixture, readJson } from '#support/sync/syncFixture';

const prompt = 'You answer calls.\nYou book rooms.\nYou never hang up.';
const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: prompt, inbound: true };
const source = `{
  "id": 12,
  "agent_name": "Front Desk",
  "description": "\${file:./desk.prompt.md}",
  "inbound": true
}
`;

/** An agent file and its prompt files in memory. */
class Folder implements AgentFileStorage {
  readonly name = 'desk.agent.json';
  allows = true;

  constructor(
    public text: string,
    readonly files: Map<string, PromptFile>,
  ) {}

  readText = () => Promise.resolve(this.text);
  readPrompt = (file: string) => Promise.resolve(this.files.get(file) ?? { kind: 'missing' as const });

  write({ text, edits, prompts }: FileChanges): Promise<EditResult> {
    if (text !== this.text) return Promise.resolve('stale');
    if (prompts.length > 0 && !this.allows) return Promise.resolve('canceled');
    this.text = applyEdits(text, edits);
    for (const change of prompts) {
      const text = changedFileText(change, this.files.get(change.file) ?? { kind: 'missing' });
      assert.ok(text !== undefined);
      this.files.set(change.file, { kind: 'text', text });
    }
    return Promise.resolve('done');
  }

  fileText(file = './desk.prompt.md'): string {
    const found = this.files.get(file);
    return found?.kind === 'text' ? found.text : '';
  }

  set(text: string, file = './desk.prompt.md'): void {
    this.files.set(file, { kind: 'text', text });
  }
}

/** A fixture whose file is the one in the folder. */
function fixtureFor(folder: Folder, remote: JsonObject = agent) {
  const fixture = new SyncFixture({ file: '', agent: remote });
  const ports = { ...fixture.ports, file: new AgentWithPrompts(agentSchema, folder) };
  const options = { schema: agentSchema };
  return {
    fixture,
    pull: () => pull(ports, options),
    push: () => push(ports, options),
    undo: () => undoPush(ports, options),
    create: () =>
      createAgent(ports, { ...options, creationProperties: {}, confirm: () => Promise.resolve(true) }),
    status: async () =>
      syncStatus({
        schema: agentSchema,
        origin: fixture.remote.origin,
        file: readJson(await ports.file.read()),
        remote: fixture.remote.response(),
        baseline: fixture.baseline,
      }).kind,
  };
}

function folderWith(text = `${prompt}\n`, agentText = source): Folder {
  return new Folder(agentText, new Map([['./desk.prompt.md', { kind: 'text', text }]]));
}

async function createSynced(folder: Folder, remote = agent) {
  const synced = fixtureFor(folder, remote);
  await synced.pull();
  synced.fixture.remote.writes.length = 0;
  return synced;
}

describe('an agent whose prompt is in a file', () => {
  it('is in sync with the agent on Cekura after the first pull, without a change of a file', async () => {
    const folder = folderWith();
    const { status } = await createSynced(folder);
    assert.equal(await status(), 'in-sync');
    assert.deepEqual([folder.text, folder.fileText()], [source, `${prompt}\n`]);
  });

  it('push: sends the prompt, without its final line break, byte order mark and CRLF', async () => {
    const folder = folderWith();
    const { fixture, push: pushIt } = await createSynced(folder);
    folder.set(`\uFEFF${prompt.replace('rooms', 'tables').replaceAll('\n', '\r\n')}\r\n`);
    assert.equal((await pushIt()).kind, 'pushed');
    assert.equal(fixture.remote.writes[0]?.body['description'], prompt.replace('rooms', 'tables'));
  });

  for (const end of ['\n', '\n\n', '  \n'])
    it(`pull: writes a remote change of a prompt that ends in ${JSON.stringify(end)}`, async () => {
      const folder = folderWith(`${prompt}${end}\n`);
      const { fixture, pull: pullIt } = await createSynced(folder, {
        ...agent,
        description: `${prompt}${end}`,
      });
      fixture.remote.edit((stored) => ({ ...stored, description: `New.${end}` }));
      assert.equal((await pullIt()).kind, 'pulled');
      assert.equal(folder.fileText(), `New.${end}\n`);
    });

  for (const [name, text] of [
    ['LF', `${prompt}\n`],
    ['CRLF', `${prompt.replaceAll('\n', '\r\n')}\r\n`],
    ['a byte order mark', `\uFEFF${prompt}\n`],
    ['no final line break', prompt],
  ] as const) {
    it(`pull: writes a remote change into the prompt file and does not change the agent file (${name})`, async () => {
      const folder = folderWith(text);
      const { fixture, pull: pullIt, push: pushIt } = await createSynced(folder);
      fixture.remote.edit((stored) => ({ ...stored, description: prompt.replace('rooms', 'tables') }));
      assert.equal((await pullIt()).kind, 'pulled');
      assert.equal(folder.fileText(), text.replace('rooms', 'tables'));
      assert.equal(folder.text, source);
      assert.equal((await pullIt()).kind, 'nothing-to-pull');
      assert.equal((await pushIt()).kind, 'in-sync');
      assert.equal(fixture.remote.writes.length, 0);
    });
  }

  it('pull: merges by line inside the prompt, and other properties into the agent file', async () => {
    const folder = folderWith();
    const { fixture, pull: pullIt, push: pushIt } = await createSynced(folder);
    folder.set(`${prompt.replace('calls', 'all calls')}\n`);
    fixture.remote.edit((stored) => ({
      ...stored,
      description: prompt.replace('hang up', 'sigh'),
      inbound: false,
    }));
    assert.equal((await pullIt()).kind, 'pulled');
    const both = prompt.replace('calls', 'all calls').replace('hang up', 'sigh');
    assert.equal(folder.fileText(), `${both}\n`);
    assert.equal(folder.text, source.replace('"inbound": true', '"inbound": false'));
    await pushIt();
    assert.equal(fixture.remote.stored['description'], both);
  });

  it('push: merges remote changes of other lines into the prompt file', async () => {
    const folder = folderWith();
    const { fixture, push: pushIt } = await createSynced(folder);
    folder.set(`${prompt.replace('calls', 'all calls')}\n`);
    fixture.remote.edit((stored) => ({ ...stored, description: prompt.replace('hang up', 'sigh') }));
    assert.equal((await pushIt()).kind, 'pushed');
    const both = prompt.replace('calls', 'all calls').replace('hang up', 'sigh');
    assert.equal(fixture.remote.stored['description'], both);
    assert.deepEqual([folder.text, folder.fileText()], [source, `${both}\n`]);
  });

  it('roll back: restores the agent, and the file stays ahead', async () => {
    const folder = folderWith();
    const { fixture, push: pushIt, undo, status } = await createSynced(folder);
    folder.set('Goodbye.\n');
    await pushIt();
    assert.equal((await undo()).kind, 'pushed');
    assert.equal(fixture.remote.stored['description'], prompt);
    assert.equal(folder.fileText(), 'Goodbye.\n');
    assert.equal(await status(), 'local-ahead');
  });

  it('create: sends the prompt and writes only the id into the agent file', async () => {
    const folder = folderWith(`${prompt}\n`, source.replace('  "id": 12,\n', ''));
    const { fixture, create } = fixtureFor(folder);
    assert.equal((await create()).kind, 'created');
    assert.equal(fixture.remote.writes[0]?.body['description'], prompt);
    assert.equal(folder.text, source.replace('12', '77'));
    assert.equal(folder.fileText(), `${prompt}\n`);
  });

  const tooLarge = /^The new value of "description" is too large for a prompt file/;
  for (const [name, description, end, message] of [
    ['of more than 1 MB', 'x'.repeat(maxPromptBytes + 1), '\n', tooLarge],
    ['of more than 1 MB with its CRLF', `${'x'.repeat(maxPromptBytes - 2)}\ny`, '\r\n', tooLarge],
    ['with half of a character', 'Hi \uD83D.', '\n', /^The new value of "description" contains characters/],
  ] as const)
    it(`pull: changes nothing instead of writing a prompt file ${name}, which could not be read again`, async () => {
      const text = prompt.replaceAll('\n', end);
      const folder = folderWith(text);
      const { fixture, pull: pullIt, push: pushIt, status } = await createSynced(folder);
      fixture.remote.edit((stored) => ({ ...stored, description, inbound: false }));
      const outcome = await pullIt();
      assert.ok(outcome.kind === 'blocked');
      assert.match(outcome.causes.map(describeBlock).join(), message);
      assert.deepEqual([folder.text, folder.fileText()], [source, text]);
      assert.equal(await status(), 'remote-ahead');
      assert.equal((await pushIt()).kind, 'in-sync');
      folder.text = source.replace('"${file:./desk.prompt.md}"', JSON.stringify(prompt));
      assert.equal((await pullIt()).kind, 'pulled', 'once the prompt is in the agent file');
      assert.equal(await status(), 'in-sync');
    });

  it('pull: does not ask about the first pull of a prompt that its file can not contain', async () => {
    const folder = folderWith();
    const description = 'x'.repeat(maxPromptBytes + 1);
    const { fixture, pull: pullIt } = fixtureFor(folder, { ...agent, description });
    const outcome = await pullIt();
    assert.ok(outcome.kind === 'blocked');
    assert.match(outcome.causes.map(describeBlock).join(), tooLarge);
    assert.equal(fixture.shownPlans.length, 0);
    assert.deepEqual([folder.text, folder.fileText()], [source, `${prompt}\n`]);
  });

  it('pull: does not write a prompt with a credential', async () => {
    const folder = folderWith();
    const { fixture, pull: pullIt } = await createSynced(folder);
    const key = ['sk', 'FAKE1234567890abcdefFAKE1234567890abcdef12345678'].join('-');
    const leaked = `${prompt}\nUse ${key}.`;
    fixture.remote.edit((stored) => ({ ...stored, description: leaked }));
    const outcome = await pullIt();
    assert.ok(outcome.kind === 'nothing-to-pull' && outcome.omittedCredentials.includes('/description'));
    assert.equal(folder.fileText(), `${prompt}\n`);
  });
});

describe('line ends of prompts', () => {
  const description = prompt.replaceAll('\n', '\r\n');
  const crlf = { ...agent, description };

  it('that are CRLF on Cekura are no change of a file with LF', async () => {
    const folder = folderWith();
    const { fixture, status, push: pushIt } = await createSynced(folder, crlf);
    assert.equal(folder.fileText(), `${prompt}\n`);
    assert.equal(await status(), 'in-sync');
    folder.text = source.replace('true', 'false');
    assert.equal((await pushIt()).kind, 'pushed');
    assert.equal(fixture.remote.stored['description'], description, 'the line endings are unchanged');
  });

  it('stay those of the file when a change is pulled, and the next pull changes nothing', async () => {
    const folder = folderWith();
    const { fixture, pull: pullIt } = await createSynced(folder, crlf);
    fixture.remote.edit((stored) => ({ ...stored, description: 'One.\r\nTwo.' }));
    assert.equal((await pullIt()).kind, 'pulled');
    assert.equal(folder.fileText(), 'One.\nTwo.\n');
    assert.equal((await pullIt()).kind, 'nothing-to-pull');
  });

  it('do not hinder a merge by line', async () => {
    const folder = folderWith();
    const { fixture, push: pushIt } = await createSynced(folder, crlf);
    folder.set(`${prompt.replace('calls', 'all calls')}\n`);
    fixture.remote.edit((stored) => ({ ...stored, description: description.replace('hang up', 'sigh') }));
    assert.equal((await pushIt()).kind, 'pushed');
    assert.equal(folder.fileText(), `${prompt.replace('calls', 'all calls').replace('hang up', 'sigh')}\n`);
  });
});

describe('a reference that can not be followed', () => {
  const blockOf = async (folder: Folder, remote = agent): Promise<BlockCause | undefined> => {
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
      const cause = await blockOf(new Folder(source, new Map([['./desk.prompt.md', { kind: error }]])));
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
    const cause = await blockOf(folderWith('Hi.\n', source.replace('Front Desk', '${file:./name.md}')));
    assert.deepEqual(cause, {
      kind: 'prompt-file',
      pointer: '/agent_name',
      file: './name.md',
      error: 'not-allowed',
    });
  });

  it('blocks if the prompt file contains only another reference', async () => {
    const folder = folderWith('${file:./desk.prompt.md}\n');
    const cause = await blockOf(folder);
    assert.ok(cause?.kind === 'prompt-file' && cause.error === 'nested');
  });

  it('blocks a creation', async () => {
    const { create, fixture } = fixtureFor(new Folder(source.replace('  "id": 12,\n', ''), new Map()));
    assert.equal((await create()).kind, 'blocked');
    assert.equal(fixture.remote.requests, 0);
  });

  it('on Cekura is never written to a file, because the next push would resolve it', async () => {
    const folder = folderWith();
    const { fixture, pull: pullIt, push: pushIt } = await createSynced(folder);
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
    const file = new AgentWithPrompts(agentSchema, new Folder(source, new Map()));
    const text = await file.read();
    const offset = text.indexOf('"${file:');
    const edit = { offset, length: '"${file:./desk.prompt.md}"'.length, newText: '"Hi."' };
    assert.equal(await file.edit([edit], text), 'stale');
  });
});

describe('an edit of an agent with prompt files', () => {
  it('is not made if the prompt file has changed since', async () => {
    const folder = folderWith();
    const file = new AgentWithPrompts(agentSchema, folder);
    const text = await file.read();
    folder.set('Another one.\n');
    assert.equal(
      await file.edit([{ offset: text.indexOf('true'), length: 4, newText: 'false' }], text),
      'stale',
    );
    assert.equal(folder.text, source);
  });

  it('can restore references of two properties to one file', async () => {
    const folder = folderWith(
      `${prompt}\n`,
      source.replace('"inbound"', '"llm_system_prompt": "${file:./desk.prompt.md}",\n  "inbound"'),
    );
    const file = new AgentWithPrompts(agentSchema, folder);
    const [before, beforeText, references] = [folder.text, await file.read(), await file.promptReferences()];
    const edits = editAgent(parseAgent(beforeText), [
      { path: ['description'], value: 'New.' },
      { path: ['llm_system_prompt'], value: null },
    ]);
    assert.equal(await file.edit(edits, beforeText), 'done');
    assert.equal(folder.fileText(), 'New.\n');
    const after = await file.read();
    assert.equal(await file.edit(textReplacement(after, beforeText), after, references), 'done');
    assert.deepEqual([folder.text, folder.fileText()], [before, `${prompt}\n`]);
  });

  it('that the user declines because other agents use the prompt changes neither', async () => {
    const folder = folderWith();
    const { fixture, pull: pullIt } = await createSynced(folder);
    fixture.remote.edit((stored) => ({ ...stored, description: 'New.' }));
    folder.allows = false;
    assert.equal((await pullIt()).kind, 'canceled');
    assert.deepEqual([folder.text, folder.fileText()], [source, `${prompt}\n`]);
    folder.allows = true;
    assert.equal((await pullIt()).kind, 'pulled');
  });

  it('that is refused after a push stays a change to pull', async () => {
    const folder = folderWith();
    const { fixture, push: pushIt, pull: pullIt } = await createSynced(folder);
    folder.text = source.replace('true', 'false');
    fixture.remote.edit((stored) => ({ ...stored, description: 'New.' }));
    folder.allows = false;
    const outcome = await pushIt();
    assert.ok(outcome.kind === 'pushed' && outcome.mergeFailed);
    assert.equal(fixture.remote.stored['description'], 'New.');
    folder.allows = true;
    assert.equal((await pullIt()).kind, 'pulled');
    assert.equal(folder.fileText(), 'New.\n');
  });
});

describe('a prompt file of several agents', () => {
  it('is found by the files that the references resolve to', () => {
    const others = [
      { path: 'agents/a.agent.json', text: '{"description": "${file:../prompts/x.md}"}' },
      { path: 'prompts/b.agent.json', text: '{"llm_system_prompt": "${file:./x.md}"}' },
      { path: 'prompts/c.agent.json', text: '{"description": "${file:./y.md}"}' },
    ];
    assert.deepEqual(sharedPrompts(agentSchema, ['prompts/x.md', 'prompts/z.md'], others), [
      { file: 'prompts/x.md', agents: ['agents/a.agent.json', 'prompts/b.agent.json'] },
    ]);
  });
});
