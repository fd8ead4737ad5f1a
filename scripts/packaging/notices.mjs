// Generates THIRD-PARTY-NOTICES.txt with the licenses of the bundled packages.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../host/folders.mjs';
import { bundled, shipped } from '../shippedPackages.mjs';

const rule = '-'.repeat(80);

/** @returns {Promise<string>} */
export async function thirdPartyNotices() {
  const folders = new Set();
  for (const bundle of shipped) for (const folder of (await bundled(bundle)).folders) folders.add(folder);
  const notices = [...folders].map(noticeOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  return [
    'Third-party notices',
    '',
    'Agent JSON contains code of the packages below, under the licenses that follow each name.',
    ...notices.flatMap(({ title, license }) => ['', rule, title, rule, '', license]),
    '',
  ].join('\n');
}

/**
 * @param {string} folder of a package
 * @returns {{ title: string, license: string }}
 */
function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const [file] = readdirSync(join(root, folder))
    .filter((name) => /^(?:licen[cs]e|copying)(?:[.-]|$)/i.test(name))
    .sort();
  const license = file
    ? readFileSync(join(root, folder, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim()
    : standardText(manifest);
  return { title: `${manifest.name} ${manifest.version} (${manifest.license})`, license };
}

/**
 * The license text for a package without a license file, by the license in its manifest.
 * @param {{ name: string, license?: string, author?: string | { name: string } }} manifest
 */
function standardText({ name, license, author }) {
  const owner = typeof author === 'object' ? author.name : author;
  if (license !== 'MIT' || !owner) throw new Error(`${name} has no license file.`);
  return `MIT License\n\nCopyright (c) ${owner}\n\n${mit}`;
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
