// Runs VS Code's server the way code-server does: inside a plain HTTP server. Started by vscodeServer.mjs, as a program
// of its own, with the server's entry file and its arguments as JSON.
//
// Why not the server's own command line: the page encrypts what extensions put into SecretStorage with a key that it asks
// `POST /mint-key` for. Nobody answers that there, so an API key would be gone after a reload.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [entry = '', args = '{}'] = process.argv.slice(2);

// Prevents the entry file from starting a server.
process.env['CODE_SERVER_PARENT_PID'] = String(process.pid);
const { loadCodeWithNls } = await import(pathToFileURL(entry).href);
const vscode = await (await loadCodeWithNls()).createServer(null, JSON.parse(args));

/** Kept as long as the server runs, so that secrets survive a reload of the page. */
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
