import {
  BrowserMessageReader,
  BrowserMessageWriter,
  ProposedFeatures,
  createConnection,
} from 'vscode-languageserver/browser';
import { startServer } from '../server';

// Runs as a worker: whoever started it is the client, which tells what a worker can't find out: where the pages about rules
// are, texts in other languages, and what stands in files.
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);
// The library ends a process by itself, but no worker.
connection.onExit(() => self.close());
startServer(connection, {
  environment: undefined,
  disk: undefined,
  rulePages: undefined,
  translations: () => undefined,
});
