import {
  BrowserMessageReader,
  BrowserMessageWriter,
  ProposedFeatures,
  createConnection,
} from 'vscode-languageserver/browser';
import { startServer } from '../server';

// Runs as a worker: whoever started it is the client, which tells what a worker can't find out: where the pages about rules
// are, texts in other languages, and what stands in files.
const reader = new BrowserMessageReader(self);
const writer = new BrowserMessageWriter(self);
startServer(createConnection(ProposedFeatures.all, reader, writer), {
  environment: undefined,
  disk: undefined,
  rulePages: undefined,
  translations: () => undefined,
});
