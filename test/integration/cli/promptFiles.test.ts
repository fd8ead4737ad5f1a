import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { folderWith, readFrom, writeInto } from '#support/cli/folder';
import { CliSandbox } from '#support/cli/cliSandbox';

const prompt = 'You answer calls.\nYou book rooms.\nYou never hang up.';
const agent = { id: 1, agent_name: 'Front Desk', description: prompt, inbound: true, project: 1376 };

describe('agent-json with a prompt file', () => {
  let cli: CliSandbox;
  let file: string;
  afterEach(() => cli.close());

  /** A synced agent whose prompt is in a file. */
  const start = async (text = `${prompt}\n`): Promise<void> => {
    cli = await CliSandbox.start({ seed: [agent] });
    file = await cli.pull(1);
    writeInto(cli.folder, 'desk.prompt.md', text);
    cli.edit(file, { description: '${file:./desk.prompt.md}' });
  };
  const stored = () => cli.sandbox.agent(1)['description'];
  const resultOf = async (args: string, code: number) => (await cli.json(args, code)).files[0]?.result;

  it('is in sync without a change, in each command', async () => {
    await start();
    const before = readFrom(cli.folder, file);
    await cli.json('check', 0);
    assert.equal(await resultOf('status', 0), 'in-sync');
    assert.equal(await resultOf('diff', 0), 'in-sync');
    assert.equal(await resultOf('pull', 0), 'unchanged');
    assert.equal(await resultOf('push', 0), 'in-sync');
    assert.deepEqual(cli.writes, []);
    assert.equal(readFrom(cli.folder, file), before);
  });

  it('status, diff and push see an edit of the prompt file', async () => {
    await start();
    const edited = prompt.replace('rooms', 'tables');
    writeInto(cli.folder, 'desk.prompt.md', `${edited.replaceAll('\n', '\r\n')}\r\n`);
    assert.equal(await resultOf('status', 0), 'local-ahead');
    assert.match((await cli.run('diff')).stdout, /You book tables/);
    assert.equal(await resultOf('push', 0), 'pushed');
    assert.equal(stored(), edited);
  });

  it('fix and fmt do not change the prompt file', async () => {
    await start('  {{ name }}  \r\n\r\n');
    writeInto(cli.folder, file, readFrom(cli.folder, file).replace('true', '"true"').replaceAll('  ', ''));
    assert.equal(await resultOf('fix', 0), 'fixed');
    assert.equal(await resultOf('fmt', 0), 'formatted');
    assert.equal(readFrom(cli.folder, 'desk.prompt.md'), '  {{ name }}  \r\n\r\n');
  });

  it('pull: does not change a file outside of the folder through a link', async () => {
    await start();
    const outside = folderWith({ 'a.agent.json': readFrom(cli.folder, file) });
    symlinkSync(join(outside, 'a.agent.json'), join(cli.folder, 'link.agent.json'));
    cli.sandbox.edit(1, { language: 'fr' });
    const [report] = (await cli.json('pull link.agent.json --yes', 2)).files;
    assert.match(report?.message ?? '', /^Not written: this is a symbolic link/);
    assert.equal(readFrom(outside, 'a.agent.json'), readFrom(cli.folder, file));
  });

  it('check reports problems of the reference and of the prompt at the reference', async () => {
    await start();
    cli.edit(file, { description: '${file:./gone.md}' });
    const [missing] = (await cli.json('check', 1)).files;
    const found = missing?.diagnostics?.find(({ rule }) => rule === 'prompt-file');
    assert.match(found?.message ?? '', /gone\.md/);
    const line = readFrom(cli.folder, file)
      .split('\n')
      .findIndex((text) => text.includes('gone.md'));
    assert.equal(found?.range.start.line, line);
  });

  it('push: nothing is sent for a prompt with errors', async () => {
    await start('<description>\n');
    const [invalid] = (await cli.json('push --yes', 4)).files;
    assert.equal(invalid?.result, 'invalid');
    assert.deepEqual(cli.writes, []);
  });

  it('pull writes a remote change into the prompt file, with its line endings, and does not change the agent file', async () => {
    await start(`${prompt.replaceAll('\n', '\r\n')}\r\n`);
    const before = readFrom(cli.folder, file);
    cli.sandbox.edit(1, { description: prompt.replace('rooms', 'tables') });
    assert.equal(await resultOf('pull', 0), 'pulled');
    const written = readFrom(cli.folder, 'desk.prompt.md');
    assert.equal(written, `${prompt.replace('rooms', 'tables').replaceAll('\n', '\r\n')}\r\n`);
    assert.equal(readFrom(cli.folder, file), before);
  });

  it('a plan is void once the prompt file has changed', async () => {
    await start();
    writeInto(cli.folder, 'desk.prompt.md', 'One.\n');
    await cli.json('plan --out plan.json', 0);
    writeInto(cli.folder, 'desk.prompt.md', 'Two.\n');
    assert.equal(await resultOf('push --plan plan.json', 3), 'stale');
    assert.deepEqual(cli.writes, []);
  });

  for (const [name, reference, makeUnreadable] of [
    ['is missing', './gone.md', () => undefined],
    ['is outside the folder', '../outside.md', () => undefined],
    ['is /etc/passwd', '/etc/passwd', () => undefined],
    ['is not a text file', './.env', () => writeInto(cli.folder, '.env', 'KEY=FAKE-key')],
    ['is a folder', './folder.md', () => mkdirSync(join(cli.folder, 'folder.md'))],
    [
      'is a link to a file outside of the folder',
      './link.md',
      () => symlinkSync(join(folderWith({ 'x.md': 'Private.' }), 'x.md'), join(cli.folder, 'link.md')),
    ],
    ['is larger than 1 MB', './large.md', () => writeInto(cli.folder, 'large.md', 'x'.repeat(1_100_000))],
  ] as const) {
    it(`exit code 4 if the prompt file ${name}: nothing is sent, nothing is overwritten`, async () => {
      await start();
      makeUnreadable();
      cli.edit(file, { description: `\${file:${reference}}` });
      cli.sandbox.edit(1, { description: 'New on Cekura.' });
      const before = readFrom(cli.folder, file);
      for (const command of ['push --yes', 'pull --yes', 'status', 'diff'])
        assert.equal((await cli.run(command)).code, 4, command);
      assert.deepEqual(cli.writes, []);
      assert.equal(readFrom(cli.folder, file), before);
    });
  }

  it('exit code 3 if a pull would change the prompt of another agent, unless that is allowed', async () => {
    await start();
    const other = { agent_name: 'Other', description: '${file:../desk.prompt.md}', inbound: true };
    writeInto(cli.folder, 'more/other.agent.json', JSON.stringify(other));
    cli.sandbox.edit(1, { description: 'New.' });
    const refused = (await cli.json(`pull ${file}`, 3)).files[0];
    assert.equal(refused?.result, 'not-allowed');
    assert.match(refused.message ?? '', /desk\.prompt\.md is also used by more\/other\.agent\.json/);
    assert.equal(readFrom(cli.folder, 'desk.prompt.md'), `${prompt}\n`);
    assert.equal(await resultOf(`pull ${file} --allow shared-prompt`, 0), 'pulled');
    assert.equal(readFrom(cli.folder, 'desk.prompt.md'), 'New.\n');
  });

  it('pull --all --prompts-as-files creates the pair, in sync, and overwrites nothing', async () => {
    cli = await CliSandbox.start({ seed: [agent] });
    writeInto(cli.folder, 'front-desk.prompt.md', 'Mine.\n');
    await cli.json('pull --all --prompts-as-files', 0);
    assert.equal(cli.file('front-desk.agent.json')['description'], '${file:./front-desk.prompt-2.md}');
    assert.equal(readFrom(cli.folder, 'front-desk.prompt-2.md'), `${prompt}\n`);
    assert.equal(readFrom(cli.folder, 'front-desk.prompt.md'), 'Mine.\n');
    assert.equal(await resultOf('status', 0), 'in-sync');
  });

  it('pull --all: a file that can not be written is reported, leaves no prompt file, and does not stop the others', async () => {
    cli = await CliSandbox.start({ seed: [agent, { ...agent, id: 2, agent_name: 'Side Desk' }] });
    // The name is taken after the folder was listed.
    const fetchAndCreateFile = (url: string, init: RequestInit) => {
      if (new URL(url).pathname.endsWith('/1/')) writeInto(cli.folder, 'front-desk.agent.json', 'Mine.');
      return fetch(url, init);
    };
    const { files } = await cli.json('pull --all --prompts-as-files', 2, { fetch: fetchAndCreateFile });
    assert.deepEqual(
      files.map(({ path, result, message }) => [path, result, message]),
      [
        ['front-desk.agent.json', 'failed', "Can't read or write a file (EEXIST)."],
        ['side-desk.agent.json', 'created', 'Created from Side Desk.'],
      ],
    );
    assert.equal(readFrom(cli.folder, 'front-desk.agent.json'), 'Mine.');
    assert.ok(!existsSync(join(cli.folder, 'front-desk.prompt.md')));
    assert.ok(existsSync(join(cli.folder, 'side-desk.prompt.md')));
  });

  it('is found in the whole Git repository, but not beyond', async () => {
    await start();
    mkdirSync(join(cli.folder, '.git'));
    const text = readFrom(cli.folder, file).replace('./desk.prompt.md', '../desk.prompt.md');
    writeInto(cli.folder, `agents/${file}`, text);
    const [inside] = (await cli.json(`status ${file}`, 0, { cwd: join(cli.folder, 'agents') })).files;
    assert.notEqual(inside?.result, 'invalid');
  });
});
