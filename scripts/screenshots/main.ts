// Takes the README screenshots of the current build, in light and dark. Usage: npm run pictures
import { join } from 'node:path';
import { launchBrowser } from '../host/browser.mjs';
import { root } from '../host/folders.mjs';
import { sandboxKey, startSandboxProgram } from '../host/sandbox.mjs';
import { freshSamples, startDemoServer, demoSettings } from '../host/demo.mjs';
import { Workbench } from '#support/vscode/vscodePage';

/** Small enough for the width of a README, with a high pixel density. */
const pageOptions = { viewport: { width: 960, height: 560 }, deviceScaleFactor: 1.5 };

type Take = (name: string) => Promise<void>;

/** A problem, its message and its fix. */
async function editing(code: Workbench, take: Take): Promise<void> {
  await code.openFile('broken.agent.json');
  await code.squiggles('error').first().waitFor();
  await code.hoverOver('"en-US"');
  await code.hover.filter({ hasText: /language/i }).waitFor();
  await take('editing');
}

/** The question before a risky push, here because the phone number changes. */
async function pushing(code: Workbench, take: Take): Promise<void> {
  await code.run('Agent JSON: Set API Key');
  await code.answer(sandboxKey);
  await code.notification(/key/i).waitFor();
  await code.run('View: Close All Editors');
  await code.openFile('sms.agent.json');
  // After the pull, the file is in sync, so that only the following edits are changes.
  await code.runExactly('Agent JSON: Pull from Cekura');
  await code.notification(/Nothing to pull/).waitFor();
  await code.dismissNotifications();
  await typeOver(code, 6, '  "language": "', 'en', 'de');
  await typeOver(code, 8, '  "contact_number": "+1415555', '0137', '0199');
  await code.run('Agent JSON: Push to Cekura');
  await code.dialog.waitFor();
  await code.page.mouse.move(480, 540);
  await take('push');
}

/** Replaces text after the start of a line by typing. */
async function typeOver(
  code: Workbench,
  line: number,
  lineStart: string,
  old: string,
  newText: string,
): Promise<void> {
  await code.goTo(line, `${lineStart}${old}`.length + 1);
  for (let left = old.length; left > 0; left--) await code.page.keyboard.press('Backspace');
  await code.page.keyboard.type(newText);
  await code.page.keyboard.press('Escape');
}

async function takePicturesIn(theme: 'Light' | 'Dark'): Promise<void> {
  const api = await startSandboxProgram();
  const server = await startDemoServer(freshSamples(), {
    ...demoSettings(api.origin),
    'workbench.colorTheme': `Default ${theme} Modern`,
    'breadcrumbs.enabled': false,
    'editor.minimap.enabled': false,
    // Other parts of the window are hidden to leave room for the editor.
    'workbench.activityBar.location': 'hidden',
    'workbench.statusBar.visible': false,
  });
  const browser = await launchBrowser();
  const code = new Workbench(await browser.newPage(pageOptions));
  await code.open(server.url);
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
  await takePicturesIn('Light');
  await takePicturesIn('Dark');
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
