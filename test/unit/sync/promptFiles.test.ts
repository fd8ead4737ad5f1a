import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maxPromptBytes } from '#language/promptFiles/promptText';
import { describeBlock } from '#sync/messages/describeBlock';
import { prompt, agent, source, fixtureFor, agentFolder, syncedFolder } from './promptFolder';

describe('an agent whose prompt is in a file', () => {
  it('is in sync with the agent on Cekura after the first pull, without a change of a file', async () => {
    const folder = agentFolder();
    const { status } = await syncedFolder(folder);
    assert.equal(await status(), 'in-sync');
    assert.deepEqual([folder.text, folder.fileText()], [source, `${prompt}\n`]);
  });

  it('push: sends the prompt, without its final line break, byte order mark and CRLF', async () => {
    const folder = agentFolder();
    const { fixture, push: pushIt } = await syncedFolder(folder);
    folder.set(`\uFEFF${prompt.replace('rooms', 'tables').replaceAll('\n', '\r\n')}\r\n`);
    assert.equal((await pushIt()).kind, 'pushed');
    assert.equal(fixture.remote.writes[0]?.body['description'], prompt.replace('rooms', 'tables'));
  });

  for (const end of ['\n', '\n\n', '  \n'])
    it(`pull: writes a remote change of a prompt that ends in ${JSON.stringify(end)}`, async () => {
      const folder = agentFolder(`${prompt}${end}\n`);
      const { fixture, pull: pullIt } = await syncedFolder(folder, {
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
      const folder = agentFolder(text);
      const { fixture, pull: pullIt, push: pushIt } = await syncedFolder(folder);
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
    const folder = agentFolder();
    const { fixture, pull: pullIt, push: pushIt } = await syncedFolder(folder);
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
    const folder = agentFolder();
    const { fixture, push: pushIt } = await syncedFolder(folder);
    folder.set(`${prompt.replace('calls', 'all calls')}\n`);
    fixture.remote.edit((stored) => ({ ...stored, description: prompt.replace('hang up', 'sigh') }));
    assert.equal((await pushIt()).kind, 'pushed');
    const both = prompt.replace('calls', 'all calls').replace('hang up', 'sigh');
    assert.equal(fixture.remote.stored['description'], both);
    assert.deepEqual([folder.text, folder.fileText()], [source, `${both}\n`]);
  });

  it('roll back: restores the agent, and the file stays ahead', async () => {
    const folder = agentFolder();
    const { fixture, push: pushIt, undo, status } = await syncedFolder(folder);
    folder.set('Goodbye.\n');
    await pushIt();
    assert.equal((await undo()).kind, 'pushed');
    assert.equal(fixture.remote.stored['description'], prompt);
    assert.equal(folder.fileText(), 'Goodbye.\n');
    assert.equal(await status(), 'local-ahead');
  });

  it('create: sends the prompt and writes only the id into the agent file', async () => {
    const folder = agentFolder(`${prompt}\n`, source.replace('  "id": 12,\n', ''));
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
    ['with NUL', 'Hi \0.', '\n', /^The new value of "description" contains characters/],
    ['with half of a character', 'Hi \uD83D.', '\n', /^The new value of "description" contains characters/],
  ] as const)
    it(`pull: changes nothing instead of writing a prompt file ${name}, which could not be read again`, async () => {
      const text = prompt.replaceAll('\n', end);
      const folder = agentFolder(text);
      const { fixture, pull: pullIt, push: pushIt, status } = await syncedFolder(folder);
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
    const folder = agentFolder();
    const description = 'x'.repeat(maxPromptBytes + 1);
    const { fixture, pull: pullIt } = fixtureFor(folder, { ...agent, description });
    const outcome = await pullIt();
    assert.ok(outcome.kind === 'blocked');
    assert.match(outcome.causes.map(describeBlock).join(), tooLarge);
    assert.equal(fixture.shownPlans.length, 0);
    assert.deepEqual([folder.text, folder.fileText()], [source, `${prompt}\n`]);
  });

  it('pull: does not write a prompt with a credential', async () => {
    const folder = agentFolder();
    const { fixture, pull: pullIt } = await syncedFolder(folder);
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
    const folder = agentFolder();
    const { fixture, status, push: pushIt } = await syncedFolder(folder, crlf);
    assert.equal(folder.fileText(), `${prompt}\n`);
    assert.equal(await status(), 'in-sync');
    folder.text = source.replace('true', 'false');
    assert.equal((await pushIt()).kind, 'pushed');
    assert.equal(fixture.remote.stored['description'], description, 'the line endings are unchanged');
  });

  it('stay those of the file when a change is pulled, and the next pull changes nothing', async () => {
    const folder = agentFolder();
    const { fixture, pull: pullIt } = await syncedFolder(folder, crlf);
    fixture.remote.edit((stored) => ({ ...stored, description: 'One.\r\nTwo.' }));
    assert.equal((await pullIt()).kind, 'pulled');
    assert.equal(folder.fileText(), 'One.\nTwo.\n');
    assert.equal((await pullIt()).kind, 'nothing-to-pull');
  });

  it('do not hinder a merge by line', async () => {
    const folder = agentFolder();
    const { fixture, push: pushIt } = await syncedFolder(folder, crlf);
    folder.set(`${prompt.replace('calls', 'all calls')}\n`);
    fixture.remote.edit((stored) => ({ ...stored, description: description.replace('hang up', 'sigh') }));
    assert.equal((await pushIt()).kind, 'pushed');
    assert.equal(folder.fileText(), `${prompt.replace('calls', 'all calls').replace('hang up', 'sigh')}\n`);
  });
});
