import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { tempFolder } from '#scripts/host/folders.mjs';

const file =
  '{\n  "agent_name": "Ada", "description": "Books tables.", "inbound": true,\n  "llm_system_prompt": "😀", "language": "english"\n}\n';

/** One session of a real Neovim; what it saw. */
function session(): Map<string, unknown> {
  const folder = tempFolder('neovim');
  const path = join(folder, 'a.agent.json');
  writeFileSync(path, file);
  const env = {
    ...process.env,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
    AGENT_JSON_NODE: process.execPath,
    AGENT_JSON_SERVER: join(__dirname, '../../../dist/server.js'),
    AGENT_JSON_FILE: path,
  };
  const script = join(__dirname, 'neovim.lua');
  const { stdout, stderr } = spawnSync('nvim', ['--headless', '--clean', '-n', '-c', `luafile ${script}`], {
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.match(stdout, /\{.*\}/, stderr);
  return new Map<string, unknown>(Object.entries(JSON.parse(stdout) as object));
}

// Registered only where there is a Neovim to try.
if (spawnSync('nvim', ['--version']).status === 0) {
  describe('Neovim with the configuration in docs/editors.md', () => {
    it('shows, explains and completes, after which the problem is gone', () => {
      const seen = session();
      assert.deepEqual(seen.get('diagnostics'), ['not-in-enum']);
      assert.match(String(seen.get('hover')), /`english` is none of the values/);
      assert.equal(seen.get('completions'), 43);
      assert.deepEqual(seen.get('after'), []);
      assert.equal(seen.get('text'), file.trimEnd().replace('english', 'en'));
    });
  });
}
