import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'node:test';
import { root, tempFolder } from '#scripts/host/folders.mjs';

const addressOf = (script: string) => JSON.stringify(pathToFileURL(join(root, 'scripts', script)).href);

/** Runs test files with these bodies as `npm test` does. */
function outcomeOf(...bodies: readonly string[]): { passed: number; failed: number; output: string } {
  const folder = tempFolder('tests');
  const files = bodies.map((body, index) => {
    const file = join(folder, `${index}.test.mjs`);
    const imports = `import { it } from 'node:test'; import { tempFolder } from ${addressOf('host/folders.mjs')};`;
    writeFileSync(file, `${imports} it('passes', async () => { ${body} });`);
    return file;
  });
  const script = `import { runNodeTests } from ${addressOf('testing/nodeTests.mjs')};
    const counts = await runNodeTests(${JSON.stringify(files)}, { concurrency: 2, fileLimit: 20_000, live: true });
    console.log('\\n' + JSON.stringify(counts));`;
  // Not as a subtest of this test.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, AGENT_JSON_KEEP_TEMP: undefined };
  const args = ['--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  const counts = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as { passed: number; failed: number };
  return { ...counts, output: stdout + stderr };
}

const key = 'process.env.CEKURA_API_KEY';

describe('a test run', () => {
  it('passes if tests only connect to this machine and leak no keys', () => {
    const { passed, failed, output } = outcomeOf('await fetch("http://127.0.0.1:9/").catch(() => {});');
    assert.deepEqual([passed, failed], [1, 0], output);
  });

  it('fails if a test prints a key of its environment, leaves it in a file, or connects to another machine', () => {
    const { failed, output } = outcomeOf(
      `console.log('Your key is ' + ${key} + '.');`,
      // In a sparse file, across two of the blocks that are read.
      `const { appendFileSync, truncateSync, writeFileSync } = await import('node:fs');
       const file = tempFolder('left') + '/kept';
       writeFileSync(file, '');
       truncateSync(file, (1 << 22) - 20);
       appendFileSync(file, btoa('{"key":"' + ${key} + '"}'));`,
      'await fetch("https://api.cekura.ai/").catch(() => {});',
    );
    assert.equal(failed, 3, output);
    assert.match(output, /output\.txt contains FAKE-environment-\S+ as FAKE-/);
    assert.match(output, /kept contains FAKE-environment-\S+ as (?!FAKE)/);
    assert.match(output, /Tried to connect to api\.cekura\.ai/);
  });
});
