import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '#scripts/host/browser.mjs';
import { outputFolder, tempFolder } from '#scripts/host/folders.mjs';
import { startSandboxProgram } from '#scripts/host/sandbox.mjs';
import { freshSamples, startDemoServer, demoSettings } from '#scripts/host/demo.mjs';
import { enteredKey, enteredSecret } from '#scripts/testing/leakScan.mjs';
import { LeakDetector } from '../leakDetector';
import { SandboxProgram } from '../sync/sandboxProgram';
import { Workbench } from './vscodePage';

/** The environment of `npm start` in a browser page. */
export interface E2eSession {
  readonly api: SandboxProgram;
  readonly code: Workbench;
  /** The saved text of a file in the open folder. */
  readonly textOf: (name: string) => string;
  /** Takes a screenshot into test-output/; throws an AssertionError if the page shows a secret. */
  readonly picture: (name: string) => Promise<void>;
  /**
   * Stops everything; throws an AssertionError if the page has stored a secret in plain text, or if the key of the environment was sent.
   */
  readonly end: () => Promise<void>;
}

export interface E2eSessionOptions {
  readonly theme: 'Light' | 'Dark';
  /** Whether VS Code asks to trust the folder; by default, the folder is trusted. */
  readonly asksForTrust?: boolean;
  /** The files of the folder; the samples by default. */
  readonly folder?: 'samples' | 'no agents';
  /** Adds files to the folder before it is opened. */
  readonly prepare?: (folder: string) => void;
}

/** The maximum log level. */
const tracing = ['logLevel', 'agent-json.agent-json:trace'];

/** A folder without agent files. */
function freshRepository(): string {
  const folder = join(tempFolder('repository'), 'desk');
  mkdirSync(folder);
  writeFileSync(join(folder, 'README.md'), '# Our front desk\n');
  return folder;
}

/** Starts the local API, VS Code with a copy of the samples, and a browser. Call `end()` when done. */
export async function startSession({
  theme,
  asksForTrust = false,
  folder: contents = 'samples',
  prepare,
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
    const folder = contents === 'samples' ? freshSamples() : freshRepository();
    prepare?.(folder);
    const settings = {
      ...demoSettings(program.origin),
      'workbench.colorTheme': `Default ${theme} Modern`,
      'agentJson.trace.server': 'verbose',
    };
    const installed = process.env['AGENT_JSON_INSTALLED'];
    const server = await startDemoServer(folder, settings, { asksForTrust, ...(installed && { installed }) });
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
          const stored = await code.page.context().storageState({ indexedDB: true });
          leakDetector.expectNoneIn('the storage of the page', JSON.stringify(stored));
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
