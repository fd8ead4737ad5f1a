import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../host/browser.mjs';
import { outputFolder } from '../host/folders.mjs';
import { sandboxKey, startSandboxProgram } from '../host/sandbox.mjs';
import { freshSamples, startDemoServer, demoSettings } from '../host/demo.mjs';
import { SandboxProgram } from '#support/sync/sandboxProgram';
import { Workbench } from '#support/vscode/vscodePage';

export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
} as const;
export type Theme = keyof typeof themes;

/** VS Code with the samples and a local API. */
export interface Scene {
  readonly code: Workbench;
  readonly api: SandboxProgram;
  readonly take: (name: string) => Promise<void>;
  /** Writes a file in the open folder on disk. */
  readonly write: (name: string, text: string) => void;
}

export interface Gallery {
  /** The name of the output folder in test-output/. */
  readonly name: string;
  readonly themes: readonly Theme[];
  /** Additional files in the samples folder, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Additional settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Run in this order in one window. A failed scene leaves a screenshot of its last state. */
  readonly scenes: Readonly<Record<string, (scene: Scene) => Promise<void>>>;
  /** Whether each scene continues the previous one. */
  readonly stopsAtFailure?: boolean;
}

/** Takes screenshots in all themes, or those on the command line, then exits with code 1 if a scene failed. */
export function takePictures(...galleries: readonly Gallery[]): void {
  void takeAll(galleries).then(
    (failed) => {
      for (const message of failed) console.error(message);
      process.exit(failed.length === 0 ? 0 : 1);
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

async function takeAll(galleries: readonly Gallery[]): Promise<string[]> {
  const failed: string[] = [];
  for (const gallery of galleries) {
    mkdirSync(join(outputFolder, gallery.name), { recursive: true });
    const named = gallery.themes.filter((theme) => process.argv.includes(theme));
    for (const theme of named.length > 0 ? named : gallery.themes)
      failed.push(...(await takeIn(theme, gallery)));
  }
  return failed;
}

async function takeIn(theme: Theme, options: Gallery): Promise<string[]> {
  const { name: gallery, files, settings, scenes } = options;
  const failed: string[] = [];
  const api = await startSandboxProgram();
  const folder = freshSamples();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  const theming = { 'workbench.colorTheme': themes[theme] };
  const server = await startDemoServer(folder, { ...demoSettings(api.origin), ...settings, ...theming });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1180, height: 700 } });
  const code = new Workbench(page);
  await code.open(server.url);
  const take = (name: string) => code.picture(join(outputFolder, gallery, `${name}-${theme}.png`));
  const scene = { code, api: new SandboxProgram(api.origin, sandboxKey), take, write };
  for (const [name, run] of Object.entries(scenes)) {
    try {
      await run(scene);
    } catch (error) {
      failed.push(`${gallery}, ${theme}: ${name}: ${String(error)}`);
      await take(`failed-${name.replaceAll(/\W+/g, '-')}`);
      if (options.stopsAtFailure) break;
      await page.keyboard.press('Escape');
    }
  }
  await browser.close();
  await server.stop();
  await api.stop();
  return failed;
}
