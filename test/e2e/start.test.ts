import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { launchBrowser } from '#scripts/host/browser.mjs';
import { outputFolder, root } from '#scripts/host/folders.mjs';
import { Workbench } from '#support/vscode/vscodePage';

it('npm start: opens the walkthrough beside the sample with problems', async () => {
  const program = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), '--no-open'], { cwd: root });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      program.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const found = /at (http\S+):/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
      program.once('exit', () => reject(new Error(`ended: ${output}`)));
    });
    const browser = await launchBrowser();
    try {
      const code = new Workbench(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
      await code.open(url);
      await code.page.locator('.tab', { hasText: 'broken.agent.json' }).waitFor();
      await code.squiggles('error').first().waitFor();
      await code.page.locator('.getting-started-step', { hasText: 'Open an agent file' }).waitFor();
      mkdirSync(outputFolder, { recursive: true });
      await code.picture(join(outputFolder, 'start.png'));
    } finally {
      await browser.close();
    }
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGINT');
    await ended;
  }
});
