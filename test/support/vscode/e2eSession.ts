import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '#scripts/host/browser.mjs';
import { outputFolder, tempFolder } from '#scripts/host/folders.mjs';
import { startSandboxProgram } from '#scripts/host/sandbox.mjs';
import { freshSamples, startTrialServer, trialSettings } from '#scripts/host/demo.mjs';
import { enteredKey, enteredSecret } from '#scripts/testing/leakScan.mjs';
import { LeakDetector } from '../leakDetector';
import { SandboxProgram } from '../sync/sandboxProgram';
import { Workbench } from './vscodePage';

/** What `npm start` opens, with a browser page to use it. */
export interface E2eSession {
  readonly api: SandboxProgram;
  readonly code: Workbench;
  /** The text of a file of the open folder, as saved. */
  readonly textOf: (name: string) => string;
  /** Takes a picture into test-output/; throws an AssertionError if the page shows a secret. */
  readonly picture: (name: string) => Promise<void>;
  /** Throws an AssertionError if the page has stored a secret in plain text, or the key of the environment was sent. */
  readonly end: () => Promise<void>;
}

export interface E2eSessionOptions {
  readonly theme: 'Light' | 'Dark';
  /** Whether VS Code asks if the folder is trusted; it is by default. */
  readonly asksForTrust?: boolean;
  /** The files of the folder; the samples by default. */
  readonly folder?: 'samples' | 'nothing of ours';
  /** Puts more into the folder before it is opened. */
  readonly plant?: (folder: string) => void;
}

/** The extension logs all that it can. */
const tracing = ['logLevel', 'agent-json.agent-json:trace'];

/** A folder without agent files. */
function freshRepository(): string {
  const folder = join(tempFolder('repository'), 'desk');
  mkdirSync(folder);
  writeFileSync(join(folder, 'README.md'), '# Our front desk\n');
  return folder;
}

/** Starts the local API, VS Code on fresh samples and a browser, and opens the page. Whatever started ends by `end()`. */
export async function startSession({
  theme,
  asksForTrust = false,
  folder: holds = 'samples',
  plant,
}: E2eSessionOptions): Promise<E2eSession> {
  const ends: (() => Promise<void>)[] = [];
  const end = async () => {
    for (const step of ends) await step();
  };
  const leakDetector = new LeakDetector();
  for (const secret of [enteredKey, enteredSecret]) leakDetector.watch(secret);
  try {
    const program = await startSandboxProgram(enteredKey);
    ends.unshift(program.stop);
    const folder = holds === 'samples' ? freshSamples() : freshRepository();
    plant?.(folder);
    const settings = {
      ...trialSettings(program.origin),
      'workbench.colorTheme': `Default ${theme} Modern`,
      'agentJson.trace.server': 'verbose',
    };
    const vsix = process.env['AGENT_JSON_VSIX'];
    const server = await startTrialServer(folder, settings, { asksForTrust, ...(vsix && { vsix }) });
    ends.unshift(server.stop);
    const browser = await launchBrowser();
    ends.unshift(() => browser.close());
    const code = new Workbench(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
    await code.open(`${server.url}&payload=${encodeURIComponent(JSON.stringify([tracing]))}`);
    mkdirSync(outputFolder, { recursive: true });
    const api = new SandboxProgram(program.origin, enteredKey);
    return {
      api,
      code,
      textOf: (name) => readFileSync(join(folder, name), 'utf8'),
      picture: async (name) => {
        await code.picture(join(outputFolder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.png`));
        leakDetector.expectNoneIn('the page', await code.page.content());
      },
      end: async () => {
        try {
          new LeakDetector().expectNoneIn('a request', JSON.stringify(await api.requests()));
          const kept = await code.page.context().storageState({ indexedDB: true });
          leakDetector.expectNoneIn('what the page has kept', JSON.stringify(kept));
        } finally {
          await end();
        }
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
