import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { Fault } from '#sandbox/faults';
import { readFrom, writeInto } from '#support/cli/folder';
import { runInProcess } from '#support/cli/inProcess';
import { CliSandbox } from '#support/cli/cliSandbox';

/** An agent without secrets, and one with a stored API key. */
const plain = {
  id: 1,
  agent_name: 'Front Desk',
  description: 'Takes calls and books rooms.',
  inbound: true,
  language: 'en',
  project: 1376,
};
const keyed = {
  id: 2,
  agent_name: 'Night Desk',
  description: 'Takes calls at night and books rooms.',
  inbound: true,
  assistant_provider: 'vapi',
  assistant_id: 'asst_1234567890',
  vapi_api_key: 'FAKE-stored-vapi-key-do-not-use',
  project: 1376,
};

/** Root can read and write any file. */
const isRoot = process.getuid?.() === 0;

describe('agent-json with the sandbox', () => {
  let cli: CliSandbox;
  let file: string;

  const start = async (seed: readonly (typeof plain | typeof keyed)[] = [plain]): Promise<void> => {
    cli = await CliSandbox.start({ seed });
    file = await cli.pull(seed[0]!.id);
  };
  const stored = (id = 1) => cli.sandbox.agent(id);
  /** Makes the next write fail, PUT or PATCH. */
  const faultOnWrite = (fault: Fault): void =>
    cli.sandbox.fault({ ...fault, method: 'PUT' }, { ...fault, method: 'PATCH' });
  afterEach(() => cli.close());

  it('exit code 0: pushes an edit, and has nothing to do the second time', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls and books rooms and tables.' });
    const first = await cli.json('push', 0, { program: true });
    assert.equal(first.files[0]?.result, 'pushed');
    assert.equal(stored()['description'], 'Takes calls and books rooms and tables.');
    assert.equal((await cli.json('push', 0)).files[0]?.result, 'in-sync');
    assert.equal(cli.writes.length, 1);
  });

  it('exit code 1: status and diff with --exit-code if a file differs', async () => {
    await start();
    await cli.json('status --exit-code', 0);
    cli.edit(file, { description: 'Takes calls only.' });
    assert.equal((await cli.json('status --exit-code', 1)).files[0]?.result, 'local-ahead');
    assert.equal((await cli.json('diff --exit-code', 1)).files[0]?.result, 'differs');
    await cli.json('diff', 0);
    assert.equal(cli.writes.length, 0);
  });

  it('status: one list request, whatever the number of files', async () => {
    await start([plain, keyed]);
    const requestsBefore = cli.sandbox.requests.length;
    cli.sandbox.edit(2, { description: 'Takes calls at night.' });
    const { files } = await cli.json('status', 0);
    assert.deepEqual(files.map(({ result }) => result).sort(), ['in-sync', 'remote-ahead']);
    assert.equal(cli.sandbox.requests.length, requestsBefore + 1);
  });

  for (const [name, env] of [
    ['no key', { CEKURA_API_KEY: '' }],
    ['a key with characters that headers do not allow', { CEKURA_API_KEY: 'FAKE key' }],
    ['an API URL without https', { CEKURA_API_URL: 'http://api.example.com' }],
    ['an API URL with a password', { CEKURA_API_URL: 'https://a:b@api.example.com' }],
  ] as const)
    it(`exit code 2: ${name}, no request`, async () => {
      await start();
      const requestsBefore = cli.sandbox.requests.length;
      const { code, stdout, stderr } = await cli.run('push', { env });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^error: .*CEKURA_API_/);
      assert.equal(cli.sandbox.requests.length, requestsBefore);
    });

  it('exit code 2: a wrong key, no write', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    const { files } = await cli.json('push', 2, { env: { CEKURA_API_KEY: 'sandbox-revoked-key' } });
    assert.match(files[0]?.message ?? '', /Invalid API key/);
    assert.equal(cli.writes.length, 0);
  });

  it('exit code 3: a conflict is never overridden', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    cli.sandbox.edit(1, { description: 'Books rooms only.' });
    for (const command of ['push --yes --allow clear-secret overwrite unproven-secrets', 'diff', 'pull'])
      assert.equal((await cli.json(command, 3)).files[0]?.result, 'conflict', command);
    assert.equal(cli.writes.length, 0);
    assert.equal(cli.file(file)['description'], 'Takes calls only.');
  });

  it('exit code 3: a risk that is not allowed; one write if it is', async () => {
    await start([keyed]);
    cli.edit(file, { description: 'Takes calls at night.' });
    const { files } = await cli.json('push --yes', 3);
    assert.equal(files[0]?.result, 'not-allowed');
    assert.match(files[0].message ?? '', /--allow unproven-secrets/);
    assert.equal(cli.writes.length, 0);
    await cli.json('push --allow unproven-secrets', 0);
    assert.equal(cli.writes.length, 1);
  });

  for (const entry of ['"Acme Production"', '"1378"', '1378'])
    it(`exit code 3: a push to a protected project requires its own option (${entry})`, async () => {
      await start([{ ...plain, project: 1378 }]);
      writeInto(cli.folder, 'agent-json.config.json', `{"protectedProjects": [${entry}]}`);
      cli.edit(file, { description: 'Takes calls at night.' });
      const { files } = await cli.json('push --yes --allow overwrite', 3);
      assert.match(files[0]?.message ?? '', /add --allow protected-project/);
      assert.match((await cli.run('diff')).stdout, /--allow protected-project/);
      assert.equal(cli.writes.length, 0);
      await cli.json('push --allow protected-project unproven-secrets', 0);
      assert.equal(cli.writes.length, 1);
    });

  it('exit code 3: every project is protected if the names in the configuration can not be looked up', async () => {
    await start();
    writeInto(cli.folder, 'agent-json.config.json', '{"protectedProjects": ["Acme Production"]}');
    cli.edit(file, { description: 'Takes calls at night.' });
    cli.sandbox.fault({ kind: 'status', status: 403, path: '/projects/' });
    assert.match((await cli.json('push', 3)).files[0]?.message ?? '', /--allow protected-project/);
    assert.equal(cli.writes.length, 0);
  });

  it('exit code 3: the first sync requires --yes', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    assert.match((await cli.json('push --state empty', 3)).files[0]?.message ?? '', /--yes/);
    assert.equal(cli.writes.length, 0);
    await cli.json('push --state empty --yes', 0);
    assert.equal(cli.writes.length, 1);
  });

  it('exit code 4: an invalid file is not sent', async () => {
    await start();
    const requestsBefore = cli.sandbox.requests.length;
    for (const changes of [{ inbound: 'maybe' }, { inbound: true, description: '<description>' }]) {
      cli.edit(file, changes);
      const { files } = await cli.json('push --yes', 4);
      assert.equal(files[0]?.result, 'invalid');
      assert.ok(files[0].diagnostics?.length);
    }
    writeInto(cli.folder, file, '{');
    await cli.json('push', 4);
    assert.equal(cli.sandbox.requests.length, requestsBefore);
  });

  it('exit code 4: two files with the same ID', async () => {
    await start();
    writeInto(cli.folder, 'copy.agent.json', readFrom(cli.folder, file));
    cli.edit(file, { description: 'Takes calls only.' });
    for (const command of ['push', 'diff', 'plan --out plan.json']) {
      const { files } = await cli.json(command, 4);
      assert.ok(
        files.every(({ message = '' }) => message.includes('several files have the ID 1')),
        command,
      );
    }
    assert.equal(cli.writes.length, 0);
  });

  it('exit code 5: the server clears a secret', async () => {
    await start([keyed]);
    cli.sandbox.set({ put: 'clear' });
    cli.edit(file, { description: 'Takes calls at night.' });
    const { files } = await cli.json('push --yes --allow unproven-secrets', 5);
    assert.equal(files[0]?.result, 'secret-lost');
    assert.equal(cli.writes.length, 1);
  });

  it('exit code 6: an unconfirmed write is not repeated', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    faultOnWrite({ kind: 'drop-after' });
    cli.sandbox.fault({ kind: 'status', status: 500, method: 'GET', skip: 2, times: 4 });
    assert.equal((await cli.json('push', 6)).files[0]?.result, 'unknown');
    assert.equal(cli.writes.length, 1);
    assert.equal((await cli.json('push', 0)).files[0]?.result, 'in-sync');
    assert.equal(cli.writes.length, 1);
  });

  it('a write without a response is verified, and not repeated', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    faultOnWrite({ kind: 'drop-after' });
    assert.equal((await cli.json('push', 0)).files[0]?.result, 'pushed');
    assert.equal(cli.writes.length, 1);
  });

  it('a write is reported as pushed even if the sync state can not be saved, which is reported as well', async () => {
    await start([keyed]);
    cli.edit(file, { description: 'Takes calls at night.', vapi_api_key: '${env:VAPI_KEY}' });
    writeInto(cli.folder, 'state', 'A file, so that it can not be a folder.');
    const env = { VAPI_KEY: 'FAKE-new-vapi-key-do-not-use' };
    const options = '--yes --allow unproven-secrets --allow-env VAPI_KEY --state state';
    const { files, notes } = await cli.json(`push ${options}`, 0, { env });
    assert.equal(files[0]?.result, 'pushed');
    assert.match(notes.join(), /Could not save the sync state in .*state \(E\w+\)/);
    assert.equal(stored(2)['description'], 'Takes calls at night.');
  });

  it('exit code 7: a redirect is not followed', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    cli.sandbox.fault({ kind: 'redirect', to: 'http://127.0.0.1:9/', method: 'GET' });
    assert.match((await cli.json('push', 7)).files[0]?.message ?? '', /^Redirects are not followed, but /);
    assert.equal(cli.writes.length, 0);
  });

  it('exit code 7: too many requests; a short Retry-After is honored', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    cli.sandbox.fault({ kind: 'rate-limit', retryAfter: 3600, method: 'GET' });
    assert.match((await cli.json('push', 7)).files[0]?.message ?? '', /60 minutes/);
    assert.equal(cli.writes.length, 0);
    cli.sandbox.fault({ kind: 'rate-limit', retryAfter: 0, method: 'GET' });
    await cli.json('push', 0);
    assert.equal(cli.writes.length, 1);
  });

  it('exit code 7: server errors are reported at their location', async () => {
    await start();
    cli.edit(file, { description: 'Takes calls only.' });
    const body = { description: ['Say more.'] };
    faultOnWrite({ kind: 'status', status: 400, body });
    const { files } = await cli.json('push', 7);
    const [diagnostic] = files[0]?.diagnostics ?? [];
    assert.deepEqual([diagnostic?.source, diagnostic?.message], ['Cekura', 'Say more.']);
    const lines = readFrom(cli.folder, file).split('\n');
    assert.match(lines[diagnostic?.range.start.line ?? -1] ?? '', /"description"/);
  });

  it('some files fail: the report lists them, and a second run only processes the rest', async () => {
    await start([plain, { ...plain, id: 3, agent_name: 'Side Desk' }]);
    for (const name of ['front-desk.agent.json', 'side-desk.agent.json'])
      cli.edit(name, { description: 'Takes calls only.' });
    faultOnWrite({ kind: 'rate-limit', retryAfter: 1, skip: 1 });
    const { files, notes } = await cli.json('push', 7);
    assert.deepEqual(
      files.map(({ result }) => result),
      ['pushed', 'failed'],
    );
    assert.deepEqual(notes, ['2 files: 1 pushed, 1 failed.']);
    const again = await cli.json('push', 0);
    assert.deepEqual(
      again.files.map(({ result }) => result),
      ['in-sync', 'pushed'],
    );
    assert.equal(cli.writes.length, 3);
  });

  describe('a plan file', () => {
    const savePlan = async (): Promise<void> => {
      await start();
      cli.edit(file, { description: 'Takes calls only.' });
      await cli.json('plan --out plan.json', 0);
    };

    it('is applied once, exactly as shown', async () => {
      await savePlan();
      assert.equal((await cli.json('push --plan plan.json', 0)).files[0]?.result, 'pushed');
      assert.equal((await cli.json('push --plan plan.json', 0)).files[0]?.result, 'in-sync');
      assert.equal(cli.writes.length, 1);
    });

    for (const [name, move] of [
      ['the file has changed', () => cli.edit(file, { description: 'Takes calls, sometimes.' })],
      ['the agent has changed', () => cli.sandbox.edit(1, { language: 'de' })],
      ['what is sent has changed', () => rmSync(join(cli.folder, '.local'), { recursive: true })],
    ] as const)
      it(`exit code 3: outdated if ${name}`, async () => {
        await savePlan();
        if (name === 'what is sent has changed') {
          // With the state of the first run, the agent's new language is merged; without state, the difference is a local change.
          cli.sandbox.edit(1, { language: 'de' });
          await cli.json('plan --out plan.json', 0);
        }
        move();
        const { files } = await cli.json('push --plan plan.json --yes', 3);
        assert.equal(files[0]?.result, 'stale');
        assert.equal(cli.writes.length, 0);
      });

    it('is not written when a file is invalid', async () => {
      await start();
      cli.edit(file, { inbound: 'maybe' });
      const { notes } = await cli.json('plan --out plan.json', 4);
      assert.equal(notes.at(-1), 'No plan was written.');
      assert.throws(() => readFrom(cli.folder, 'plan.json'));
    });

    it('exit code 2: is not written without agent files, or where it can not be', async () => {
      await start();
      mkdirSync(join(cli.folder, 'empty'));
      for (const [args, message] of [
        ['empty --out plan.json', 'No agent files found, so no plan was written.'],
        ['--out gone/plan.json', "Can't write the plan gone/plan.json."],
      ] as const) {
        const { code, stderr } = await cli.run(`plan ${args}`);
        assert.deepEqual({ code, stderr }, { code: 2, stderr: `error: ${message}\n` });
      }
    });

    it('can be empty', async () => {
      await start();
      await cli.json('plan --out plan.json', 0);
      assert.deepEqual((await cli.json('push --plan plan.json', 0)).notes, [
        'Nothing to push: the plan is empty.',
      ]);
    });

    it('exit code 2: not a plan, or a plan for another API', async () => {
      await savePlan();
      writeInto(cli.folder, 'other.json', '{}');
      assert.equal((await cli.run('push --plan other.json')).code, 2);
      const text = readFrom(cli.folder, 'plan.json').replace(cli.sandbox.origin, 'https://api.cekura.ai');
      writeInto(cli.folder, 'other.json', text);
      assert.equal((await cli.run('push --plan other.json')).code, 2);
      assert.equal(cli.writes.length, 0);
    });
  });

  describe('secrets', () => {
    const value = 'FAKE-new-vapi-key-do-not-use';
    const withReference = async (reference: string): Promise<void> => {
      await start([keyed]);
      cli.edit(file, { vapi_api_key: reference });
    };

    it('come from variables in --allow-env or the configuration, and require --yes', async () => {
      await withReference('${env:VAPI_KEY}');
      const env = { VAPI_KEY: value };
      assert.match(
        (await cli.json('push --yes', 2, { env })).files[0]?.message ?? '',
        /--allow-env VAPI_KEY/,
      );
      assert.equal(cli.writes.length, 0);
      await cli.json('push --allow-env VAPI_KEY', 3, { env });
      writeInto(cli.folder, 'agent-json.config.json', '{"allowEnv": ["VAPI_KEY"]}');
      await cli.json('push --yes', 0, { env });
      assert.equal(stored(2)['vapi_api_key'], value);
      // The sent value is recognized, and a new one is detected.
      assert.equal((await cli.json('push', 0, { env })).files[0]?.result, 'in-sync');
      const rotated = { VAPI_KEY: `${value}-2` };
      assert.equal((await cli.json('diff --exit-code', 1, { env: rotated })).files[0]?.result, 'differs');
    });

    it('come from AGENT_JSON_SECRET_<NAME>', async () => {
      await withReference('${secret:vapi}');
      await cli.json('push --yes', 0, { env: { AGENT_JSON_SECRET_vapi: value } });
      assert.equal(stored(2)['vapi_api_key'], value);
    });

    it('are not sent if two references of the run have the same variable', async () => {
      const other = { ...keyed, id: 3, agent_name: 'Side Desk' };
      await start([keyed, other]);
      cli.edit(file, { vapi_api_key: '${secret:vapi-key}' });
      cli.edit('side-desk.agent.json', { vapi_api_key: '${secret:vapi.key}' });
      const env = { AGENT_JSON_SECRET_vapi_key: value };
      for (const command of ['push --yes', 'diff', 'plan --out plan.json']) {
        const { files } = await cli.json(command, 2, { env });
        assert.deepEqual(
          files.map(({ message }) => message),
          [
            '${secret:vapi-key} and ${secret:vapi.key} have the same environment variable, AGENT_JSON_SECRET_vapi_key. Rename one of them.',
            '${secret:vapi.key} and ${secret:vapi-key} have the same environment variable, AGENT_JSON_SECRET_vapi_key. Rename one of them.',
          ],
          command,
        );
      }
      assert.equal(cli.writes.length, 0);
      cli.edit('side-desk.agent.json', { vapi_api_key: '${secret:vapi-key}' });
      await cli.json('push --yes', 0, { env });
      assert.deepEqual([stored(2)['vapi_api_key'], stored(3)['vapi_api_key']], [value, value]);
    });

    it('are not sent on Windows if only the case of their names differs', async () => {
      await start([keyed, { ...keyed, id: 3, agent_name: 'Side Desk' }]);
      cli.edit(file, { vapi_api_key: '${secret:vapi}' });
      cli.edit('side-desk.agent.json', { vapi_api_key: '${secret:VAPI}' });
      const env = { AGENT_JSON_SECRET_vapi: value };
      const { files } = await cli.json('push --yes --state other', 2, { env, platform: 'win32' });
      assert.ok(files.every(({ message = '' }) => message.includes('have the same environment variable')));
      assert.equal(cli.writes.length, 0);
      await cli.json('diff --state other', 0, { env });
    });

    it('an API key is never sent as a secret, whatever the case of its name, which Windows ignores', async () => {
      await withReference('${env:cekura_api_key}');
      assert.equal((await cli.run('push --yes --allow-env cekura_api_key')).code, 2);
      assert.equal(cli.writes.length, 0);
    });

    it('an API key is never sent as a secret', async () => {
      await withReference('${env:CEKURA_API_KEY}');
      const { code, stderr } = await cli.run('push --yes --allow-env CEKURA_API_KEY');
      assert.equal(code, 2);
      assert.match(stderr, /CEKURA_API_KEY is an API key/);
      assert.equal(cli.writes.length, 0);
    });

    it('clearing one requires --allow clear-secret', async () => {
      await start([keyed]);
      writeInto(
        cli.folder,
        file,
        readFrom(cli.folder, file).replace('"vapi_api_key_configured": true', '"vapi_api_key": null'),
      );
      assert.match((await cli.json('push --yes', 3)).files[0]?.message ?? '', /--allow clear-secret/);
      assert.equal(cli.writes.length, 0);
      await cli.json('push --yes --allow clear-secret', 0);
      assert.equal(stored(2)['vapi_api_key'] || null, null);
    });
  });

  describe('pull', () => {
    it('merges changes of both sides, and changes nothing the second time', async () => {
      await start();
      cli.edit(file, { description: 'Takes calls only.' });
      cli.sandbox.edit(1, { language: 'de' });
      assert.equal((await cli.json('pull', 0)).files[0]?.result, 'pulled');
      const { description, language } = cli.file(file);
      assert.deepEqual({ description, language }, { description: 'Takes calls only.', language: 'de' });
      const text = readFrom(cli.folder, file);
      assert.equal((await cli.json('pull', 0)).files[0]?.result, 'unchanged');
      assert.equal(readFrom(cli.folder, file), text);
    });

    it('overwrites a file that was never synced only with --yes', async () => {
      await start();
      cli.edit(file, { description: 'Takes calls only.' });
      const text = readFrom(cli.folder, file);
      const { message } = (await cli.json('pull --state empty', 3)).files[0] ?? {};
      assert.equal(
        message,
        'The file was never synced on this machine and differs. Add --yes to overwrite it.',
      );
      assert.equal(readFrom(cli.folder, file), text);
      await cli.json('pull --state empty --yes', 0);
      assert.equal(cli.file(file)['description'], plain.description);
    });

    it('removes properties that were removed on Cekura only with --yes, and names them', async () => {
      await start();
      cli.edit(file, { topic_nodes: { a: 'A', b: 'B' } });
      await cli.json('push --yes', 0);
      cli.sandbox.edit(1, { topic_nodes: { b: 'B' } });
      const text = readFrom(cli.folder, file);
      const [refused] = (await cli.json('pull', 3)).files;
      assert.equal(refused?.result, 'not-allowed');
      assert.equal(
        refused.message,
        'Removed on Cekura: topic_nodes.a. Add --yes to remove it from the file.',
      );
      assert.equal(readFrom(cli.folder, file), text);
      await cli.json('pull --yes', 0);
      assert.deepEqual(cli.file(file)['topic_nodes'], { b: 'B' });
    });

    it('--all --dir creates the folder for new files, or reports why it can not', async () => {
      cli = await CliSandbox.start({ seed: [plain] });
      writeInto(cli.folder, 'file', '');
      const { code, stderr } = await cli.run('pull --all --dir file/agents');
      assert.deepEqual(
        { code, stderr },
        { code: 2, stderr: "error: Can't create the folder file/agents.\n" },
      );
      const { files } = await cli.json('pull --all --dir new/agents', 0);
      assert.equal(files[0]?.path, 'new/agents/front-desk.agent.json');
    });

    it('--all creates files for agents that have none, and the next status is in sync', async () => {
      await start([plain, keyed]);
      rmSync(join(cli.folder, file));
      const { files } = await cli.json('pull --all', 0);
      assert.deepEqual(
        files.map(({ path, result }) => [path, result]),
        [
          ['night-desk.agent.json', 'unchanged'],
          ['front-desk.agent.json', 'created'],
        ],
      );
      await cli.json('status --exit-code', 0);
    });

    for (const [name, prepare, dir] of [
      ['in another folder', () => undefined, '../new-agents'],
      ['that git ignores', () => writeInto(cli.folder, '.gitignore', 'agents\n'), 'agents'],
    ] as const)
      it(`--all creates no second file for an agent whose file is ${name}`, async () => {
        cli = await CliSandbox.start({ seed: [plain] });
        prepare();
        const folder = join(dir, cli.folder.split(sep).at(-1)!);
        assert.equal((await cli.json(`pull --all --dir ${folder}`, 0)).files[0]?.result, 'created');
        await cli.run(`pull --all --dir ${folder}`);
        assert.deepEqual(readdirSync(join(cli.folder, folder)), ['front-desk.agent.json']);
      });

    it('--all creates no second file for one with syntax errors', async () => {
      await start([plain, keyed]);
      writeInto(cli.folder, file, readFrom(cli.folder, file).replace(',', ',\n<<<<<<< HEAD\n'));
      const { files } = await cli.json('pull --all', 4);
      assert.deepEqual(
        files.map(({ path, result }) => [path, result]),
        [
          [file, 'blocked'],
          ['night-desk.agent.json', 'unchanged'],
        ],
      );
    });

    it(
      '--all reports a file that can not be read, and continues',
      { skip: isRoot && 'as root' },
      async () => {
        await start([plain, keyed]);
        chmodSync(join(cli.folder, file), 0);
        const env = { CEKURA_API_URL: cli.sandbox.origin, CEKURA_API_KEY: cli.sandbox.key };
        const { code, stdout } = await runInProcess(['pull', '--all'], { cwd: cli.folder, env });
        assert.equal(code, 2);
        assert.match(stdout, /front-desk\.agent\.json: Can't read or write a file \(EACCES\)/);
        assert.match(stdout, /night-desk\.agent\.json: Nothing to pull/);
      },
    );

    it('--project uses the key of that project', async () => {
      cli = await CliSandbox.start();
      const env = {
        CEKURA_API_KEY: '',
        CEKURA_API_KEY_1377: 'sandbox-staging-key',
        CEKURA_API_KEY_1378: 'x',
      };
      assert.equal((await cli.run('pull --all', { env })).code, 2);
      await cli.json('pull --all --project 1377', 0, { env });
      assert.ok(cli.sandbox.requests.every(({ keyLabel }) => keyLabel === 'staging'));
    });
  });

  describe('Ctrl-C', () => {
    /** Interrupts the program as soon as the sandbox has received this number of matching requests. */
    const interruptedAt = (name: 'read' | 'write', count: number) =>
      cli.json('push', name === 'read' ? 130 : 0, {
        program: true,
        started: (end) => {
          const timer = setInterval(() => {
            if (
              cli.sandbox.requests.filter(({ method }) => (method === 'GET') === (name === 'read')).length <
              count
            )
              return;
            clearInterval(timer);
            end('SIGINT');
          }, 10);
        },
      });

    it('before a write: exit code 130, nothing is sent', async () => {
      await start();
      cli.edit(file, { description: 'Takes calls only.' });
      const requestsBefore = cli.sandbox.requests.length;
      cli.sandbox.fault({ kind: 'slow', ms: 3000, method: 'GET', stores: 'immediately' });
      const { files } = await interruptedAt('read', requestsBefore + 1);
      assert.equal(files[0]?.result, 'canceled');
      assert.equal(cli.writes.length, 0);
    });

    it('during a write: the agent is read again, and the report states the result', async () => {
      await start();
      cli.edit(file, { description: 'Takes calls only.' });
      faultOnWrite({ kind: 'slow', ms: 3000, stores: 'immediately' });
      const { files } = await interruptedAt('write', 1);
      assert.equal(files[0]?.result, 'pushed');
      assert.equal(cli.writes.length, 1);
    });
  });
});
