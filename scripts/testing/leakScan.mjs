// Scans the output and files of test processes for secrets.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../host/folders.mjs';
import { formsOf } from './secretEncodings.mjs';

/** The API key and the secret that end-to-end tests enter. */
export const [enteredKey, enteredSecret] = [enteredValue('key'), enteredValue('secret')];

/**
 * Concatenated, so that a copy of this file is not reported as a leak.
 * @param {string} what
 */
function enteredValue(what) {
  return `FAKE-${what}-that-was-entered-do-not-use`;
}

/**
 * Creates a folder for the temporary files of test processes, which are scanned later, and an environment with an API key that must not
 * be used.
 */
export function scannedEnvironment() {
  const folder = tempFolder('run');
  const key = `FAKE-environment-${randomBytes(8).toString('hex')}-do-not-use`;
  return {
    folder,
    secrets: [key, enteredKey, enteredSecret],
    env: { ...process.env, ...environmentVariables(folder, key) },
  };
}

/**
 * @param {string} folder
 * @param {string} key
 */
function environmentVariables(folder, key) {
  // The socket paths of VS Code have a maximum length on macOS.
  const temp = process.platform === 'darwin' ? {} : { TMPDIR: folder, TEMP: folder, TMP: folder };
  return { ...temp, AGENT_JSON_KEEP_TEMP: folder, CEKURA_API_KEY: key };
}

/**
 * Prints the files in some folders that contain one of the secrets, plain or encoded, and returns their number.
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
 * @param {string} file its name is scanned as well
 * @param {{ secret: string, form: string }[]} forms
 */
function leaksIn(file, forms) {
  // A process that is still ending may have deleted the file.
  if (!existsSync(file)) return [];
  const content = Buffer.concat([Buffer.from(`${file}\n`), ...blocksOf(file)]);
  const matching = forms.filter(({ form }) => content.includes(form) || content.includes(form, 0, 'utf16le'));
  return matching.map(({ secret, form }) => `${file} contains ${secret} as ${form}`);
}

const block = Buffer.alloc(1 << 20);
const emptyBlock = Buffer.alloc(block.length);

/**
 * The content of a file except for blocks of zeros: tests write sparse files of a gigabyte.
 * @param {string} file
 * @returns {Buffer[]}
 */
function blocksOf(file) {
  const blocks = [];
  const descriptor = openSync(file, 'r');
  try {
    for (let length; (length = readSync(descriptor, block)) > 0;) {
      if (!block.equals(emptyBlock)) blocks.push(Buffer.from(block.subarray(0, length)));
    }
  } finally {
    closeSync(descriptor);
  }
  return blocks;
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
