import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { Diagnostic } from 'vscode-languageserver';
import { root } from '#scripts/host/folders.mjs';
import { brokenAgents } from '#support/language/brokenAgents';
import { folderWith, readFrom } from '#support/cli/folder';
import { type RunOptions, readOutput, runProgram } from '#support/cli/program';
import { TestClient } from '#support/testClient';

const validAgent =
  '{ "agent_name": "A", "description": "Says hello to everyone who calls.", "inbound": true }\n';
const invalidAgent =
  '{ "agent_name": "A", "description": "Says hello.", "inbound": "true", "llm_temperature": 9 }\n';
const warned =
  '{ "agent_name": "A", "description": "Says hello.", "inbound": true, "contact_nubmer": "+14155550123" }\n';

function run(command: string, cwd: string, options: Partial<RunOptions> = {}) {
  return runProgram(command.split(' '), { cwd, ...options });
}

describe('agent-json check', () => {
  it('valid files: exit code 0 and one line', async () => {
    const { code, stdout, stderr } = await run('check', folderWith({ 'a.agent.json': validAgent }));
    assert.deepEqual(
      { code, stdout, stderr },
      { code: 0, stdout: '1 file checked, no problems.\n', stderr: '' },
    );
  });

  it('an error: exit code 1 and one line with a link to its location', async () => {
    const { code, stdout } = await run('check a.agent.json', folderWith({ 'a.agent.json': invalidAgent }));
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^a\.agent\.json:1:63: error: "inbound" must be a boolean, not a string\. \(wrong-type\)$/m,
    );
    assert.match(stdout, /^1 file checked, 2 problems: 2 errors\.$/m);
  });

  it('a file that can not be read is reported, also by fix and fmt, and does not stop them', async (t) => {
    if (process.getuid?.() === 0) return t.skip('root can read any file');
    const folder = folderWith({
      'a.agent.json': invalidAgent,
      'b.agent.json': validAgent.replaceAll(' ', '  '),
    });
    chmodSync(join(folder, 'a.agent.json'), 0);
    for (const [command, summary] of [
      ['check', '1 file checked, no problems. 1 file could not be read.'],
      ['fix', '2 files checked, 0 fixed.'],
      ['fmt', '2 files checked, 1 formatted.'],
    ] as const) {
      const { code, stdout } = await run(command, folder);
      assert.equal(code, 2, command);
      assert.match(stdout, /^a\.agent\.json: Can't read or write a file \(EACCES\)\.$/m);
      assert.ok(stdout.endsWith(`${summary}\n`), stdout);
    }
  });

  it('--severity: the threshold for exit code 1', async () => {
    const folder = folderWith({ 'a.agent.json': warned });
    assert.equal((await run('check', folder)).code, 0);
    assert.equal((await run('check --severity warning', folder)).code, 1);
    assert.equal((await run('check --severity info', folder)).code, 1);
    assert.equal((await run('check --severity information', folder)).code, 1);
  });

  it('--quiet prints errors only', async () => {
    const folder = folderWith({ 'a.agent.json': warned, 'b.agent.json': invalidAgent });
    const { stdout } = await run('check --quiet', folder);
    assert.match(stdout, /error/);
    assert.doesNotMatch(stdout, /warning|checked/);
  });

  it('no color in a pipe; FORCE_COLOR adds it and NO_COLOR wins', async () => {
    const folder = folderWith({ 'a.agent.json': invalidAgent });
    const isColored = async (env: Record<string, string>) =>
      (await run('check', folder, { env })).stdout.includes('\u001b[');
    assert.deepEqual(
      [
        await isColored({}),
        await isColored({ FORCE_COLOR: '1' }),
        await isColored({ FORCE_COLOR: '1', NO_COLOR: '1' }),
      ],
      [false, true, false],
    );
  });

  it('in a GitHub workflow: annotations by default', async () => {
    const folder = folderWith({ 'x/a,1.agent.json': invalidAgent });
    const { stdout } = await run('check', folder, { env: { GITHUB_ACTIONS: 'true' } });
    const place = 'file=x/a%2C1.agent.json,line=1,col=63,endLine=1,endColumn=69';
    assert.ok(stdout.startsWith(`::error ${place},title=wrong-type::"inbound" must be a boolean`), stdout);
  });

  it('--format sarif: SARIF 2.1.0 with each rule and its page', async () => {
    const { code, stdout } = await run(
      'check --format sarif',
      folderWith({ 'a b.agent.json': invalidAgent }),
    );
    const log = JSON.parse(stdout) as SarifLog;
    const [{ tool, results }] = log.runs;
    assert.equal(code, 1);
    assert.equal(log.version, '2.1.0');
    assert.ok(tool.driver.rules.every(({ help }) => help.markdown.startsWith('# ')));
    assert.deepEqual(
      results.map(({ ruleId, ruleIndex }) => [ruleId, tool.driver.rules[ruleIndex]?.id]),
      [
        ['wrong-type', 'wrong-type'],
        ['out-of-range', 'out-of-range'],
      ],
    );
    assert.deepEqual(results[0]?.locations[0].physicalLocation, {
      artifactLocation: { uri: 'a%20b.agent.json', uriBaseId: 'ROOT' },
      region: { startLine: 1, startColumn: 63, endLine: 1, endColumn: 69 },
    });
  });

  it('prompt files: are checked as well, and must be there', async () => {
    const agent = (file: string) =>
      `{"agent_name": "A", "description": "\${file:./${file}}", "inbound": true}`;
    const folder = folderWith({
      'a.agent.json': agent('a.md'),
      'b.agent.json': agent('b.md'),
      'a.md': '<description>\n',
    });
    const { code, stdout } = await run('check --format json', folder);
    const found = readOutput(stdout).files.flatMap(({ diagnostics = [] }) => diagnostics);
    assert.equal(code, 1);
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ['placeholder', 'prompt-file'],
    );
  });

  it('rules and values of agent-json.config.json apply', async () => {
    const settings = { rules: { 'wrong-type': 'off', 'out-of-range': 'warning' } };
    const folder = folderWith({
      'a.agent.json': invalidAgent,
      'agent-json.config.json': JSON.stringify(settings),
    });
    const { code, stdout } = await run('check --format json', folder);
    const [{ diagnostics = [] } = { diagnostics: [] }] = readOutput(stdout).files;
    assert.equal(code, 0);
    assert.deepEqual(
      diagnostics.map(({ rule, severity }) => [rule, severity]),
      [['out-of-range', 'warning']],
    );
  });

  for (const args of [
    'chek',
    'check --severity fatal',
    'check --format xml',
    'check no-such-file',
    'check --api-key x',
  ])
    it(`agent-json ${args}: exit code 2 and a reason`, async () => {
      const { code, stdout, stderr } = await run(args, folderWith({}));
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^error: /);
    });

  it('an invalid configuration: exit code 2', async () => {
    const folder = folderWith({ 'a.agent.json': validAgent, 'agent-json.config.json': '{"rule": {}}' });
    const { code, stderr } = await run('check', folder);
    assert.equal(code, 2);
    assert.match(stderr, /"rule" is not a known property/);
  });

  it('escapes control characters in file names', async () => {
    const { stdout } = await run('check', folderWith({ 'a\u001b[31m.agent.json': invalidAgent }));
    assert.ok(!stdout.includes('\u001b'));
  });
});

interface SarifLog {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: {
          readonly rules: readonly { readonly id: string; readonly help: { readonly markdown: string } }[];
        };
      };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly locations: readonly [{ readonly physicalLocation: unknown }];
      }[];
    },
  ];
}

describe('agent-json fix', () => {
  it('applies what the editor applies with source.fixAll', async () => {
    const folder = folderWith({ 'a.agent.json': invalidAgent, 'b.agent.json': validAgent });
    const { code, stdout } = await run('fix', folder);
    assert.equal(code, 0);
    assert.equal(stdout, 'a.agent.json: Fixed 1 problem.\n2 files checked, 1 fixed.\n');
    assert.equal(readFrom(folder, 'a.agent.json'), invalidAgent.replace('"true"', 'true'));
    assert.equal(readFrom(folder, 'b.agent.json'), validAgent);
  });

  it('--dry-run changes no file', async () => {
    const folder = folderWith({ 'a.agent.json': invalidAgent });
    const { code, stdout } = await run('fix --dry-run', folder);
    assert.equal(code, 0);
    assert.match(stdout, /Would fix 1 problem/);
    assert.equal(readFrom(folder, 'a.agent.json'), invalidAgent);
  });
});

describe('agent-json fmt', () => {
  it('formats, and changes nothing the second time', async () => {
    const folder = folderWith({ 'a.agent.json': '{"agent_name":"A",\n"llm_temperature":1.0}' });
    assert.equal((await run('fmt --check', folder)).code, 1);
    assert.equal((await run('fmt', folder)).code, 0);
    assert.equal(readFrom(folder, 'a.agent.json'), '{\n  "agent_name": "A",\n  "llm_temperature": 1.0\n}\n');
    assert.equal((await run('fmt --check', folder)).code, 0);
  });

  it('skips a file with syntax errors: exit code 4', async () => {
    const folder = folderWith({ 'a.agent.json': '{"a" 1}' });
    assert.equal((await run('fmt', folder)).code, 4);
    assert.equal(readFrom(folder, 'a.agent.json'), '{"a" 1}');
  });
});

describe('a symbolic link that is named', () => {
  for (const [command, before, after] of [
    ['fmt', '{"agent_name":"A"}', '{\n  "agent_name": "A"\n}\n'],
    ['fix', invalidAgent, invalidAgent.replace('"true"', 'true')],
  ] as const) {
    it(`${command}: changes the file in the folder that it refers to, and the link stays`, async () => {
      const folder = folderWith({ 'a.agent.json': before });
      symlinkSync('a.agent.json', join(folder, 'link.agent.json'));
      const { code, stdout } = await run(`${command} link.agent.json`, folder);
      assert.equal(code, 0);
      assert.match(stdout, /^a\.agent\.json: /);
      assert.equal(readFrom(folder, 'a.agent.json'), after);
      assert.ok(lstatSync(join(folder, 'link.agent.json')).isSymbolicLink());
    });

    it(`${command}: does not change a file outside of the folder`, async () => {
      const outside = folderWith({ 'a.agent.json': before });
      const folder = folderWith({});
      symlinkSync(join(outside, 'a.agent.json'), join(folder, 'link.agent.json'));
      const { code, stdout } = await run(`${command} link.agent.json`, folder);
      assert.equal(code, 2);
      assert.match(
        stdout,
        /^link\.agent\.json: Not written: this is a symbolic link to a file outside of the folder/,
      );
      assert.equal(readFrom(outside, 'a.agent.json'), before);
    });
  }
});

describe('the same diagnostics in the editor and the terminal', () => {
  it('samples, broken agents, and two files with the same ID', async () => {
    const samples = readdirSync(join(root, 'samples')).filter((name) => name.endsWith('.agent.json'));
    const broken = fc.sample(brokenAgents, { numRuns: 40, seed: 16 }).map(({ text }) => text);
    const texts = new Map<string, string>([
      ...samples.map((name) => [name, readFrom(join(root, 'samples'), name)] as const),
      ...broken.map((text, index) => [`broken-${index}.agent.json`, text] as const),
      ...[1, 2].map((n) => [`same-${n}.agent.json`, validAgent.replace('{', '{ "id": 77,')] as const),
    ]);
    const folder = folderWith(Object.fromEntries(texts));
    const { stdout } = await run('check --format json', folder);
    const inTerminal = new Map(
      readOutput(stdout).files.map(({ path, diagnostics = [] }) => [path, diagnostics]),
    );
    const inEditor = await editorDiagnostics(folder, texts);
    for (const [name, diagnostics] of inEditor)
      assert.deepEqual(
        inTerminal
          .get(name)
          ?.map(({ rule, severity, message, range }) => ({ rule, severity, message, range })),
        diagnostics,
        name,
      );
    assert.deepEqual([...inTerminal.keys()].sort(), [...texts.keys()].sort());
  });
});

const severities = ['', 'error', 'warning', 'info', 'hint'];

/** The diagnostics of the language server for each file while all of them are open. */
async function editorDiagnostics(folder: string, texts: ReadonlyMap<string, string>) {
  const client = await TestClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  for (const [name, text] of texts) await client.open(uriOf(name), text);
  const all = new Map<string, unknown>();
  for (const name of texts.keys()) {
    const { items } = await client.connection.sendRequest<{ items: Diagnostic[] }>(
      'textDocument/diagnostic',
      {
        textDocument: { uri: uriOf(name) },
      },
    );
    all.set(
      name,
      items.map(({ code, severity = 0, message, range }) => ({
        rule: code,
        severity: severities[severity],
        message,
        range,
      })),
    );
  }
  await client.stop();
  return all;
}
