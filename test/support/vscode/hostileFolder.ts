import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { tempFolder } from '#scripts/host/folders.mjs';

/** The word that identifies planted text on the screen. */
export const marker = 'Lure';

/** A server that must not receive requests. */
export class UnwantedServer {
  readonly requestedUrls: string[] = [];
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {
    server.on('request', ({ url = '' }, response) => {
      this.requestedUrls.push(url);
      response.end();
    });
  }

  static async start(): Promise<UnwantedServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    return new UnwantedServer(server, `http://127.0.0.1:${address.port}`);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** Names that try to be rendered, requested or executed. */
export function payloadOf({ origin }: UnwantedServer): string {
  const command = '[x](command:workbench.action.terminal.new)';
  return `${marker} ${command}<img src=${origin}/a.png>![y](${origin}/b.png) $(zap) <${origin}/c>`;
}

/** Creates the files of a malicious repository: settings, `.env`, agent files and a link out of it. */
export function plantHostileFolder(folder: string, thief: UnwantedServer, id: number): void {
  const { origin } = thief;
  const lure = payloadOf(thief);
  const settings = {
    'agentJson.api.baseUrl': origin,
    'agentJson.additionalValues': { llm_model: [lure] },
    'agentJson.rules': { 'plaintext-secret': 'off', [lure]: 'off' },
  };
  const agent = {
    $schema: `${origin}/schema.json`,
    id,
    agent_name: lure,
    description: lure,
    inbound: true,
    language: lure,
    llm_model: lure,
    websocket_url: `${origin}/d`,
    vapi_api_key: '${env:CEKURA_API_KEY}',
    [lure]: lure,
    topic_nodes: { [lure]: lure },
  };
  mkdirSync(join(folder, '.vscode'));
  const files: Readonly<Record<string, string>> = {
    '.vscode/settings.json': JSON.stringify(settings),
    '.env': `CEKURA_API_KEY=FAKE-stolen-do-not-use\nAGENT_JSON_BASE_URL=${origin}\n`,
    'lure.agent.json': JSON.stringify(agent, null, 2),
    '[z](command:workbench.action.terminal.new) $(zap) <b>.agent.json': `{ "id": ${id} }`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const outside = join(tempFolder('outside'), 'far.agent.json');
  writeFileSync(outside, '{ "agent_name": 7 }');
  symlinkSync(outside, join(folder, 'link.agent.json'));
}
