import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import { Disk } from './disk';
import { whenProcessEnds } from './processWatch';
import { startServer } from './server';
import { readTranslations } from './translations';
import { transportFor } from './transport';

const usage = `agent-json-language-server speaks the Language Server Protocol with an editor.
Start it with --stdio (any editor), --node-ipc, --pipe=NAME or --socket=PORT.
`;

const transport = transportFor(process.argv.slice(2));
if (transport) {
  startServer(createMessageConnection(...transport), {
    environment: process.env,
    disk: new Disk(),
    // The pages about rules are delivered beside the bundle, so that a link to them works without a network.
    rulePages: pathToFileURL(join(__dirname, '../docs/rules/')).href,
    translations: (locale) => readTranslations(join(__dirname, '../l10n'), locale),
    exit: (code) => process.exit(code),
    whenProcessEnds,
  });
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
