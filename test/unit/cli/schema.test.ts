import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { useSchemaUpdate } from '#language/schema/bundledSchema';
import { folderWith, readFrom } from '#support/cli/folder';
import { runInProcess } from '#support/cli/inProcess';
import { readOutput } from '#support/cli/program';
import { descriptionText, newerDate, newerDescriptionText } from '#support/openApi';
import { type Respond, startStub } from '../api/server';

const agent = `{
  "agent_name": "A",
  "description": "Says hello to everyone who calls.",
  "inbound": true,
  "assistant_provider": "acme",
  "acme_data": { "room": 7 }
}
`;

const folder = (files: Readonly<Record<string, string>> = {}) =>
  folderWith({ 'a.agent.json': agent, ...files });
const run = (command: string, cwd: string) => runInProcess(command.split(' '), { cwd });

async function withServer<T>(respond: Respond, use: (url: string) => Promise<T>): Promise<T> {
  const stub = await startStub(respond);
  try {
    return await use(`${stub.origin}/openapi.json`);
  } finally {
    await stub.close();
  }
}

after(() => useSchemaUpdate(undefined));

describe('agent-json --openapi', () => {
  it('a newer description in a file: its properties are not reported as unknown, for this run only', async () => {
    const cwd = folder({ 'openapi.json': newerDescriptionText });
    assert.equal((await run('check --severity warning --openapi openapi.json', cwd)).code, 0);
    const { code, stdout } = await run('check', cwd);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /error: "acme" is not a known "assistant_provider" \(as of 2026-08-21\)\. \(not-in-enum\)/,
    );
  });

  it('a URL', async () => {
    const { code } = await withServer(
      (response) => response.end(newerDescriptionText),
      (url) => run(`check --severity warning --openapi ${url}`, folder()),
    );
    assert.equal(code, 0);
  });

  for (const [name, source, sentence] of [
    ['a file that is not there', 'nowhere.json', "error: Can't read nowhere.json. Check --openapi.\n"],
    [
      'a URL without encryption',
      'http://docs.example.com/openapi.json',
      'error: --openapi must use https.\n',
    ],
    [
      'a file that is no description',
      'a.agent.json',
      'error: This is not an OpenAPI description of the Cekura API.\n',
    ],
  ] as const) {
    it(`${name}: exit code 2 and one sentence`, async () => {
      const { code, stdout, stderr } = await run(`check --openapi ${source}`, folder());
      assert.deepEqual({ code, stdout, stderr }, { code: 2, stdout: '', stderr: sentence });
    });
  }
});

describe('agent-json schema', () => {
  const update = (cwd: string, respond: Respond) =>
    withServer(respond, (url) => run(`schema update --openapi ${url} --state state`, cwd));

  it('update: later runs know the new properties and values, until reset', async () => {
    const cwd = folder();
    const updated = await update(cwd, (response) => response.end(newerDescriptionText));
    assert.deepEqual(updated, {
      code: 0,
      stdout: `API description of ${newerDate}: 6 properties and 2 values added.\n`,
      stderr: '',
    });
    assert.equal((await run('check --severity warning --state state', cwd)).code, 0);
    assert.equal((await run('schema reset --state state', cwd)).code, 0);
    assert.equal((await run('check --state state', cwd)).code, 1);
  });

  it('update with an older description than the last one: exit code 2, and the last one stays', async () => {
    const cwd = folder();
    await update(cwd, (response) => response.end(newerDescriptionText));
    const before = readFrom(cwd, 'state/schema-update.json');
    const { code, stderr } = await update(cwd, (response) => response.end(descriptionText));
    assert.equal(code, 2);
    assert.equal(
      stderr,
      `error: The API description (2026-08-21) is older than the schema in use (${newerDate}).\n`,
    );
    assert.equal(readFrom(cwd, 'state/schema-update.json'), before);
  });

  for (const [name, respond, code, sentence] of [
    [
      'a web page',
      (response) => response.end('<html></html>'),
      2,
      /an HTML page, not an OpenAPI description/,
    ],
    ['half a description', (response) => response.end(descriptionText.slice(0, 9000)), 2, /incomplete/],
    ['a redirect', (response) => response.writeHead(301, { location: '/' }).end(), 7, /Redirects.*--openapi/],
    ['a missing page', (response) => response.writeHead(404).end(), 7, /API description was not found/],
    ['a text of 20 MB', (response) => response.end(Buffer.alloc(20 << 20, ' ')), 7, /larger than 16 MB/],
  ] as readonly (readonly [string, Respond, number, RegExp])[]) {
    it(`update that gets ${name}: exit code ${code}, and nothing is stored`, async () => {
      const cwd = folder();
      const ended = await update(cwd, respond);
      assert.equal(ended.code, code);
      assert.match(ended.stderr, sentence);
      assert.deepEqual(readdirSync(cwd), ['a.agent.json']);
    });
  }

  it('update and check of a file of more than 16 MB: exit code 2, and nothing is stored', async () => {
    const cwd = folder({ 'openapi.json': ' '.repeat((16 << 20) + 1) });
    for (const words of ['schema update --openapi openapi.json --state state', 'schema check openapi.json']) {
      const { code, stderr } = await run(words, cwd);
      assert.deepEqual({ code, stderr }, { code: 2, stderr: 'error: openapi.json is larger than 16 MB.\n' });
    }
    assert.deepEqual(readdirSync(cwd).sort(), ['a.agent.json', 'openapi.json']);
  });

  it('check of a file that is not there: exit code 2 and one sentence', async () => {
    const { code, stderr } = await run('schema check nowhere.json', folder());
    assert.deepEqual({ code, stderr }, { code: 2, stderr: "error: Can't read nowhere.json. Check FILE.\n" });
  });

  it('check: the differences, as text and as JSON', async () => {
    const cwd = folder({ 'openapi.json': newerDescriptionText });
    const { code, stdout } = await run('schema check openapi.json', cwd);
    assert.equal(code, 1);
    assert.match(stdout, /^ {2}acme_data: string$/m);
    const { notes } = readOutput((await run('schema check openapi.json --format json', cwd)).stdout);
    assert.deepEqual(notes, stdout.trimEnd().split('\n'));
  });

  it('any other arguments: exit code 2', async () => {
    for (const words of ['schema', 'schema frobnicate', 'schema check', 'schema reset x'])
      assert.equal((await run(words, folder())).code, 2, words);
  });
});
