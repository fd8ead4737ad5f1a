// Takes the README's pictures of the current build, in light and dark. Usage: npm run pictures
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { root } from '../../scripts/host/folders.mjs';
import { sandboxKey, startSandboxProgram } from '../../scripts/host/sandbox.mjs';
import { freshSamples, startTrialServer, trialSettings } from '../../scripts/host/trial.mjs';
import { Workbench } from '../support/workbench';

/** Small enough to be read in a page's column, in pixels that are sharp on any screen. */
const look = { viewport: { width: 960, height: 560 }, deviceScaleFactor: 1.5 };

type Take = (name: string) => Promise<void>;

/** A fault, what is said about it, and what mends it. */
async function editing(code: Workbench, take: Take): Promise<void> {
  await code.openFile('broken.agent.json');
  await code.squiggles('error').first().waitFor();
  await code.hoverOver('"en-US"');
  await code.hover.filter({ hasText: /language/i }).waitFor();
  await take('editing');
}

/** What a push asks before anything is sent. */
async function pushing(code: Workbench, take: Take): Promise<void> {
  await code.run('Agent JSON: Set API Key');
  await code.answer(sandboxKey);
  await code.notification(/key/i).waitFor();
  await code.dismissNotifications();
  await code.openFile('sms.agent.json');
  await code.goTo(6, '  "language": "en'.length + 1);
  await code.page.keyboard.press('Backspace');
  await code.page.keyboard.press('Backspace');
  await code.page.keyboard.type('de');
  await code.page.keyboard.press('Escape');
  await code.run('Agent JSON: Push');
  await code.choice(/^Push/).waitFor();
  await code.page.mouse.move(480, 540);
  await take('push');
}

async function takePictures(theme: 'Light' | 'Dark'): Promise<void> {
  const api = await startSandboxProgram();
  const server = await startTrialServer(freshSamples(), {
    ...trialSettings(api.origin),
    'workbench.colorTheme': `Default ${theme} Modern`,
    'breadcrumbs.enabled': false,
    'editor.minimap.enabled': false,
    // What stands around the file would only take its room.
    'workbench.activityBar.location': 'hidden',
    'workbench.statusBar.visible': false,
  });
  const browser = await launchBrowser();
  const code = new Workbench(await browser.newPage(look));
  await code.open(server.origin);
  await code.run('View: Toggle Primary Side Bar Visibility');
  const take: Take = (name) =>
    code.picture(join(root, 'docs', 'images', `${name}-${theme.toLowerCase()}.png`));
  await editing(code, take);
  await pushing(code, take);
  await browser.close();
  await server.stop();
  await api.stop();
}

async function main(): Promise<void> {
  await takePictures('Light');
  await takePictures('Dark');
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
