// Where things are kept while the extension is tried or tested.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atTheEnd } from './children.mjs';

/** The project's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** Big things that are installed once: a VS Code and a browser. */
export const cacheFolder = join(root, '.vscode-test');
/** Screenshots and logs of the last test run. */
export const outputFolder = join(root, 'test-output');

/** Where temporary folders stay: set by a run that started this one, looks into them at its own end and removes them. */
const keptIn = process.env['AGENT_JSON_KEEP_TEMP'];

/**
 * A fresh folder that goes when the run ends.
 * @param {string} purpose part of its name, to recognize it in the temp folder
 */
export function tempFolder(purpose) {
  const folder = mkdtempSync(join(keptIn ?? tmpdir(), `agent-json-${purpose}-`));
  if (keptIn === undefined) atTheEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
