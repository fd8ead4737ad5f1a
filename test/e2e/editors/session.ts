import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, tempFolder } from '#scripts/host/folders.mjs';

/** An unformatted file with an invalid value after a four-byte character. */
export const before =
  '{\n  "agent_name": "Ada", "description": "Books tables.", "inbound": true,\n  "llm_system_prompt": "😀", "language": "english"\n}\n';

/** The same file after fixing the value and formatting. */
export const after =
  '{\n  "agent_name": "Ada",\n  "description": "Books tables.",\n  "inbound": true,\n  "llm_system_prompt": "😀",\n  "language": "en"\n}\n';

/** Why the tests of an editor are skipped; undefined if it is installed. */
export function missing(program: string): string | undefined {
  return spawnSync(program, ['--version']).status === 0 ? undefined : `${program} is not installed`;
}

/** The first code block in this language in docs/editors.md. */
export function recipe(language: string): string {
  const docs = readFileSync(join(root, 'docs', 'editors.md'), 'utf8');
  const [, code] = docs.split(`\`\`\`${language}\n`);
  assert.ok(code, `docs/editors.md has ${language}`);
  return code.slice(0, code.indexOf('```'));
}

/** Runs an editor with the language server. The script opens $AGENT_JSON_FILE and prints the results that the editor shows as JSON. */
export function sessionOf(
  program: string,
  argumentsIn: (folder: string) => readonly string[],
): Map<string, unknown> {
  const folder = tempFolder(program);
  const file = join(folder, 'a.agent.json');
  writeFileSync(file, before);
  installServer(folder);
  const env = {
    ...process.env,
    HOME: folder,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
    PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    AGENT_JSON_FILE: file,
  };
  const options = { env, cwd: folder, encoding: 'utf8', timeout: 90_000 } as const;
  const { stdout, stderr } = spawnSync(program, argumentsIn(folder), options);
  assert.match(stdout, /^\{.*\}/, stderr);
  return new Map<string, unknown>(Object.entries(JSON.parse(stdout) as object));
}

/** Creates the command of the language server in a folder. */
function installServer(folder: string): void {
  const command = join(folder, 'agent-json-language-server');
  const server = join(root, 'dist', 'server.js');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${server}' "$@"\n`);
  chmodSync(command, 0o755);
}
