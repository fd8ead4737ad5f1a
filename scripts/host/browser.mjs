// The browser for VS Code in the browser: an installed one, else a headless Chromium from npm.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cachedPackage } from './cache.mjs';
import { runChild } from './childProcesses.mjs';

/** The package's default arguments are for AWS Lambda: a single process without web security. */
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The package's own font configuration is for AWS Lambda and omits system fonts. */
const fontsOfSystemAndPackage = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/**
 * Starts a headless browser.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    args: launchArguments,
    env: { ...definedEnvironment(), ...env },
    // childProcesses.mjs already handles signals; a second handler would race.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** @returns {Promise<{ executablePath: string, env: Record<string, string> }>} */
async function findBrowser() {
  const installed = installedBrowser();
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  throw new Error('Chrome or Chromium not found. Install one of them, or set CHROME_PATH to its executable.');
}

function installedBrowser() {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH does not exist: ${chosen}.`);
  }
  const { LOCALAPPDATA: local = '', PROGRAMFILES: programs = '' } = process.env;
  /** @type {Partial<Record<NodeJS.Platform, string[]>>} */
  const defaultPaths = {
    linux: [
      '/usr/bin/google-chrome',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/opt/google/chrome/chrome',
    ],
    darwin: ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    win32: [programs, local].map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
  };
  return defaultPaths[process.platform]?.find((path) => existsSync(path));
}

/**
 * The package contains Chromium and the NSS libraries compressed and extracts them to the temp folder. Here, that is a folder of
 * the cache, so that they are extracted only once.
 */
async function packagedChromium() {
  const folder = await cachedPackage({
    name: '@sparticuz/chromium',
    version: '153.0.0',
    title: 'a headless Chromium',
    finish: async (packageFolder, cached) => {
      const unpacked = join(cached, 'unpacked');
      mkdirSync(unpacked);
      const entry = pathToFileURL(join(packageFolder, 'build', 'index.js')).href;
      const libraries = join(packageFolder, 'bin', 'al2023.tar.br');
      const script = `import chromium, { inflate } from ${JSON.stringify(entry)};
        await Promise.all([chromium.executablePath(), inflate(${JSON.stringify(libraries)})]);`;
      const { code, output } = await runChild(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: 'pipe',
        env: { ...process.env, TMPDIR: unpacked },
      });
      if (code !== 0) throw new Error(output);
      writeFileSync(join(unpacked, 'fonts', 'fonts.conf'), fontsOfSystemAndPackage);
    },
  });
  const executablePath = join(folder, 'unpacked', 'chromium');
  const fonts = { FONTCONFIG_PATH: join(folder, 'unpacked', 'fonts') };
  if (starts(executablePath, fonts)) return { executablePath, env: fonts };
  const withLibraries = { ...fonts, LD_LIBRARY_PATH: join(folder, 'unpacked', 'al2023', 'lib') };
  if (starts(executablePath, withLibraries)) return { executablePath, env: withLibraries };
  throw new Error('The bundled Chromium could not be started. Install Chrome, or set CHROME_PATH.');
}

/**
 * @param {string} executablePath
 * @param {Record<string, string>} env
 */
function starts(executablePath, env) {
  return (
    spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' }).status ===
    0
  );
}

function definedEnvironment() {
  /** @type {Record<string, string>} */
  const defined = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) defined[name] = value;
  return defined;
}
