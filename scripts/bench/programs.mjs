// Language servers and validators to compare with, in exact versions. They are not dependencies of the project.
import { join } from 'node:path';
import { cachedPackage } from '../host/cache.mjs';
import { root } from '../host/folders.mjs';

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} file the script that Node runs
 * @property {string[]} args
 */

/** @returns {Program} */
export function agentJsonServer() {
  return { name: 'agentJson', file: join(root, 'dist/server.js'), args: ['--stdio'] };
}

/** @returns {Promise<Program>} VS Code's JSON server, as other editors start it */
export async function jsonServer() {
  const file = 'vscode-langservers-extracted/bin/vscode-json-language-server';
  return installed('JSON server', 'vscode-langservers-extracted', '4.10.0', file, ['--stdio']);
}

/** @returns {Promise<Program>} */
export async function ajvCommand() {
  return installed('ajv-cli', 'ajv-cli', '5.0.0', 'ajv-cli/dist/index.js', []);
}

/**
 * @param {string} title
 * @param {string} name
 * @param {string} version
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<Program>}
 */
async function installed(title, name, version, file, args) {
  const folder = await cachedPackage({ name, version, title: `${title} ${version}` });
  return { name: `${title} ${version}`, file: join(folder, 'node_modules', file), args };
}
