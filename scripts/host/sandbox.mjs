// The local API of sandbox/, as a program of its own.
import { join } from 'node:path';
import { endChild, startChild } from './children.mjs';
import { root } from './folders.mjs';

/** The only key that the local API takes, unless it is started with another. */
export const sandboxKey = 'sandbox-key';

/** How long it may take until it listens, in ms. */
const startLimit = 20_000;

/**
 * Starts the built sandbox (`dist/sandbox.js`) on a free port of 127.0.0.1.
 * @param {string} [key] the only one that it takes
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export function startSandboxProgram(key = sandboxKey) {
  const args = ['--port', '0', '--key', key];
  const child = startChild(process.execPath, [join(root, 'dist', 'sandbox.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('The sandbox did not start. Run `npm run sandbox` for details.'));
    const timer = setTimeout(() => void endChild(child).then(fail), startLimit);
    child.once('exit', fail);
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      said += text;
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (!origin) return;
      clearTimeout(timer);
      resolve({ origin, stop: () => endChild(child) });
    });
  });
}
