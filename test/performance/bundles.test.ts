import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compileFunction } from 'node:vm';

const dist = join(__dirname, '../../dist');

/** File → maximum size in KB of 1,024 bytes, as esbuild prints it. */
const limits = {
  'server.js': 3,
  'serverStart.js': 425,
  'cli.js': 3,
  'cliStart.js': 450,
  'extension.js': 10,
  // vscode-languageclient and its dependencies, see docs/performance.md.
  'languageClient.js': 440,
  'services.js': 390,
  // Bundles for the web are self-contained and include the schema.
  'browser/extension.js': 655,
  'browser/server.js': 452,
};

describe('bundle sizes', () => {
  for (const [file, limit] of Object.entries(limits)) {
    it(`${file}: at most ${limit} KB`, () => {
      const { size } = statSync(join(dist, file));
      assert.ok(
        size <= limit * 1024,
        `${file} has grown to ${size} bytes; check what was added, or is loaded unnecessarily`,
      );
    });
  }
});

describe('what is loaded before the first diagnostics', () => {
  it('the server does not compile a schema', () => {
    const start = `require(${JSON.stringify(join(dist, 'server.js'))})`;
    const { status, stderr } = spawnSync(process.execPath, [
      '--disallow-code-generation-from-strings',
      '-e',
      start,
    ]);
    // Without a transport, the server prints an error after loading all of its modules.
    assert.match(stderr.toString(), /Start it with --stdio/);
    assert.equal(status, 2);
  });

  it('the extension loads the language client and the services on demand', () => {
    const code = readFileSync(join(dist, 'extension.js'), 'utf8');
    const eager = eagerRequires(code);
    assert.deepEqual([...new Set(eager)].sort(), ['node:child_process', 'vscode']);
    assert.deepEqual(
      requiredIn(code)
        .filter((name) => name.startsWith('.'))
        .sort(),
      ['./languageClient.js', './services.js'],
    );
  });

  it('the language client contains no sync code and no language core', () => {
    const code = readFileSync(join(dist, 'languageClient.js'), 'utf8');
    assert.doesNotMatch(code, /agent\.schema\.json|X-CEKURA-API-KEY/);
    assert.deepEqual(
      requiredIn(code).filter((name) => name.startsWith('.')),
      [],
    );
  });
});

function requiredIn(code: string): string[] {
  return Array.from(code.matchAll(/require\("([^"]+)"\)/g), ([, name]) => String(name));
}

/** The modules that a bundle requires while it is loaded. */
function eagerRequires(code: string): string[] {
  const required: string[] = [];
  const module = { exports: {} };
  const load = (name: string): unknown => {
    required.push(name);
    return {};
  };
  const run: unknown = compileFunction(code, ['require', 'module', 'exports']);
  assert.ok(typeof run === 'function');
  Reflect.apply(run, undefined, [load, module, module.exports]);
  return required;
}
