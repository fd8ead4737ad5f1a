import { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } from 'vscode-jsonrpc/browser';
import { startServer } from '../server';

// Runs as a worker: whoever started it is the client. There is no environment here, no disk, and no way to tell where the
// pages about rules are.
const reader = new BrowserMessageReader(self);
const writer = new BrowserMessageWriter(self);
startServer(createMessageConnection(reader, writer), {
  environment: undefined,
  disk: undefined,
  rulePages: undefined,
  translations: () => undefined,
  exit: () => self.close(),
});
