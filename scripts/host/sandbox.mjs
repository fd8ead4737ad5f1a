// Starts the local API of sandbox/ in a separate process.
import { join } from 'node:path';
import { endChild, startChild } from './childProcesses.mjs';
import { root } from './folders.mjs';

/** The default API key of the local API. */
export const sandboxKey = 'sandbox-key';

/** The startup timeout, in ms. */
const startTimeoutMs = 20_000;

/**
 * Starts the built sandbox (`dist/sandbox.js`) on a free port of 127.0.0.1.
 * @param {string} [key] the organization key
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export function startSandboxProgram(key = sandboxKey) {
  const args = ['--port', '0', '--key', key];
  const child = startChild(process.execPath, [join(root, 'dist', 'sandbox.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('The sandbox did not start. Run `npm run sandbox` for details.'));
    const timer = setTimeout(() => void endChild(child).then(fail), startTimeoutMs);
    child.once('exit', fail);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (!origin) return;
      clearTimeout(timer);
      resolve({ origin, stop: () => endChild(child) });
    });
  });
}
