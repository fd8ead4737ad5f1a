import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { LocalFiles } from './workspace/localFiles';
import { messageStream } from './messageStream';
import { startServer } from './server';
import { readTranslations } from './l10n';

const usage = `agent-json-language-server is a language server (LSP) for Cekura agent files.
Start it with --stdio (any editor), --node-ipc, --pipe=NAME or --socket=PORT.
--push-diagnostics pushes diagnostics even to clients that can request them.
`;

const args = process.argv.slice(2);
if (args.some((argument) => /^--(stdio|node-ipc|pipe|socket)\b/.test(argument))) {
  // The rule pages are in the package, so that links to them work offline.
  const rulePages = pathToFileURL(join(__dirname, '../docs/rules/')).href;
  const connection = args.includes('--stdio')
    ? createConnection(ProposedFeatures.all, process.stdin, messageStream(process.stdout))
    : createConnection(ProposedFeatures.all);
  startServer(connection, {
    environment: process.env,
    localFiles: new LocalFiles(),
    rulePages,
    pushDiagnostics: args.includes('--push-diagnostics'),
    translations: (locale) => readTranslations(join(__dirname, '../l10n'), locale),
  });
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
