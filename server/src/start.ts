import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { LocalFiles } from './workspace/localFiles';
import { StreamReader, StreamWriter } from './stdio';
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
  const isStdio = args.includes('--stdio');
  const connection = isStdio
    ? createConnection(
        ProposedFeatures.all,
        new StreamReader(process.stdin),
        new StreamWriter(process.stdout),
      )
    : createConnection(ProposedFeatures.all);
  const lifecycle = startServer(connection, {
    environment: process.env,
    localFiles: new LocalFiles(),
    rulePages,
    pushDiagnostics: args.includes('--push-diagnostics'),
    translations: (locale) => readTranslations(join(__dirname, '../l10n'), locale),
  });
  const exit = () => process.exit(lifecycle.isShutDown ? 0 : 1);
  // After an error, a stream is closed without having ended.
  if (isStdio) process.stdin.once('end', exit).once('close', exit);
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
