// What test processes print and leave behind, searched for secrets that were planted around them.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../host/folders.mjs';
import { formsOf } from './secretEncodings.mjs';

/** What the walks enter as API key and as a secret of an agent. */
export const [enteredKey, enteredSecret] = [entered('key'), entered('secret')];

/**
 * Put together, so that no copy of this file counts as a find.
 * @param {string} what
 */
function entered(what) {
  return `FAKE-${what}-that-was-entered-do-not-use`;
}

/**
 * A folder and an environment for test processes. All their temporary files go into the folder and stay there for us to look at, and their
 * environment contains a key that was not chosen.
 */
export function watchedSurroundings() {
  const folder = tempFolder('run');
  const key = `FAKE-environment-${randomBytes(8).toString('hex')}-do-not-use`;
  return {
    folder,
    secrets: [key, enteredKey, enteredSecret],
    env: { ...process.env, ...variables(folder, key) },
  };
}

/**
 * @param {string} folder
 * @param {string} key
 */
function variables(folder, key) {
  // There, the names of VS Code's sockets have no room for a longer folder.
  const temp = process.platform === 'darwin' ? {} : { TMPDIR: folder, TEMP: folder, TMP: folder };
  return { ...temp, AGENT_JSON_KEEP_TEMP: folder, CEKURA_API_KEY: key };
}

/**
 * Prints the files below some folders that contain one of the secrets, plain or encoded; returns their number.
 * @param {readonly string[]} folders missing ones are ignored
 * @param {readonly string[]} secrets
 */
export function reportLeaks(folders, secrets) {
  const forms = secrets.flatMap((secret) => formsOf(secret).map((form) => ({ secret, form })));
  const leaks = folders
    .filter(existsSync)
    .flatMap(filesBelow)
    .flatMap((file) => leaksIn(file, forms));
  for (const leak of leaks) console.error(`✖ ${leak}`);
  return leaks.length;
}

/**
 * @param {string} file its name counts as well
 * @param {{ secret: string, form: string }[]} forms
 */
function leaksIn(file, forms) {
  // A program that is still ending may have taken it away.
  if (!existsSync(file)) return [];
  const content = Buffer.concat([Buffer.from(`${file}\n`), readFileSync(file)]);
  const held = forms.filter(({ form }) => content.includes(form) || content.includes(form, 0, 'utf16le'));
  return held.map(({ secret, form }) => `${file} holds ${secret} as ${form}`);
}

/**
 * @param {string} folder
 * @returns {string[]} links are not followed
 */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
