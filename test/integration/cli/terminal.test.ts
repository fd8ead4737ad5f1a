import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Fault } from '#sandbox/faults';
import { readFrom } from '#support/cli/folder';
import { programCommand } from '#support/cli/program';
import { Terminal, missing } from '#support/cli/terminal';
import { CliSandbox } from '#support/cli/cliSandbox';
import { until } from '#support/poll';

const description = 'Takes calls and books rooms.';
const seed = [{ id: 1, agent_name: 'Front Desk', description, inbound: true, project: 1376 }];
/** Never used before, so that a push needs `--yes` or an answer. */
const unsyncedPush = ['push', '--state', 'another'];
const question = '[y/N] ';
const eraseLine = '\r\u001B[K';
const ctrlC = '\x03';
const ctrlD = '\x04';

describe('agent-json in a terminal', { skip: missing() }, () => {
  let cli: CliSandbox;
  let file: string;
  let terminal: Terminal | undefined;

  beforeEach(async () => {
    cli = await CliSandbox.start({ seed });
    file = await cli.pull(1);
    cli.edit(file, { description: 'Takes calls only.' });
  });
  afterEach(async () => {
    terminal?.close();
    await cli.close();
  });

  function open(args: readonly string[], env: Readonly<Record<string, string>> = {}): Terminal {
    const { origin, key } = cli.sandbox;
    terminal = new Terminal(programCommand(args), {
      cwd: cli.folder,
      env: { CEKURA_API_URL: origin, CEKURA_API_KEY: key, ...env },
    });
    return terminal;
  }

  for (const [answer, code, writes] of [
    ['y\n', 0, 1],
    ['n\n', 3, 0],
    ['\n', 3, 0],
    [ctrlC, 130, 0],
    [ctrlD, 3, 0],
  ] as const)
    it(`a push that needs --yes asks; ${JSON.stringify(answer)} sends ${writes} writes`, async () => {
      const pushing = open(unsyncedPush);
      await pushing.waitFor(question);
      assert.equal(cli.writes.length, 0);
      pushing.type(answer);
      assert.equal(await pushing.exitCode(), code, pushing.output);
      assert.equal(cli.writes.length, writes);
    });

  it('shows the file being processed, and erases that before the report', async () => {
    const { output } = await waitForExit(open(['diff']));
    assert.ok(output.startsWith(`${eraseLine}${file}`), output);
    assert.ok(!output.slice(output.lastIndexOf(eraseLine)).includes(`${eraseLine}${file}`), output);
  });

  it('shows no progress with --no-progress, in CI, and on a terminal without control sequences', async () => {
    for (const [args, env] of [
      [['diff', '--no-progress'], {}],
      [['diff'], { CI: 'true' }],
      [['diff'], { TERM: 'dumb' }],
    ] as const)
      assert.ok(!(await waitForExit(open(args, env))).output.includes(eraseLine));
  });

  it('in a pipe: no question, no progress, nothing but the report', async () => {
    const { code, stdout, stderr } = await cli.run(unsyncedPush.join(' '), { program: true });
    assert.deepEqual({ code, stderr }, { code: 3, stderr: '' });
    assert.ok(!stdout.includes('\u001B'));
    assert.equal(cli.writes.length, 0);
  });

  it('Ctrl-C during a write: the agent is read again, and the report states the result', async () => {
    const fault: Fault = { kind: 'slow', ms: 2000, stores: 'immediately' };
    cli.sandbox.fault({ ...fault, method: 'PUT' }, { ...fault, method: 'PATCH' });
    const pushing = open(['push']);
    await until('a write request', () => cli.writes.length > 0);
    pushing.type(ctrlC);
    assert.equal(await pushing.exitCode(), 0, pushing.output);
    assert.match(pushing.output, /1 file: 1 pushed\./);
    assert.match(readFrom(cli.folder, file), /Takes calls only/);
    assert.equal(cli.writes.length, 1);
  });
});

async function waitForExit(terminal: Terminal): Promise<Terminal> {
  await terminal.exitCode();
  return terminal;
}
