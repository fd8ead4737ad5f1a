import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PackageManager, listFiles } from '@vscode/vsce';
import { build } from 'esbuild';
import { launchBrowser } from '#scripts/host/browser.mjs';
import { outputFolder, root } from '#scripts/host/folders.mjs';
import { type FileSource, fileSourceOf, startWebVSCode } from '#scripts/host/webVSCode.mjs';
import { Workbench } from './vscodePage';

const memoryFolder = join(root, 'test', 'support', 'vscode', 'memoryFolder');

/** VS Code for the web with the samples. */
export interface WebSession {
  readonly code: Workbench;
  /** The initial text of a file in the folder. */
  readonly textOf: (name: string) => string;
  /** URLs of requests from the page to other origins. */
  readonly foreignRequests: readonly string[];
  /** Takes a screenshot into test-output/. */
  readonly picture: (name: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

export interface WebSessionOptions {
  readonly theme: 'Light' | 'Dark';
  /** Additional files: name → text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Serves VS Code with the packaged extension, and opens it in a browser. Call `end()` when done. */
export async function startWebSession({
  theme,
  files = {},
  settings = {},
}: WebSessionOptions): Promise<WebSession> {
  const texts = { ...samples(), ...files };
  const ends: (() => Promise<void>)[] = [];
  const end = async () => {
    for (const step of ends) await step();
  };
  try {
    const server = await startWebVSCode({
      extensions: { 'agent-json': await packedFiles(), memory: await folderInMemory(texts) },
      folder: 'memory:/agents',
      proposals: ['test.memory-folder'],
      settings: {
        'workbench.startupEditor': 'none',
        'workbench.colorTheme': `Default ${theme} Modern`,
        'workbench.tips.enabled': false,
        'telemetry.telemetryLevel': 'off',
        ...settings,
      },
    });
    ends.unshift(server.stop);
    const browser = await launchBrowser();
    ends.unshift(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const foreignRequests: string[] = [];
    context.on('request', (request) => {
      const url = request.url();
      if (/^(https?|wss?):/.test(url) && new URL(url).origin !== server.origin) foreignRequests.push(url);
    });
    const code = new Workbench(await context.newPage());
    await code.open(server.origin);
    mkdirSync(outputFolder, { recursive: true });
    return {
      code,
      textOf: (name) => texts[name] ?? '',
      foreignRequests,
      picture: (name) =>
        code.picture(join(outputFolder, `web-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.png`)),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The files of the packaged extension, and no others. */
async function packedFiles(): Promise<FileSource> {
  const packed = new Set(await listFiles({ cwd: root, packageManager: PackageManager.None }));
  const files = fileSourceOf(root);
  return (path) => (packed.has(path) ? files(path) : Promise.resolve(undefined));
}

function samples(): Readonly<Record<string, string>> {
  const folder = join(root, 'samples');
  const names = readdirSync(folder).filter((name) => name.endsWith('.agent.json'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** An extension that provides these files as a file system. */
async function folderInMemory(texts: Readonly<Record<string, string>>): Promise<FileSource> {
  const { outputFiles } = await build({
    entryPoints: [join(memoryFolder, 'extension.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
  });
  const files = new Map([
    ['package.json', readFileSync(join(memoryFolder, 'package.json'), 'utf8')],
    ['extension.js', outputFiles[0]?.text],
    ['files.json', JSON.stringify(texts)],
  ]);
  return (path) => Promise.resolve(files.get(path));
}
