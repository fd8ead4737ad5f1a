// Folders for running and testing the extension.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onExit } from './childProcesses.mjs';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** Large downloads that are reused: VS Code and a browser. */
export const cacheFolder = join(root, '.vscode-test');
/** Screenshots and logs of the last test run. */
export const outputFolder = join(root, 'test-output');

/** An extension that opens the walkthrough and the broken sample; only for `npm start`. */
export const demoExtension = join(root, 'scripts', 'host', 'demoExtension');

/** The parent of temporary folders. Set by a parent process that scans and removes them at its end. */
const tempParent = process.env['AGENT_JSON_KEEP_TEMP'];

/**
 * Creates a temporary folder that is deleted when this process ends.
 * @param {string} purpose part of its name, to recognize it in the temp folder
 */
export function tempFolder(purpose) {
  const folder = mkdtempSync(join(tempParent ?? tmpdir(), `agent-json-${purpose}-`));
  if (tempParent === undefined) onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
