import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(__dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Replacements for documented commands that are slow or need an empty folder. */
const runBy: readonly (readonly [command: RegExp, test: string])[] = [
  [/^npm start$/, 'test/e2e/quickStart.test.ts'],
  [/^npm test$/, '.ci/run'],
  [/^(npm pack|npm install --global \.\/agent-json-.*\.tgz)$/, 'test/unit/packaging/serverPackage.test.ts'],
  [/^agent-json /, 'test/integration/cli/ciWorkflow.test.ts'],
  [/^npm run fuzz( --( --(minutes|count|seed) \d+)+)?$/, 'test/property/fuzz/shortRuns.test.ts'],
  [/^npm run bench( -- (process|stdio|editor|folders|memory))?$/, 'test/performance/inProcess.test.ts'],
];

/** The commands in the `sh` blocks of a page, without comments. */
function commandsOf(page: string): string[] {
  const blocks = readFileSync(join(root, page), 'utf8').matchAll(/^```sh\n([^]*?)^```/gm);
  return [...blocks]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.replace(/\s+#.*/, '').trim())
    .filter((command) => command !== '');
}

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'sandbox/README.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

describe('commands in the docs', () => {
  for (const page of pages) {
    for (const command of commandsOf(page)) {
      it(`${page}: ${command}`, async () => {
        const script = /^npm (?:run )?([\w:-]+)/.exec(command)?.[1] ?? '';
        if (command.startsWith('npm run sandbox')) return assertSandboxStarts(command);
        const test = runBy.find(([pattern]) => pattern.test(command))?.[1];
        assert.ok(test, 'no test runs this command');
        assert.ok(readFileSync(join(root, test), 'utf8') !== '');
        if (command.startsWith('npm run')) assert.ok(script in scripts, script);
      });
    }
  }
});

/** Starts the sandbox with the documented options, on a free port. */
async function assertSandboxStarts(command: string): Promise<void> {
  const options = command.split(' -- ')[1]?.split(' ') ?? [];
  const port = options.includes('--port') ? [] : ['--port', '0'];
  const sandbox = spawn(process.execPath, [join(root, 'dist/sandbox.js'), ...options, ...port]);
  try {
    const [output] = (await once(sandbox.stdout, 'data')) as [Buffer];
    assert.match(output.toString(), /^Cekura sandbox: http:\/\/127\.0\.0\.1:/);
  } finally {
    sandbox.kill();
    await once(sandbox, 'exit');
  }
}
