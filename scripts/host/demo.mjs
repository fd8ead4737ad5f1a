// The environment of `npm start` and the end-to-end tests: a copy of the samples, a local API, and VS Code configured for both.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './childProcesses.mjs';
import { root, tempFolder } from './folders.mjs';
import { startVSCodeServer } from './vscodeServer.mjs';

/** Creates a copy of the sample agents that can be edited. */
export function freshSamples() {
  const folder = join(tempFolder('samples'), 'agents');
  cpSync(join(root, 'samples'), folder, { recursive: true });
  return folder;
}

/**
 * @param {string} apiOrigin where the local API listens
 * @returns {Record<string, unknown>}
 */
export function demoSettings(apiOrigin) {
  return {
    'agentJson.api.baseUrl': apiOrigin,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'extensions.ignoreRecommendations': true,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'chat.commandCenter.enabled': false,
  };
}

/**
 * Starts VS Code in the browser with the packaged extension installed.
 * @param {string} folder the folder that it opens
 * @param {Record<string, unknown>} settings
 * @param {{ asksForTrust?: boolean, installed?: string }} [options] `asksForTrust`: whether VS Code asks for trust in the folder; `installed`: the
 *   folder with the current package after its installation
 */
export async function startDemoServer(folder, settings, { asksForTrust = false, installed } = {}) {
  const server = await startVSCodeServer({
    dataFolder: tempFolder('vscode'),
    settings,
    folder,
    ...(installed ? { installed } : { extension: await packaged() }),
    asksForTrust,
  });
  // The URL without a folder also opens it, but with a different authority, so that VS Code treats the files as outside of the workspace.
  return { ...server, url: server.urlOf(folder) };
}

/** @type {Promise<string> | undefined} */
let packaging;

/** Packages the extension once per process. */
function packaged() {
  packaging ??= packageExtension();
  return packaging;
}

async function packageExtension() {
  const vsix = join(tempFolder('package'), 'agent-json.vsix');
  const { code, output } = await runChild(process.execPath, [`${root}/scripts/package.mjs`, '--out', vsix], {
    stdio: 'pipe',
  });
  if (code !== 0) throw new Error(`Could not package the extension:\n${output.trim()}`);
  return vsix;
}
