import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { Disk } from './workspace/disk';
import { startServer } from './server';
import { readTranslations } from './l10n';

const usage = `agent-json-language-server is a language server (LSP) for Cekura agent files.
Start it with --stdio (any editor), --node-ipc, --pipe=NAME or --socket=PORT.
`;

if (process.argv.slice(2).some((argument) => /^--(stdio|node-ipc|pipe|socket)\b/.test(argument))) {
  // The pages about rules are delivered beside the bundle, so that a link to them works without a network.
  const rulePages = pathToFileURL(join(__dirname, '../docs/rules/')).href;
  const translations = (locale: string | undefined) => readTranslations(join(__dirname, '../l10n'), locale);
  startServer(createConnection(ProposedFeatures.all), {
    environment: process.env,
    disk: new Disk(join(__dirname, 'diskThread.js')),
    rulePages,
    translations,
  });
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
