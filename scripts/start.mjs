// `npm start`: opens VS Code with the extension, sample agents and a local API, to try everything without an account.
// Usage: npm start [-- --browser | --no-open]
//   --browser  uses VS Code in the browser, even if desktop VS Code is installed
//   --no-open  the same, but only prints the URL
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensureInstalled.mjs';
import { runChild, startChild } from './host/childProcesses.mjs';
import { desktopCode, hasDisplay, openDesktop } from './host/desktop.mjs';
import { root, tempFolder, demoExtension } from './host/folders.mjs';
import { sandboxKey, startSandboxProgram } from './host/sandbox.mjs';
import { freshSamples, startDemoServer, demoSettings } from './host/demo.mjs';

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start() {
  const { values } = parseArgs({ options: { browser: { type: 'boolean' }, 'no-open': { type: 'boolean' } } });
  ensureInstalled();
  const { code } = await runChild(process.execPath, [`${root}/scripts/build.mjs`]);
  if (code !== 0) process.exit(code);

  const api = await startSandboxProgram();
  const folder = freshSamples();
  const settings = demoSettings(api.origin);
  const desktop = values.browser || values['no-open'] ? undefined : desktopCode();
  if (desktop) {
    openDesktop({ program: desktop, dataFolder: tempFolder('desktop'), settings, folder });
    printInstructions('in the new VS Code window', api.origin);
  } else {
    const server = await startDemoServer(folder, settings);
    const url = walkthroughUrl(server);
    if (!values['no-open']) openInBrowser(url);
    printInstructions(`at ${url}`, api.origin);
  }
}

/**
 * The address that also opens the walkthrough and the broken sample.
 * @param {{ origin: string, url: string }} server
 */
function walkthroughUrl({ origin, url }) {
  const { host } = new URL(origin);
  const payload = [['extensionDevelopmentPath', `vscode-remote://${host}${demoExtension}`]];
  return `${url}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/**
 * @param {string} where
 * @param {string} apiOrigin
 */
function printInstructions(where, apiOrigin) {
  console.log(`
  Open     ${where}: sample agents, the extension and a local Cekura API (${apiOrigin}).
  Fix      The walkthrough starts with broken.agent.json: hover over a problem, or press Ctrl+. for quick fixes.
  API key  F1 → "Agent JSON: Set API Key…" → ${sandboxKey}
  Sync     Change the description in sms.agent.json, then F1 → "Agent JSON: Push to Cekura".
  Stop     Press Ctrl+C. This also deletes the copy of the samples.
`);
}

/**
 * Opens a page in the default browser, if there is one.
 * @param {string} url
 */
function openInBrowser(url) {
  if (!hasDisplay()) return;
  if (process.platform === 'linux' && !existsSync('/usr/bin/xdg-open')) return;
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', '""'] }[
    String(process.platform)
  ] ?? ['xdg-open'];
  startChild(String(command), [...args, url], { stdio: 'ignore' }).once('error', () => undefined);
}
