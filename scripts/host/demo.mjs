// What `npm start` opens and the walk through the page drives: fresh samples, a local API, and a VS Code that knows both.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './children.mjs';
import { root, tempFolder } from './folders.mjs';
import { startVSCodeServer } from './vscodeServer.mjs';

/** A copy of the sample agents that may be changed at will. */
export function freshSamples() {
  const folder = join(tempFolder('samples'), 'agents');
  cpSync(join(root, 'samples'), folder, { recursive: true });
  return folder;
}

/**
 * @param {string} apiOrigin where the local API listens
 * @returns {Record<string, unknown>}
 */
export function trialSettings(apiOrigin) {
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
 * A VS Code for the browser with the extension installed the way users install it, from its package.
 * @param {string} folder what it opens
 * @param {Record<string, unknown>} settings
 * @param {{ asksForTrust?: boolean }} [options] whether the folder has to be trusted first
 */
export async function startTrialServer(folder, settings, { asksForTrust = false } = {}) {
  const vsix = join(tempFolder('package'), 'agent-json.vsix');
  const { code, output } = await runChild(process.execPath, [`${root}/scripts/package.mjs`, '--out', vsix], {
    stdio: 'pipe',
  });
  if (code !== 0) throw new Error(`Could not package the extension:\n${output.trim()}`);
  const server = await startVSCodeServer({
    dataFolder: tempFolder('vscode'),
    settings,
    folder,
    extension: vsix,
    asksForTrust,
  });
  // The address without a folder opens it as well, but under another authority: files that the extension opens then look like strangers.
  return { ...server, url: server.urlOf(folder) };
}
