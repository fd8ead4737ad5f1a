// Preloaded with `--require` in tests and servers: connections to other hosts are rejected, and the process fails even if its tests pass.
// CommonJS, because an ES module would double the startup time of a server.
const { writeSync } = require('node:fs');
const { Socket } = require('node:net');

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;
/** @type {Set<string>} */
const otherHosts = new Set();

const { connect } = Socket.prototype;
/** All of http, https, tls and fetch calls this before a name is resolved. @param {unknown[]} connectArguments */
Socket.prototype.connect = function (...connectArguments) {
  const host = hostIn(connectArguments);
  if (host === undefined || loopback.test(host)) return Reflect.apply(connect, this, connectArguments);
  otherHosts.add(host);
  // Deferred, because TLS continues to use its socket first.
  process.nextTick(() => this.destroy(new Error(`Tests must not connect to other hosts: ${host}.`)));
  return this;
};

process.on('exit', () => {
  if (otherHosts.size === 0) return;
  writeSync(process.stderr.fd, `Tried to connect to ${[...otherHosts].join(', ')}.\n`);
  process.exitCode = 1;
});

/**
 * @param {unknown[]} connectArguments `connect(options)`, `connect(port, host)` or `connect(path)`; Node.js itself passes them as an array
 * @returns {string | undefined} undefined if it is not a network connection, such as a pipe
 */
function hostIn([first, second]) {
  if (Array.isArray(first)) return hostIn(first);
  if (typeof first !== 'object' || first === null) {
    if (Number.isNaN(Number(first))) return undefined;
    return typeof second === 'string' ? second : 'localhost';
  }
  if ('path' in first && typeof first.path === 'string') return undefined;
  return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
}
