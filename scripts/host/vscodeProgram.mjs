// Runs VS Code's server as code-server does: in a plain HTTP server. Started by vscodeServer.mjs in a separate process, with the
// server's entry file and its arguments as JSON.
//
// The server's own command line can't be used: the page encrypts SecretStorage with a key from `POST /mint-key`, which the command
// line does not provide, so that secrets would be lost when the page is reloaded.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [entry = '', args = '{}'] = process.argv.slice(2);

// Prevents the entry file from starting a server.
process.env['CODE_SERVER_PARENT_PID'] = String(process.pid);
const { loadCodeWithNls } = await import(pathToFileURL(entry).href);
const vscode = await (await loadCodeWithNls()).createServer(null, JSON.parse(args));

/** The same key for the lifetime of the server, so that secrets can be read after the page is reloaded. */
const secretKey = randomBytes(32);

const server = createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/mint-key') response.end(secretKey);
  else vscode.handleRequest(request, response);
});
server.on('upgrade', (request, socket) => vscode.handleUpgrade(request, socket));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on ${address.port}`);
});
