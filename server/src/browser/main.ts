import {
  BrowserMessageReader,
  BrowserMessageWriter,
  ProposedFeatures,
  createConnection,
} from 'vscode-languageserver/browser';
import { startServer } from '../server';

// Runs as a worker: whoever started it is the client. There is no environment here, no disk, and no way to tell where the
// pages about rules are.
const reader = new BrowserMessageReader(self);
const writer = new BrowserMessageWriter(self);
startServer(createConnection(ProposedFeatures.all, reader, writer), {
  environment: undefined,
  disk: undefined,
  rulePages: undefined,
  translations: () => undefined,
});
