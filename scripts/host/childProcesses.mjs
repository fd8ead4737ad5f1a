// Child processes that end with this process: on Ctrl+C, on an error and on a normal exit. No other processes are ended.
import { spawn, spawnSync } from 'node:child_process';

/** How long a process may take to exit before it is killed, in ms. */
const exitTimeoutMs = 3000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** Synchronous functions that run when this process exits, the newest first. @type {(() => void)[]} */
const exitHandlers = [];
let isListening = false;

/**
 * Starts a child process in a new process group, so that its own child processes end with it.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startChild(command, args, options = {}) {
  listen();
  const child = spawn(command, args, {
    stdio: 'inherit',
    ...options,
    detached: process.platform !== 'win32',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Runs a program until it exits.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} `output`: standard output and error, mixed
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = startChild(command, args, options);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Sends SIGTERM, and SIGKILL after a timeout.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function endChild(child) {
  if (!running.has(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), exitTimeoutMs);
  await ended;
  clearTimeout(timer);
  // The leader has exited; kill the rest of its group.
  signal(child, 'SIGKILL');
}

/**
 * Registers a synchronous function that runs when this process ends for any reason.
 * @param {() => void} handler
 */
export function onExit(handler) {
  listen();
  exitHandlers.unshift(handler);
}

function listen() {
  if (isListening) return;
  isListening = true;
  process.on('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
    for (const handler of exitHandlers) handler();
  });
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => void endAll().then(() => process.exit(name === 'SIGINT' ? 130 : 143)));
  }
}

async function endAll() {
  await Promise.all([...running].map(endChild));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {'SIGTERM' | 'SIGKILL'} name
 */
function signal(child, name) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The process group has already ended.
  }
}
