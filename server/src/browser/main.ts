import {
  BrowserMessageReader,
  BrowserMessageWriter,
  ProposedFeatures,
  createConnection,
} from 'vscode-languageserver/browser';
import { startServer } from '../server';

// The server as a web worker. The client provides what a worker cannot read: rule pages, translations and files.
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);
// The library ends a process on `exit`, but not a worker.
connection.onExit(() => self.close());
startServer(connection, {
  environment: undefined,
  localFiles: undefined,
  rulePages: undefined,
  pushDiagnostics: false,
  translations: () => undefined,
});
